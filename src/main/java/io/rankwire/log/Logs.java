package io.rankwire.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ConfigurationEvent;
import io.rankwire.text.OperatorMistake;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** How much is logged, and how. */
public final class Logs {
    /** How lines for people were written before lines of JSON were wanted. */
    private static final Map<Appender<ILoggingEvent>, Encoder<ILoggingEvent>> FOR_PEOPLE = new ConcurrentHashMap<>();

    private Logs() {}

    private static Logger own() {
        return (Logger) LoggerFactory.getLogger("io.rankwire");
    }

    /** Has the program log as it comes with it, or as {@code logback.configurationFile} says; before the first logger is made. */
    public static void choose() {
        QuickLogback.choose();
    }

    /** Puts the log, {@code java.util.logging} and uncaught exceptions under the program's rules, from its first line on. */
    public static void takeOver() {
        LoggerContext context = own().getLoggerContext();
        SafeAppender.guardAll(context);
        // An operator's own configuration may ask to be read again when it was edited.
        context.addConfigurationEventListener(event -> {
            if (event.getEventType() == ConfigurationEvent.EventType.CONFIGURATION_ENDED_SUCCESSFULLY) {
                SafeAppender.guardAll(context);
            }
        });
        JulLines.takeOver();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> own().error("thread={} ended by a fault of the program", thread.getName(), thrown));
    }

    /** Logs what happens inside, stack traces too; loggers that are shut stay shut. */
    public static void verbose() {
        SafeEvent.tellStackTraces();
        own().setLevel(Level.DEBUG);
    }

    /** Whether stack traces are wanted. */
    public static boolean isVerbose() {
        return SafeEvent.tellsStackTraces();
    }

    /**
     * Writes from now on as {@code rankwire.logs} says: lines for people, or lines of JSON.
     *
     * @throws OperatorMistake when it says something else
     */
    public static void writeAs(String word) {
        boolean json = isJson(word);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (SafeAppender.behind(appender) instanceof OutputStreamAppender<ILoggingEvent> stream) {
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

    /** Whether {@code rankwire.logs} asks for JSON. */
    public static boolean isJson(String word) {
        if (!word.equals("json") && !word.equals("text")) {
            throw new OperatorMistake("rankwire.logs is '" + word + "'; it must be text or json");
        }
        return word.equals("json");
    }

    /** Leaves it to the command to say how polls went, unless everything is wanted. */
    public static void leavePollsToTheCommand() {
        if (!own().isDebugEnabled()) {
            ((Logger) LoggerFactory.getLogger("io.rankwire.poll")).setLevel(Level.ERROR);
        }
    }
}
