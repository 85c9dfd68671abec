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

    /** Leaves it to the command to say how polls went, unless everything is wanted. */
    static void leavePollsToTheCommand() {
        if (!isVerbose()) {
            ((Logger) LoggerFactory.getLogger("io.rankwire.poll")).setLevel(Level.ERROR);
        }
    }

    static boolean isVerbose() {
        return own().isDebugEnabled();
    }
}
