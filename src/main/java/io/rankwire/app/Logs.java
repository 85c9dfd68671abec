package io.rankwire.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. */
final class Logs {
    private Logs() {}

    private static Logger own() {
        return (Logger) LoggerFactory.getLogger("io.rankwire");
    }

    /** Logs what happens inside; loggers that would print secrets stay shut. */
    static void verbose() {
        own().setLevel(Level.DEBUG);
    }

    static boolean isVerbose() {
        return own().isDebugEnabled();
    }
}
