package io.rankwire.route.dispatch;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.kamelet.Destinations;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a sink the newest ranking that is there, marked as a test wherever its receiver may look, past the ledger and
 * without asking any vendor. Safe for use by many threads.
 */
public final class TestDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    private final CamelContext context;
    private final Path spool;
    private final Latest latest;
    private final SinkGate sinkGate;
    private final Clock clock;
    private final ProducerTemplate template;
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    public TestDeliveries(CamelContext context, Path spool, Latest latest, SinkGate sinkGate, Clock clock) {
        this.context = context;
        this.spool = spool;
        this.latest = latest;
        this.sinkGate = sinkGate;
        this.clock = clock;
        this.template = context.createProducerTemplate();
    }

    /**
     * How a test went.
     *
     * @param says what was sent, or why it could not be
     */
    public record Result(Instant at, boolean arrived, String says) {}

    /** How the newest test of a sink by this process went; empty for none. */
    public Optional<Result> of(String sink) {
        return Optional.ofNullable(results.get(sink));
    }

    /**
     * Sends a test, whether the sink is disabled or not, and waits until it has arrived or failed.
     *
     * @throws IllegalStateException if nothing was fetched yet, or the sink is just being swapped
     */
    public Result send(String sink) {
        Snapshot snapshot = ranking(sink);
        if (!sinkGate.enter(sink)) {
            throw new IllegalStateException("sink " + sink + " is being swapped at the moment; test it again");
        }
        try (Shipment shipment = Shipment.test(snapshot, sink, clock.instant(), spool)) {
            Result result = attempt(shipment);
            results.put(sink, result);
            return result;
        } finally {
            sinkGate.leave(sink);
        }
    }

    private Result attempt(Shipment shipment) {
        String sink = shipment.delivery().sink();
        Exception exception = SinkWorker.give(template, shipment).getException();
        if (exception != null) {
            DeliveryFault fault = DeliveryFault.of(exception);
            LOG.warn("sink={} test=failed: {}", sink, fault.getMessage());
            LOG.debug("sink={}", sink, exception);
            return new Result(clock.instant(), false, fault.getMessage());
        }
        String name = shipment.sent().name();
        LOG.info("sink={} test=delivered document={}", sink, name);
        return new Result(clock.instant(), true, name == null ? "sent" : name);
    }

    /** The newest ranking that the sink would get, else the newest of any feed. */
    private Snapshot ranking(String sink) {
        List<String> feeds = new Destinations(context).feedsOf(sink);
        return latest.sealed().stream()
                .max(Comparator.comparing((Snapshot snapshot) ->
                                feeds.contains(snapshot.origin().feed()))
                        .thenComparing(snapshot -> snapshot.origin().fetchedAt()))
                .orElseThrow(() -> new IllegalStateException(
                        "there is no finished ranking yet that could be sent; `rankwire run --once` fetches"));
    }
}
