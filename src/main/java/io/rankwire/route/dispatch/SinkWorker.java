package io.rankwire.route.dispatch;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryClaims;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.DeliveryOutcome;
import io.rankwire.delivery.Shipment;
import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.store.Outage;
import io.rankwire.text.Reason;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a sink its due deliveries one after another. A slow sink is handed one at a time, and what came of it is written
 * at once; of a quick one as many as it takes within a moment are taken and written together.
 */
final class SinkWorker {
    /** For so long what came of an attempt is kept back: after a crash these attempts are made again. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private static final int MOST_TOGETHER = 64;

    /** The header that is true on the message of a test, for transports of operators' own. */
    private static final String TEST = "RankwireTest";

    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    /** What every worker works with. */
    record Tools(ProducerTemplate template, DeliveryClaims claims, SinkGate sinkGate, ProgramEvents programEvents) {}

    private final String sink;
    private final Tools tools;
    private List<Made> made = List.of();
    private int most = 1;

    SinkWorker(String sink, Tools tools) {
        this.sink = sink;
        this.tools = tools;
    }

    /** An attempt, and how long it took. */
    private record Made(DeliveryOutcome outcome, Duration took) {}

    /** Makes attempts while there are any to be made and it is wanted; how many. */
    int work(BooleanSupplier wanted) {
        int attempts = 0;
        try {
            while (wanted.getAsBoolean() && enter()) {
                try {
                    List<Delivery> due = turn(most);
                    if (due.isEmpty()) {
                        break;
                    }
                    attempts += attempt(due);
                } finally {
                    tools.sinkGate().leave(sink);
                }
            }
        } finally {
            turn(0);
        }
        return attempts;
    }

    /** A sink that is being swapped is left alone for the moment it takes. */
    private boolean enter() {
        return tools.template().getCamelContext().getStatus().isStarted()
                && tools.sinkGate().enter(sink);
    }

    /** Writes what came of the attempts so far, and takes what comes next. */
    private List<Delivery> turn(int next) {
        if (made.isEmpty() && next == 0) {
            return List.of();
        }
        List<Made> ended = made;
        made = List.of();
        DeliveryClaims.Turn turn =
                tools.claims().next(sink, ended.stream().map(Made::outcome).toList(), next);
        for (int i = 0; i < ended.size(); i++) {
            tell(turn.settled().get(i), ended.get(i).took());
        }
        return turn.taken();
    }

    /** Attempts them until a moment is over, and puts back what is left; how many attempts were made. */
    private int attempt(List<Delivery> due) {
        List<Made> ended = new ArrayList<>();
        made = ended;
        int attempts;
        long begin = System.nanoTime();
        try {
            for (Delivery delivery : due) {
                if (System.nanoTime() - begin > MOMENT.toNanos()) {
                    break;
                }
                ended.add(attempt(delivery));
            }
            attempts = ended.size();
        } finally {
            due.subList(ended.size(), due.size())
                    .forEach(delivery -> ended.add(new Made(new DeliveryOutcome.PutBack(delivery), Duration.ZERO)));
        }
        most = attempts == due.size() && System.nanoTime() - begin < MOMENT.toNanos()
                ? Math.min(MOST_TOGETHER, most * 2)
                : 1;
        return attempts;
    }

    private Made attempt(Delivery delivery) {
        Shipment shipment;
        try {
            shipment = tools.claims().open(delivery);
        } catch (RuntimeException e) {
            if (!Outage.caused(e)) {
                throw e;
            }
            return new Made(later(delivery), Duration.ZERO);
        }
        try {
            Exchange exchange = give(tools.template(), shipment);
            return new Made(
                    outcome(shipment, exchange.getException()),
                    Duration.ofMillis(exchange.getClock().elapsed()));
        } finally {
            clear(shipment);
        }
    }

