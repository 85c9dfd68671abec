package io.rankwire.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.rankwire.text.OperatorMistake;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** How much is logged. */
final class Logs {
    /** How lines for people were written before lines of JSON were wanted. */
    private static final Map<Appender<ILoggingEvent>, Encoder<ILoggingEvent>> FOR_PEOPLE = new ConcurrentHashMap<>();

    private Logs() {}

    private static Logger own() {
        return (Logger) LoggerFactory.getLogger("io.rankwire");
    }

    /** Logs what happens inside; loggers that would print secrets stay shut. */
    static void verbose() {
        own().setLevel(Level.DEBUG);
    }

    /**
     * Writes from now on as {@code rankwire.logs} says: lines for people, or lines of JSON.
     *
     * @throws OperatorMistake when it says something else
     */
    static void writeAs(String word) {
        boolean json = isJson(word);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                stream.setEncoder(json ? forMachines(stream) : FOR_PEOPLE.getOrDefault(stream, stream.getEncoder()));
            }
        });
    }

    private static Encoder<ILoggingEvent> forMachines(OutputStreamAppender<ILoggingEvent> stream) {
        FOR_PEOPLE.putIfAbsent(stream, stream.getEncoder());
        JsonLines lines = new JsonLines();
        lines.setContext(stream.getContext());
        lines.start();
        return lines;
    }

    static boolean isJson(String word) {
        if (!word.equals("json") && !word.equals("text")) {
            throw new OperatorMistake("rankwire.logs is '" + word + "'; it must be text or json");
        }
        return word.equals("json");
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
