package io.rankwire.console.observe;

import io.opentelemetry.api.common.AttributeKey;
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
    private static final String PREFIX = "rankwire.";
    private static final AttributeKey<String> FEED = text("feed");
    private static final AttributeKey<Long> RUN = number("run");
    private static final AttributeKey<Long> PAGE = number("page");
    private static final AttributeKey<Long> PAGES = number("pages");
    private static final AttributeKey<Long> ROWS = number("rows");
    private static final AttributeKey<Long> REQUESTS = number("requests");
    private static final AttributeKey<Long> CREDITS = number("credits");
    private static final AttributeKey<Long> MILLIS = number("millis");
    private static final AttributeKey<String> ACCOUNT = text("account");
    private static final AttributeKey<String> SINK = text("sink");
    private static final AttributeKey<Long> DELIVERY = number("delivery");
    private static final AttributeKey<Long> ATTEMPT = number("attempt");
    private static final AttributeKey<String> OUTCOME = text("outcome");

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
            Attributes pause = Attributes.of(MILLIS, waited.pause().toMillis());
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
                .setAttribute(FEED, name)
                .startSpan());
    }

    private Span poll(String feed) {
        return polls.getOrDefault(feed, Span.getInvalid());
    }

    private SpanContext poll(String feed, long run) {
        return poll(feed).setAttribute(RUN, run).getSpanContext();
    }

    private void asked(ProgramEvent.Asked asked) {
        ProgramEvent.Page page = asked.page();
        Span span = began("page", poll(page.feed(), page.run()), asked.took())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(FEED, page.feed())
                .setAttribute(RUN, page.run())
                .setAttribute(PAGE, (long) page.number())
                .setAttribute(ACCOUNT, asked.account())
                .startSpan();
        end(span, asked.outcome());
    }

    private void sealed(ProgramEvent.Sealed seal) {
        SpanContext poll = poll(seal.feed(), seal.run());
        Span span = began("seal", poll, seal.took())
                .setAttribute(FEED, seal.feed())
                .setAttribute(RUN, seal.run())
                .setAttribute(ROWS, (long) seal.rows())
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
                        .put(OUTCOME, ended.outcome())
                        .put(ACCOUNT, ended.account())
                        .put(PAGES, (long) work.pages())
                        .put(ROWS, (long) work.rows())
                        .put(REQUESTS, (long) work.requests())
                        .put(CREDITS, (long) work.credits())
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
                .setAttribute(FEED, attempt.feed())
                .setAttribute(RUN, attempt.run())
                .setAttribute(SINK, attempt.sink())
                .setAttribute(DELIVERY, attempt.delivery())
                .setAttribute(ATTEMPT, (long) attempt.number())
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
        span.setAttribute(OUTCOME, outcome);
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

    private static AttributeKey<String> text(String name) {
        return AttributeKey.stringKey(PREFIX + name);
    }

    private static AttributeKey<Long> number(String name) {
        return AttributeKey.longKey(PREFIX + name);
    }
}
