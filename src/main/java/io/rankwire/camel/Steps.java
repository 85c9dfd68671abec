package io.rankwire.camel;

import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/** Makes steps known under the names that YAML uses. */
final class Steps {
    private Steps() {}

    /** For {@code process: {ref: name}}. */
    static void bind(Registry registry, String name, Processor step) {
        registry.bind(name, Processor.class, step);
    }

    /** For {@code ref: {expression: name}} where a condition is wanted. */
    static void when(Registry registry, String name, Predicate condition) {
        registry.bind(name, Predicate.class, condition);
    }
}
