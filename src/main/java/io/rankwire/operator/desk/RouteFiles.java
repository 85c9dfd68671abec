package io.rankwire.operator.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.rankwire.kamelet.WrittenEndpoint;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.text.OperatorMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.Kamelet;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Puts the routes of a file into Camel and takes them out again, with everything that came with them. */
public final class RouteFiles {
    /** What stands before the ids of routes that are built only to see whether they can be. */
    private static final String TRIAL = "check~";

    private final CamelContext context;
    private final ModelCamelContext model;

    public RouteFiles(CamelContext context) {
        this.context = context;
        this.model = (ModelCamelContext) context;
    }

    /** What Camel reads in a file. It is good for building once: Camel changes definitions while it builds them. */
    record Parsed(OperatorFile file, List<RouteBuilder> builders, List<RouteDefinition> routes) {}

    /** Reads a file, and builds nothing. */
    public Parsed read(OperatorFile file) throws Exception {
        Parsed parsed = new Parsed(file, new ArrayList<>(), new ArrayList<>());
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource(file))) {
            if (!(builder instanceof RouteBuilder routes)) {
                throw new OperatorMistake("it holds no routes");
            }
            parsed.builders().add(routes);
            parsed.routes().addAll(routes.configureRoutes(context).getRoutes());
        }
        return parsed;
    }

    /** What was looked at is what is loaded, even if the file is written meanwhile. */
    private static Resource resource(OperatorFile file) {
        return ResourceHelper.fromBytes("file:" + file.path(), file.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Builds the file's routes beside those that run, without starting them, and takes them away again. */
    public void tryOut(Parsed file) throws Exception {
        List<String> ids = new ArrayList<>();
        try {
            for (RouteDefinition route : file.routes()) {
                route.setId(TRIAL + route.getRouteId());
                route.autoStartup("false");
                forgetIds(route);
                ownKamelets(route.getRouteId(), route.getOutputs());
                ids.add(route.getRouteId());
            }
            build(file);
        } finally {
            remove(ids);
        }
    }

    /** A step's own id may be there once only. */
    private static void forgetIds(RouteDefinition route) {
        for (ProcessorDefinition<?> step : all(route.getOutputs())) {
            step.setId(null);
            step.setCustomId(null);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Collection<ProcessorDefinition<?>> all(List<ProcessorDefinition<?>> outputs) {
        Collection<?> all = ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class);
        return (Collection<ProcessorDefinition<?>>) (Collection) all;
    }

    /**
     * Gives every use of a kamelet a route of its own, named after the user. Camel has uses with equal parameters share
     * one, which belongs to the first that asked: it could neither say whom it serves nor go when that one goes.
     */
    private static void ownKamelets(String user, List<ProcessorDefinition<?>> steps) {
        int number = 0;
        for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDefinition.class)) {
            if (to.getEndpointProducerBuilder() instanceof WrittenEndpoint written
                    && written.address().matches("kamelet:(//)?[\\w.-]+")
                    && !Set.of(Kamelet.SOURCE_ID, Kamelet.SINK_ID).contains(written.kamelet())) {
                to.setEndpointProducerBuilder(written.inRoute(user + "~" + ++number));
            }
        }
    }

    /** Builds and starts the file's routes, or, when one cannot be, none of them. */
    public List<LoadedRoute> add(Parsed file, boolean startFeeds) throws Exception {
        List<LoadedRoute> loaded = new ArrayList<>();
        try {
            for (RouteDefinition route : file.routes()) {
                LoadedRoute one = loaded(file.file().path(), route);
                ownKamelets(one.routeId(), route.getOutputs());
                if (one.isFeed() && !startFeeds) {
                    route.autoStartup("false");
                }
                loaded.add(one);
            }
            build(file);
            return loaded;
        } catch (Exception e) {
            remove(loaded.stream().map(LoadedRoute::routeId).toList());
            throw e;
        }
    }

    private void build(Parsed file) throws Exception {
        for (RouteBuilder builder : file.builders()) {
            context.addRoutes(builder);
        }
    }

    static LoadedRoute loaded(Path file, RouteDefinition route) {
        return new LoadedRoute(file, route.getRouteId(), route.getInput().getEndpointUri());
    }

    /** Stops and removes the routes, and those of the kamelets that they use. */
    public void remove(Collection<String> ids) throws Exception {
        for (String id : ids) {
            remove(id);
        }
        if (!ids.isEmpty()) {
            removeKameletsOf(ids);
        }
    }

    /** Removes the routes of kamelets that these used, and of those that they used in their turn. */
    private void removeKameletsOf(Collection<String> gone) throws Exception {
        Map<String, List<String>> kamelets = model.getRouteDefinitions().stream()
                .filter(route -> route.getRouteTemplateContext() != null)
                .collect(groupingBy(RouteFiles::parent, mapping(RouteDefinition::getId, toList())));
        List<String> parents = new ArrayList<>(gone);
        for (int next = 0; next < parents.size(); next++) {
            for (String orphan : kamelets.getOrDefault(parents.get(next), List.of())) {
                remove(orphan);
                parents.add(orphan);
            }
        }
    }

    private static String parent(RouteDefinition route) {
        return String.valueOf(route.getTemplateParameters().get("parentRouteId"));
    }

    private void remove(String id) throws Exception {
        if (context.getRoute(id) != null) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
        RouteDefinition left = model.getRouteDefinition(id);
        if (left != null) {
            // What could not be built is not a route yet.
            model.removeRouteDefinition(left);
        }
    }

    /** Makes a kamelet known in place of the one of that name before; returns that one, null for none, for {@link #restoreKamelet}. */
    public @Nullable RouteTemplateDefinition replaceKamelet(OperatorFile file) throws Exception {
        RouteTemplateDefinition before = removeKamelet(file.baseName());
        try {
            build(read(file));
            RouteTemplateDefinition template = model.getRouteTemplateDefinition(file.baseName());
            if (template == null) {
                throw new OperatorMistake("its name must be that of the file, " + file.baseName());
            }
            ownKamelets("{{routeId}}", template.getRoute().getOutputs());
            return before;
        } catch (Exception e) {
            restoreKamelet(file.baseName(), before);
            throw e;
        }
    }

    /** Takes a kamelet away; the next use of its name takes the one that is shipped, if there is one. Returns it, null for none. */
    @Nullable
    RouteTemplateDefinition removeKamelet(String name) throws Exception {
        RouteTemplateDefinition template = model.getRouteTemplateDefinition(name);
        if (template != null) {
            model.removeRouteTemplateDefinition(template);
        }
        return template;
    }

    void restoreKamelet(String name, @Nullable RouteTemplateDefinition before) throws Exception {
        removeKamelet(name);
        if (before != null) {
            model.addRouteTemplateDefinitions(List.of(before));
        }
    }
}
