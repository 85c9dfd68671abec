package io.rankwire.app;

import java.util.Collection;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** Camel for thousands of routes: while it adds one, it does not look through every other. */
final class LargeContext extends DefaultCamelContext {
    LargeContext() {
        super(false);
    }

    /** Camel asks for this before it adds a route of that name. */
    @Override
    public boolean removeRoute(String routeId) throws Exception {
        return getRouteServices().containsKey(routeId) && super.removeRoute(routeId);
    }

    /** Camel asks for this for every kamelet of the route that it adds: the newest are looked at first. */
    @Override
    public ProcessorDefinition<?> getProcessorDefinition(String id) {
        List<RouteDefinition> routes = getRouteDefinitions();
        for (int newest = routes.size() - 1; newest >= 0; newest--) {
            for (ProcessorDefinition<?> step : steps(routes.get(newest))) {
                String prefix = step.getNodePrefixId() == null ? "" : step.getNodePrefixId();
                if (id.equals(step.getId()) || id.equals(prefix + step.getId())) {
                    return step;
                }
            }
        }
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Collection<ProcessorDefinition<?>> steps(RouteDefinition route) {
        Collection<?> steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
        return (Collection<ProcessorDefinition<?>>) (Collection) steps;
    }
}