    /** Hands a shipment to its sink's route and waits for the end; where the sink failed, the exchange says why. */
    static Exchange give(ProducerTemplate template, Shipment shipment) {
        Exchange exchange = new DefaultExchange(template.getCamelContext(), ExchangePattern.InOnly);
        exchange.setProperty(SinkSteps.SHIPMENT, shipment);
        exchange.getMessage().setBody(shipment.snapshot());
        if (shipment.isTest()) {
            exchange.getMessage().setHeader(TEST, true);
        }
        Exchange done = template.send("direct:" + shipment.delivery().sink(), exchange);
        Exception missing = done.getException(DirectConsumerNotAvailableException.class);
        if (missing != null) {
            done.setException(DeliveryFault.passing("there is no route for this sink", missing));
        }
        return done;
    }

    /** Documents that stay behind change nothing about what the sink has: it must not be handed them again. */
    private static void clear(Shipment shipment) {
        try {
            shipment.close();
        } catch (UncheckedIOException e) {
            LOG.warn("delivery={}: {}: {}", shipment.delivery().id(), e.getMessage(), Reason.of(e));
        }
    }

    private static DeliveryOutcome outcome(Shipment shipment, Exception exception) {
        Delivery delivery = shipment.delivery();
        if (Outage.caused(exception)) {
            return later(delivery);
        }
        if (exception != null) {
            LOG.debug("delivery={}", delivery.id(), exception);
            return new DeliveryOutcome.Failed(delivery, DeliveryFault.of(exception));
        }
        return shipment.unwanted()
                .<DeliveryOutcome>map(reason -> new DeliveryOutcome.Skipped(delivery, reason))
                .orElseGet(() -> new DeliveryOutcome.Delivered(delivery, shipment.sent()));
    }

    /** What the matter is with the store is told by what waits for it. */
    private static DeliveryOutcome later(Delivery delivery) {
        LOG.debug("sink={} delivery={} is made later: the store could not be used", delivery.sink(), delivery.id());
        return new DeliveryOutcome.PutBack(delivery);
    }

    private void tell(DeliveryOutcome.Settled settled, Duration took) {
        DeliveryOutcome outcome = settled.outcome();
        if (outcome instanceof DeliveryOutcome.PutBack) {
            return;
        }
        Delivery delivery = outcome.delivery();
        Delivery.Progress after = settled.after();
        if (after == null) {
            LOG.warn(
                    "sink={} delivery={} was attempted here after another node had taken it over; it may arrive twice",
                    sink,
                    delivery.id());
        } else {
            log(outcome, after);
        }
        ProgramEvent.Attempt attempt = new ProgramEvent.Attempt(
                delivery.feed(),
                delivery.snapshotId(),
                sink,
                delivery.id(),
                delivery.progress().attempts() + 1);
        tools.programEvents().tell(new ProgramEvent.Attempted(attempt, outcome(settled), took));
    }

    private static String outcome(DeliveryOutcome.Settled settled) {
        if (settled.outcome() instanceof DeliveryOutcome.Delivered) {
            return "delivered";
        }
        if (settled.outcome() instanceof DeliveryOutcome.Skipped) {
            return "skipped";
        }
        Delivery.Progress after = settled.after();
        return after != null && after.status() == Delivery.Status.DEAD ? "dead" : "failed";
    }

    private void log(DeliveryOutcome outcome, Delivery.Progress after) {
        String feed = outcome.delivery().feed();
        long id = outcome.delivery().id();
        String status = after.status().word();
        int made = after.attempts();
        if (outcome instanceof DeliveryOutcome.Delivered delivered) {
            String name = delivered.sent().name();
            LOG.info(
                    "feed={} sink={} delivery={} status={} attempt={} document={}", feed, sink, id, status, made, name);
        } else if (outcome instanceof DeliveryOutcome.Skipped skipped) {
            LOG.info("feed={} sink={} delivery={} status={}: {}", feed, sink, id, status, skipped.reason());
        } else {
            String says = after.lastError()
                    + (after.status() == Delivery.Status.DEAD
                            ? "; not tried again unless retried by hand"
                            : "; next attempt " + after.nextAttemptAt());
            LOG.warn("feed={} sink={} delivery={} status={} attempt={}: {}", feed, sink, id, status, made, says);
        }
    }
}
