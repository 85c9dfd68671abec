package io.rankwire.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Hands what libraries say to {@code java.util.logging} to the program's log; by itself it prints stack traces. */
final class JulLines extends Handler {
    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    static void takeOver() {
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new JulLines());
    }

    @Override
    public void publish(LogRecord record) {
        LoggerFactory.getLogger(String.valueOf(record.getLoggerName()))
                .atLevel(level(record.getLevel()))
                .setCause(record.getThrown())
                .log(FORMATTER.formatMessage(record));
    }

    private static org.slf4j.event.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        } else if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
