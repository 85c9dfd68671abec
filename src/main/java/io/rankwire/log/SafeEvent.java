package io.rankwire.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import io.rankwire.text.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A log event whose every text is one line without secrets. What was thrown is said in that line, cause by cause; as a
 * stack trace it is there with {@code --verbose} only.
 */
final class SafeEvent implements ILoggingEvent {
    private static volatile boolean stackTraces;

    private final ILoggingEvent event;
    private final String line;
    private final String causes;

    SafeEvent(ILoggingEvent event) {
        this.event = event;
        this.line = OneLine.of(String.valueOf(event.getFormattedMessage()));
        IThrowableProxy thrown = event.getThrowableProxy();
        this.causes = thrown == null || stackTraces ? "" : Causes.unsaid(thrown, line);
    }

    /** Has stack traces told from now on. */
    static void tellStackTraces() {
        stackTraces = true;
    }

    static boolean tellsStackTraces() {
        return stackTraces;
    }

    @Override
    public String getFormattedMessage() {
        return causes.isEmpty() ? line : line + " (" + causes + ")";
    }

    /** The program's own text, with a place for every argument. */
    @Override
    public @Nullable String getMessage() {
        return event.getMessage() == null ? null : OneLine.of(event.getMessage());
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return event.getArgumentArray() == null
                ? null
                : Stream.of(event.getArgumentArray()).map(SafeEvent::safe).toArray();
    }

    private static Object safe(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean ? value : OneLine.of(String.valueOf(value));
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return event.getThrowableProxy() == null || !stackTraces ? null : new SafeThrowable(event.getThrowableProxy());
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return event.getMDCPropertyMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> OneLine.of(String.valueOf(entry.getValue()))));
    }

    @Override
    @SuppressWarnings("deprecation")
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    /** The causes stand here too: an encoder for machines may write the message without its arguments. */
    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        List<KeyValuePair> given = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        Stream<KeyValuePair> safe = given.stream().map(pair -> new KeyValuePair(pair.key, safe(pair.value)));
        Stream<KeyValuePair> thrown =
                causes.isEmpty() ? Stream.empty() : Stream.of(new KeyValuePair("exception", causes));
        return Stream.concat(safe, thrown).toList();
    }

    @Override
    public String getThreadName() {
        return event.getThreadName();
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public List<Marker> getMarkerList() {
        return event.getMarkerList();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public Instant getInstant() {
        return event.getInstant();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }
}
