package io.rankwire.route.step;

import io.rankwire.store.Outage;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes steps known under the names that YAML uses. */
public final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");

    private Steps() {}

    /** A step that a timer begins again soon: when the store goes away, it is left to the next time. */
    public static void repeated(Registry registry, String name, Processor step) {
        bind(registry, name, exchange -> {
            try {
                step.process(exchange);
            } catch (RuntimeException e) {
                if (!Outage.caused(e)) {
                    throw e;
                }
                LOG.debug("{} is done later", name, e);
                exchange.setRouteStop(true);
            }
        });
    }

    /** For {@code process: {ref: name}}. */
    public static void bind(Registry registry, String name, Processor step) {
        registry.bind(name, Processor.class, step);
    }

    /** For {@code ref: {expression: name}} where a condition is wanted. */
    public static void when(Registry registry, String name, Predicate condition) {
        registry.bind(name, Predicate.class, condition);
    }
}
