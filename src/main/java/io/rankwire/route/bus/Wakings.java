package io.rankwire.route.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each sink was last woken from here. Safe for use by many threads. */
final class Wakings {
    private final long between;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    Wakings(long betweenMillis) {
        this.between = betweenMillis;
    }

    /** Whether it is time to wake the sink, which then counts as woken. */
    boolean isDue(String sink, long now) {
        boolean due = now - last.getOrDefault(sink, 0L) >= between;
        if (due) {
            last.put(sink, now);
        }
        return due;
    }
}
