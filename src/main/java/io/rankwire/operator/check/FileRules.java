package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.OperatorFiles;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.settings.Home;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SortDefinition;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** What is wrong with files by themselves, whatever other files and settings say. It is found once for each state of a file. */
final class FileRules {
    private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

    private final Map<OperatorFile, List<Mistake>> found = new ConcurrentHashMap<>();
    private final Map<OperatorFile, List<Mistake>> models = new ConcurrentHashMap<>();

    /** Built of Camel's large schema when the first file is looked at, for every checker. */
    private static final class Dsl {
        private static final Structure STRUCTURE = Structure.ofRoutes();
        private static final Structure ENDPOINTS = Structure.ofEndpoints();
    }

    /** Judges the files that are new, all at once, and forgets those that are no more. */
    void look(Collection<OperatorFile> files) {
        found.keySet().retainAll(Set.copyOf(files));
        models.keySet().retainAll(found.keySet());
        List<OperatorFile> fresh =
                files.stream().filter(file -> !found.containsKey(file)).toList();
        fresh.parallelStream().forEach(file -> found.put(file, find(file)));
    }

    List<Mistake> mistakes(OperatorFile file) {
        return found.getOrDefault(file, List.of());
    }

    private static List<Mistake> find(OperatorFile file) {
        Findings findings = new Findings(file.name(), file.mistakes());
        if (file.yaml().isEmpty() && findings.hasErrors()) {
            return file.mistakes();
        }
        if (OperatorFiles.isTemplate(file.name())) {
            TemplateRules.check(file.path(), file.content(), findings);
        } else if (file.isKamelet()) {
            file.yaml().ifPresent(yaml -> new KameletFileRules(Dsl.STRUCTURE, Dsl.ENDPOINTS).check(yaml, findings));
        } else if (file.name().endsWith(Home.ROUTES)) {
            file.yaml().ifPresent(yaml -> Dsl.STRUCTURE.check(yaml, findings));
        } else if (!file.name().equals(SettingsFile.PATH)) {
            findings.at(Place.START, Rule.FILE_NAME)
                    .warning("this file is not read; names end in " + Home.ROUTES + " or " + Home.KAMELET);
        }
        return findings.all();
    }

    /** What Camel itself says to a file of routes that is right otherwise. */
    List<Mistake> model(OperatorFile file, CamelContext context) {
        return models.computeIfAbsent(file, one -> {
            Findings findings = new Findings(one.name());
            readByCamel(context, one.name(), one.content(), findings);
            return findings.all();
        });
    }

    /** Camel's schema lets a filter do without a condition; its route does not. */
    private static void expressions(RouteDefinition route, Findings findings) {
        for (ExpressionNode node :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ExpressionNode.class)) {
            if (node.getExpression() == null && !(node instanceof SortDefinition<?>)) {
                Place place = node.getLineNumber() > 0 ? new Place(node.getLineNumber(), 1) : Place.START;
                findings.at(place, Rule.STRUCTURE)
                        .error(node.getShortName() + " in route " + route.getRouteId()
                                + " needs an expression, such as simple");
            }
        }
    }

    private static RoutesBuilderLoader camel(CamelContext context) throws Exception {
        return PluginHelper.getRoutesLoader(context).getRoutesLoader("camel.yaml");
    }

    private static void readByCamel(CamelContext context, String file, byte[] content, Findings findings) {
        try {
            // Asked for the routes of a file, Camel would parse it twice, to find the beans in it first.
            RoutesBuilder builder = camel(context).loadRoutesBuilder(ResourceHelper.fromBytes(file, content));
            ((RouteBuilder) builder)
                    .configureRoutes(context)
                    .getRoutes()
                    .forEach(route -> expressions(route, findings));
        } catch (Exception e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String message = String.valueOf(root.getMessage());
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            Place place = line.find() ? new Place(Integer.parseInt(line.group(1)), 1) : Place.START;
            findings.at(place, Rule.STRUCTURE).error("Camel cannot read it: " + message.split("\n", 2)[0]);
        }
    }
}
