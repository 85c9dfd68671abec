package io.rankwire.operator.desk;

import io.rankwire.route.dispatch.SinkGate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;

/** Keeps routes from beginning anything new, so that what they are doing can end before they are swapped. */
final class Pauses {
    private final CamelContext context;
    private final SinkGate sinkGate;
    private final Set<String> paused = new HashSet<>();

    Pauses(CamelContext context, SinkGate sinkGate) {
        this.context = context;
        this.sinkGate = sinkGate;
    }

    /** Pauses the routes, and says whether nothing is going on in any of them. */
    boolean quiet(Collection<String> routes) {
        boolean quiet = true;
        for (String id : routes) {
            Route route = context.getRoute(id);
            if (route == null) {
                continue;
            }
            if (paused.add(id) && isPolling(route)) {
                ServiceHelper.suspendService(route.getConsumer());
            }
            quiet &= sinkGate.close(id) && context.getInflightRepository().size(id) == 0;
        }
        return quiet;
    }

    /** What is handed to a direct: route by others must still get there: it is part of something that is going on. */
    private static boolean isPolling(Route route) {
        return !LoadedRoute.isHandedThings(route.getEndpoint().getEndpointUri());
    }

    /** Lets every paused route go on that is none of these. */
    void resumeAllBut(Collection<String> waiting) {
        for (String id : Set.copyOf(paused)) {
            if (waiting.contains(id)) {
                continue;
            }
            Route route = context.getRoute(id);
            if (route != null && ServiceHelper.isSuspended(route.getConsumer())) {
                ServiceHelper.resumeService(route.getConsumer());
            }
            sinkGate.open(id);
            paused.remove(id);
        }
    }
}
