package io.rankwire.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** Camel for thousands of routes: while it adds one or removes one, it does not look through every other. */
final class LargeContext extends DefaultCamelContext {
    LargeContext() {
        super(false);
    }

    /** Camel asks for this before it adds a route of that name. */
    @Override
    public boolean removeRoute(String routeId) throws Exception {
        return getRouteServices().containsKey(routeId) && super.removeRoute(routeId);
    }

    /** Camel copies the list of all routes to look for one. */
    @Override
    public @Nullable Route getRoute(String routeId) {
        @Nullable
        RouteService service = routeId == null ? null : getRouteServices().get(routeId);
        return service == null ? null : service.getRoute();
    }

    /** Camel sees to it that every route has an id each time that it looks for one. */
    @Override
    public @Nullable RouteDefinition getRouteDefinition(String routeId) {
        for (RouteDefinition route : getRouteDefinitions()) {
            if (routeId != null && routeId.equals(route.getRouteId())) {
                return route;
            }
        }
        return null;
    }

    @Override
    public void startRouteService(RouteService service, boolean added) throws Exception {
        super.startRouteService(added ? new Gathered(service.getRoute()) : service, added);
    }

    /** Camel asks for this for every kamelet of the route that it adds: the newest are looked at first. */
    @Override
    public @Nullable ProcessorDefinition<?> getProcessorDefinition(String id) {
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

    /** Camel asks every route that there is for its endpoints when it removes one, to keep those that others use. */
    private static final class Gathered extends RouteService {
        private @Nullable Set<Endpoint> endpoints;

        Gathered(Route route) {
            super(route);
        }

        @Override
        public synchronized Set<Endpoint> gatherEndpoints() {
            Set<Endpoint> known = endpoints == null ? super.gatherEndpoints() : endpoints;
            endpoints = known;
            return known;
        }

        /** Only here does a route get the services that its endpoints are gathered from. */
        @Override
        protected void doSetup() throws Exception {
            try {
                super.doSetup();
            } finally {
                forget();
            }
        }

        private synchronized void forget() {
            endpoints = null;
        }
    }
}
