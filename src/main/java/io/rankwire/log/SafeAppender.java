package io.rankwire.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Stands before an appender, of whatever kind and layout, and hands it every event as a {@link SafeEvent}. */
final class SafeAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Appender<ILoggingEvent> behind;

    private SafeAppender(Appender<ILoggingEvent> behind) {
        this.behind = behind;
        setName(behind.getName());
        setContext(behind.getContext());
    }

    /** Puts one before every appender of every logger that has none before it. */
    static void guardAll(LoggerContext context) {
        context.getLoggerList().forEach(logger -> {
            for (Appender<ILoggingEvent> appender : appenders(logger.iteratorForAppenders())) {
                if (!(appender instanceof SafeAppender)) {
                    SafeAppender guard = new SafeAppender(appender);
                    guard.start();
                    // First, so that at no moment an event goes nowhere.
                    logger.addAppender(guard);
                    logger.detachAppender(appender);
                }
            }
        });
    }

    private static List<Appender<ILoggingEvent>> appenders(Iterator<Appender<ILoggingEvent>> attached) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        attached.forEachRemaining(appenders::add);
        return appenders;
    }

    /** The appender that writes, behind the guard if there is one. */
    static Appender<ILoggingEvent> behind(Appender<ILoggingEvent> appender) {
        return appender instanceof SafeAppender guard ? guard.behind : appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        behind.doAppend(new SafeEvent(event));
    }

    @Override
    public void stop() {
        behind.stop();
        super.stop();
    }
}
