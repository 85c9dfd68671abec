package io.rankwire.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.rankwire.text.OneLine;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stack trace whose messages are lines without secrets. */
record SafeThrowable(IThrowableProxy thrown) implements IThrowableProxy {
    private static @Nullable String line(@Nullable String message) {
        return message == null ? null : OneLine.of(message);
    }

    @Override
    public @Nullable String getMessage() {
        return line(thrown.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return line(thrown.getOverridingMessage());
    }

    @Override
    public String getClassName() {
        return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return thrown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return thrown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return thrown.getCause() == null ? null : new SafeThrowable(thrown.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Stream.of(thrown.getSuppressed()).map(SafeThrowable::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }
}
