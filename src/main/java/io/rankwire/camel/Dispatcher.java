package io.rankwire.camel;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Sent;
import io.rankwire.delivery.Shipment;
import io.rankwire.delivery.Shipments;
import io.rankwire.ranking.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands due deliveries to their sinks: one worker a sink, so that a dead one holds up nobody. */
public final class Dispatcher implements AutoCloseable {
    /** The property that holds the {@link Shipment} of an attempt. */
    public static final String SHIPMENT = "rankwireShipment";

    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    private final CamelContext context;
    private final Ledger ledger;
    private final Shipments shipments;
    private final Happenings happenings;
    private final Turnstile turnstile = new Turnstile();
    private final ProducerTemplate template;
    private final ExecutorService workers;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public Dispatcher(CamelContext context, Ledger ledger, Shipments shipments, Happenings happenings) {
        this.context = context;
        this.ledger = ledger;
        this.shipments = shipments;
        this.happenings = happenings;
        this.template = context.createProducerTemplate();
        this.workers = context.getExecutorServiceManager().newCachedThreadPool(this, "sink");
    }

    /** Through which deliveries go to their sinks. */
    public Turnstile turnstile() {
        return turnstile;
    }

    /** Sees to it that every sink with a due delivery has a worker; returns at once. */
    public void dispatch() {
        for (String sink : ledger.sinksDue()) {
            if (busy.add(sink)) {
                workers.execute(() -> work(sink));
            }
        }
    }

    private void work(String sink) {
        try {
            settle(sink);
        } finally {
            busy.remove(sink);
        }
    }

    /** Makes every attempt that is due now, one after another. */
    public void settle() {
        ledger.sinksDue().forEach(this::settle);
    }

    private void settle(String sink) {
        boolean more = true;
        // A sink that is being swapped is left alone for the moment it takes.
        while (more && turnstile.enter(sink)) {
            try {
                more = next(sink);
            } finally {
                turnstile.leave(sink);
            }
        }
    }

    private boolean next(String sink) {
        Optional<Delivery> due = context.getStatus().isStarted() ? ledger.take(sink) : Optional.empty();
        due.ifPresent(this::attemptOrPutBack);
        return due.isPresent();
    }

    private void attemptOrPutBack(Delivery delivery) {
        try {
            attempt(delivery);
        } catch (RuntimeException e) {
            ledger.putBack(delivery);
            throw e;
        }
    }

    private void attempt(Delivery delivery) {
        try (Shipment shipment = shipments.open(delivery)) {
            Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
            exchange.setProperty(SHIPMENT, shipment);
            exchange.getMessage().setBody(shipment.snapshot());
            template.send("direct:" + delivery.sink(), exchange);
            Exception exception = exchange.getException();
            if (Outage.caused(exception)) {
                LOG.warn("sink={} delivery={} is made later: the store was away", delivery.sink(), delivery.id());
                ledger.putBack(delivery);
                return;
            }
            String outcome = exception == null ? settled(shipment) : failed(delivery, exception);
            happenings.tell(new Happening.Attempted(
                    delivery.feed(),
                    delivery.sink(),
                    outcome,
                    Duration.ofMillis(exchange.getClock().elapsed())));
        }
    }

    private String settled(Shipment shipment) {
        if (shipment.unwanted().isPresent()) {
            return skipped(shipment.delivery(), shipment.unwanted().get());
        }
        return delivered(shipment);
    }

    private String skipped(Delivery delivery, String reason) {
        ledger.skipped(delivery, reason);
        LOG.info(
                "feed={} sink={} delivery={} status=skipped: {}",
                delivery.feed(),
                delivery.sink(),
                delivery.id(),
                reason);
        return "skipped";
    }

    private String delivered(Shipment shipment) {
        Delivery delivery = shipment.delivery();
        Sent sent = shipment.sent();
        if (!ledger.delivered(delivery, sent)) {
            LOG.warn(
                    "sink={} delivery={} was made here after another node had taken it over; it may arrive twice",
                    delivery.sink(),
                    delivery.id());
            return "delivered";
        }
        LOG.info(
                "feed={} sink={} delivery={} status=delivered attempt={} document={}",
                delivery.feed(),
                delivery.sink(),
                delivery.id(),
                delivery.progress().attempts() + 1,
                sent.name());
        return "delivered";
    }

    private String failed(Delivery delivery, Exception exception) {
        Delivery after = ledger.failed(delivery, Blame.of(exception));
        LOG.warn(
                "feed={} sink={} delivery={} status={} attempt={}: {}{}",
                after.feed(),
                after.sink(),
                after.id(),
                after.progress().status().word(),
                after.progress().attempts(),
                after.progress().lastError(),
                after.progress().status() == Delivery.Status.DEAD
                        ? "; nobody tries again until it is retried by hand"
                        : "; next attempt " + after.progress().nextAttemptAt());
        LOG.debug("delivery={}", delivery.id(), exception);
        return after.progress().status() == Delivery.Status.DEAD ? "dead" : "failed";
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownGraceful(workers);
    }
}
