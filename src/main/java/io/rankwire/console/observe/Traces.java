package io.rankwire.console.observe;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.rankwire.event.ProgramEvent;
import io.rankwire.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What happens in this process as OpenTelemetry traces: a poll with its pages and its seal, and, where the poll was made
 * here, the deliveries that came of it. Spans hold names of operators, numbers and words of the program, and nothing that
 * a vendor or a receiver said. Safe for use by many threads.
 */
public final class Traces implements AutoCloseable {

    /** What did not go as it should; the rest is in the log. */
    private static final Set<String> FAULTS =
            Set.of("failed", "dead", "throttled", "faltered", "outofcredits", "accessrefused", "rejected");

    private static final int MOST_REMEMBERED = 1000;
    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final Clock clock;
    private final Map<String, Span> polls = new HashMap<>();
    private final Map<Long, SpanContext> sealed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SpanContext> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private Traces(OpenTelemetrySdk sdk, Clock clock) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("io.rankwire");
        this.clock = clock;
    }

    /** Begins to send to {@code rankwire.tracing.endpoint}, or as the variables {@code OTEL_*} say. */
    public static Traces open(Settings settings) {
        // What cannot be sent is said once, by the export itself.
        SDK.setLevel(Level.OFF);
        Map<String, String> usual = new HashMap<>();
        usual.put("otel.service.name", "rankwire");
        usual.put("otel.metrics.exporter", "none");
        usual.put("otel.logs.exporter", "none");
        usual.put("otel.exporter.otlp.protocol", "http/protobuf");
        settings.find("rankwire.tracing.endpoint").ifPresent(at -> usual.put("otel.exporter.otlp.endpoint", at));
        return new Traces(
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> usual)
                        .addSpanExporterCustomizer((exporter, configuration) -> new TraceExport(exporter))
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk(),
                // The clock of the world, whatever a demo plays.
                Clock.systemUTC());
    }

    /** Takes in what happened. */
    public synchronized void observe(ProgramEvent programEvent) {
        if (programEvent instanceof ProgramEvent.PollBegan began) {
            begin(began.feed());
        } else if (programEvent instanceof ProgramEvent.Waited waited) {
            Attributes pause = Attributes.builder()
                    .put("rankwire.millis", waited.pause().toMillis())
                    .build();
            poll(waited.feed()).addEvent("waited for the pace of " + waited.account(), pause);
        } else if (programEvent instanceof ProgramEvent.Asked asked) {
            asked(asked);
        } else if (programEvent instanceof ProgramEvent.Sealed seal) {
            sealed(seal);
        } else if (programEvent instanceof ProgramEvent.PollEnded ended) {
            ended(ended);
        } else if (programEvent instanceof ProgramEvent.PollOver over) {
            over(over);
        } else if (programEvent instanceof ProgramEvent.Attempted attempted) {
            attempted(attempted);
        }
    }

    private void begin(String feed) {
        // A second poll of a feed that is polled already finds it busy, and is part of the first.
        polls.computeIfAbsent(feed, name -> tracer.spanBuilder("poll " + name)
                .setNoParent()
                .setAttribute("rankwire.feed", name)
                .startSpan());
    }

    private Span poll(String feed) {
        return polls.getOrDefault(feed, Span.getInvalid());
    }

    private SpanContext poll(String feed, long run) {
        return poll(feed).setAttribute("rankwire.run", run).getSpanContext();
    }

    private void asked(ProgramEvent.Asked asked) {
        ProgramEvent.Page page = asked.page();
        Span span = began("page", poll(page.feed(), page.run()), asked.took())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("rankwire.feed", page.feed())
                .setAttribute("rankwire.run", page.run())
                .setAttribute("rankwire.page", page.number())
                .setAttribute("rankwire.account", asked.account())
                .startSpan();
        end(span, asked.outcome());
    }

    private void sealed(ProgramEvent.Sealed seal) {
        SpanContext poll = poll(seal.feed(), seal.run());
        Span span = began("seal", poll, seal.took())
                .setAttribute("rankwire.feed", seal.feed())
                .setAttribute("rankwire.run", seal.run())
                .setAttribute("rankwire.rows", seal.rows())
                .startSpan();
        sealed.put(seal.run(), poll.isValid() ? poll : span.getSpanContext());
        span.end();
    }

    private void ended(ProgramEvent.PollEnded ended) {
        ProgramEvent.Work work = ended.work();
        Span span = poll(ended.feed());
        span.addEvent(
                "series ended",
                Attributes.builder()
                        .put("rankwire.outcome", ended.outcome())
                        .put("rankwire.account", ended.account())
                        .put("rankwire.pages", work.pages())
                        .put("rankwire.rows", work.rows())
                        .put("rankwire.requests", work.requests())
                        .put("rankwire.credits", work.credits())
                        .build());
        mark(span, ended.outcome());
    }

    private void over(ProgramEvent.PollOver over) {
        Span span = polls.remove(over.feed());
        if (span != null) {
            if (over.broke()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private void attempted(ProgramEvent.Attempted attempted) {
        ProgramEvent.Attempt attempt = attempted.attempt();
        SpanContext poll = sealed.getOrDefault(attempt.run(), SpanContext.getInvalid());
        Span span = began("deliver " + attempt.sink(), poll, attempted.took())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("rankwire.feed", attempt.feed())
                .setAttribute("rankwire.run", attempt.run())
                .setAttribute("rankwire.sink", attempt.sink())
                .setAttribute("rankwire.delivery", attempt.delivery())
                .setAttribute("rankwire.attempt", attempt.number())
                .startSpan();
        end(span, attempted.outcome());
    }

    /** Of something that is over, and took so long; without a valid parent it begins a trace of its own. */
    private SpanBuilder began(String name, SpanContext parent, Duration took) {
        Instant began = clock.instant().minus(took);
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setStartTimestamp(began);
    }

    private static void end(Span span, String outcome) {
        mark(span, outcome);
        span.end();
    }

    private static void mark(Span span, String outcome) {
        span.setAttribute("rankwire.outcome", outcome);
        if (FAULTS.contains(outcome)) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Sends what is left; gives up after a few seconds. */
    @Override
    public void close() {
        sdk.getSdkTracerProvider().shutdown().join(5, TimeUnit.SECONDS);
        sdk.close();
    }
}
