package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SortDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Has Camel itself read a file, for what its schema does not say, such as two expressions where one may be. */
final class CamelModel {
    private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

    private CamelModel() {}

    /** Camel's schema lets a filter do without a condition; its route does not. */
    private static void expressions(RouteDefinition route, Findings findings) {
        for (ExpressionNode node :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ExpressionNode.class)) {
            if (node.getExpression() == null && !(node instanceof SortDefinition<?>)) {
                Place place = node.getLineNumber() > 0 ? new Place(node.getLineNumber(), 1) : Place.START;
                findings.error(
                        place,
                        Rule.STRUCTURE,
                        node.getShortName() + " in route " + route.getRouteId()
                                + " needs an expression, such as simple");
            }
        }
    }

    static void check(CamelContext context, String file, byte[] content, Findings findings) {
        try {
            for (RoutesBuilder builder :
                    PluginHelper.getRoutesLoader(context).findRoutesBuilders(ResourceHelper.fromBytes(file, content))) {
                ((RouteBuilder) builder)
                        .configureRoutes(context)
                        .getRoutes()
                        .forEach(route -> expressions(route, findings));
            }
        } catch (Exception e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String message = String.valueOf(root.getMessage());
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            Place place = line.find() ? new Place(Integer.parseInt(line.group(1)), 1) : Place.START;
            findings.error(place, Rule.STRUCTURE, "Camel cannot read it: " + message.split("\n", 2)[0]);
        }
    }
}
