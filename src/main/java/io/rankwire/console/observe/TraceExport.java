package io.rankwire.console.observe;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans on, and says once when they cannot be sent, and once when they can again. Safe for use by many threads. */
final class TraceExport implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.tracing");

    private final SpanExporter onward;
    private final AtomicBoolean isAway = new AtomicBoolean();

    TraceExport(SpanExporter onward) {
        this.onward = onward;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = onward.export(spans);
        return result.whenComplete(() -> tell(result));
    }

    private void tell(CompletableResultCode result) {
        if (!result.isSuccess() && isAway.compareAndSet(false, true)) {
            LOG.warn("traces cannot be sent and are lost until they can be: {}", kind(result.getFailureThrowable()));
        } else if (result.isSuccess() && isAway.compareAndSet(true, false)) {
            LOG.info("traces are sent again");
        }
    }

    /** The kind of the fault and no more: its words may hold the collector's address, and with it a secret. */
    private static String kind(Throwable failure) {
        Throwable fault = failure;
        while (fault != null && !(fault instanceof IOException)) {
            fault = fault.getCause();
        }
        return fault == null ? "the collector refused them" : fault.getClass().getSimpleName();
    }

    @Override
    public CompletableResultCode flush() {
        return onward.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return onward.shutdown();
    }
}
