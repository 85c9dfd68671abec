package io.rankwire.app;

import org.apache.camel.impl.DefaultCamelContext;

/**
 * Camel for thousands of routes. Before it adds a route it removes the one of that name, and for that looks through every
 * other route; where there is none of that name, that is left out.
 */
final class LargeContext extends DefaultCamelContext {
    LargeContext() {
        super(false);
    }

    @Override
    public boolean removeRoute(String routeId) throws Exception {
        return getRouteServices().containsKey(routeId) && super.removeRoute(routeId);
    }
}
