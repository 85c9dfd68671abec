package io.rankwire.route.dispatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts who is inside a route, and keeps others out while it is about to be swapped. Safe for use by many threads. */
public final class SinkGate {
    private final Map<String, Integer> inside = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    /** Whether one may go into the route now; who may must {@link #leave} it again. */
    public synchronized boolean enter(String route) {
        if (closed.contains(route)) {
            return false;
        }
        inside.merge(route, 1, Integer::sum);
        return true;
    }

    /** To be called by everybody who was let in. */
    public synchronized void leave(String route) {
        inside.computeIfPresent(route, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Closes the gate, and says whether no delivery is inside. */
    public synchronized boolean close(String route) {
        closed.add(route);
        return !inside.containsKey(route);
    }

    public synchronized void open(String route) {
        closed.remove(route);
    }
}
