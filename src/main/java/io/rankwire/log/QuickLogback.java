package io.rankwire.log;

import static ch.qos.logback.classic.Level.ERROR;
import static ch.qos.logback.classic.Level.INFO;
import static ch.qos.logback.classic.Level.OFF;
import static ch.qos.logback.classic.Level.WARN;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.util.StatusPrinter2;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback with the program's own configuration, or the one that {@code logback.configurationFile} names. Left to itself,
 * Logback looks for a configuration in every jar and reads it as XML, which takes a short command half its time.
 */
public final class QuickLogback implements SLF4JServiceProvider {
    /** Libraries speak only when something is wrong. */
    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("io.rankwire", INFO),
            Map.entry(org.slf4j.Logger.ROOT_LOGGER_NAME, WARN),
            // What failed is said in one line where it is handled.
            Map.entry("org.apache.camel.processor.errorhandler", OFF),
            // A broker or a database that is away is reported once, by the bus and by the store.
            Map.entry("org.apache.kafka", OFF),
            Map.entry("org.apache.camel.component.kafka", OFF),
            Map.entry("com.zaxxer.hikari", ERROR),
            // These print keys, passwords or bodies when asked for details.
            Map.entry("org.apache.hc.client5.http", OFF),
            Map.entry("org.apache.camel.component.properties", OFF),
            Map.entry("org.apache.camel.component.http", OFF),
            Map.entry("org.apache.camel.impl.engine.DefaultCamelContextExtension", OFF),
            Map.entry("com.icegreen.greenmail", ERROR),
            Map.entry("org.apache.sshd", ERROR));

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    /** Has SLF4J take this one, if it has not been asked for a logger yet and is not told to take another. */
    static void choose() {
        System.getProperties().putIfAbsent("slf4j.provider", QuickLogback.class.getName());
        // It would announce that on standard error.
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public void initialize() {
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(diagnostics);
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) == null) {
            configure();
        } else {
            configureByFile();
        }
        context.start();
    }

    private void configure() {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setCharset(StandardCharsets.UTF_8);
        lines.setPattern("%d{HH:mm:ss} %-5level %msg%n");
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(lines);
        console.start();
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    }

    private void configureByFile() {
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            // What is wrong with the file is among what is printed next.
            context.getStatusManager().add(new ErrorStatus(e.getMessage(), this, e));
        }
        new StatusPrinter2().printInCaseOfErrorsOrWarnings(context);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return LogbackServiceProvider.REQUESTED_API_VERSION;
    }
}
