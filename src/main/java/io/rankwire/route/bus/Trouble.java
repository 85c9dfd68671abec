package io.rankwire.route.bus;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps work from going round: told in the log when it begins and when it is over, and as the health of the bus.
 * Safe for use by many threads.
 */
final class Trouble extends AbstractHealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");

    private final Map<Part, String> reasons = new EnumMap<>(Part.class);
    private final Set<String> told = new HashSet<>();

    Trouble() {
        super("rankwire", "bus");
    }

    /** Where something can be wrong. */
    enum Part {
        TOPICS,
        SENDING,
        TAKING
    }

    /** Says that something is wrong there. */
    synchronized void at(Part part, String reason) {
        reasons.put(part, reason);
        if (told.add(reason)) {
            LOG.warn("work waits for Kafka: {}", reason);
        }
    }

    /** Says that nothing is wrong there. */
    synchronized void over(Part part) {
        if (reasons.remove(part) != null && reasons.isEmpty()) {
            told.clear();
            LOG.info("Kafka is back");
        }
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        if (reasons.isEmpty()) {
            result.up();
        } else {
            result.message("work waits for Kafka: " + String.join("; ", new HashSet<>(reasons.values())))
                    .down();
        }
    }

    /** Nothing of this is mended by starting the process again. */
    @Override
    public boolean isLiveness() {
        return false;
    }
}
