package io.rankwire.camel;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Sent;
import io.rankwire.delivery.Shipment;
import io.rankwire.delivery.Shipments;
import io.rankwire.ranking.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands due deliveries to their sinks: workers of its own for each, one unless the operator sets more, so that a dead sink
 * holds up nobody. Threads are there only for sinks that something is due for.
 */
public final class Dispatcher implements AutoCloseable {
    /** The property that holds the {@link Shipment} of an attempt. */
    public static final String SHIPMENT = "rankwireShipment";

    private static final int MOST_PARALLEL = 64;
    /** For so long a sink that was woken is seen to. */
    private static final Duration AWAKE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    private final CamelContext context;
    private final Ledger ledger;
    private final Shipments shipments;
    private final Happenings happenings;
    private final Turnstile turnstile = new Turnstile();
    private final ProducerTemplate template;
    private final ExecutorService workers;
    private final Settings settings;
    /** How many workers each sink has. */
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();

    private final Map<String, Long> woken = new ConcurrentHashMap<>();
    private final Set<String> complained = new HashSet<>();

    public Dispatcher(CamelContext context, Ledger ledger, Shipments shipments, Happenings happenings) {
        this.context = context;
        this.ledger = ledger;
        this.shipments = shipments;
        this.happenings = happenings;
        this.settings = new Settings(context);
        this.template = context.createProducerTemplate();
        this.workers = context.getExecutorServiceManager().newCachedThreadPool(this, "sink");
    }

    /** Where the sinks are. */
    public CamelContext context() {
        return context;
    }

    /** Through which deliveries go to their sinks. */
    public Turnstile turnstile() {
        return turnstile;
    }

    /**
     * Sees to it that every sink with a due delivery has its workers; returns at once.
     *
     * @return what each worker that began will have done, in attempts
     */
    public synchronized List<Future<Integer>> dispatch() {
        List<Future<Integer>> begun = new ArrayList<>();
        // Deliveries of one feed go one after another, so more workers than feeds would find nothing to do.
        ledger.sinksDue()
                .forEach((sink, feeds) -> begun.addAll(begin(sink, Math.min(feeds, parallel(sink)), () -> next(sink))));
        return begun;
    }

    /**
     * Sees to it that the sink has its workers; returns at once. They go on for as long as there is something to do and
     * the sink is woken again and again: a node that it is taken from lets go of it.
     */
    public synchronized void wake(String sink) {
        woken.put(sink, System.nanoTime());
        begin(sink, parallel(sink), () -> System.nanoTime() - woken.get(sink) < AWAKE.toNanos() && next(sink));
    }

    private List<Future<Integer>> begin(String sink, int wanted, BooleanSupplier next) {
        List<Future<Integer>> begun = new ArrayList<>();
        while (busy.getOrDefault(sink, 0) < wanted) {
            busy.merge(sink, 1, Integer::sum);
            begun.add(workers.submit(() -> work(sink, next)));
        }
        return begun;
    }

    /** {@code <sink>.parallel = 4} lets four feeds be delivered to a sink at once. */
    private int parallel(String sink) {
        String key = sink + ".parallel";
        try {
            return settings.find(key)
                    .map(text -> Settings.whole(key, text, MOST_PARALLEL))
                    .orElse(1);
        } catch (IllegalArgumentException e) {
            if (complained.add(sink)) {
                LOG.error("{}; until then it is taken for 1", e.getMessage());
            }
            return 1;
        }
    }

    private int work(String sink, BooleanSupplier next) {
        try {
            int attempts = 0;
            while (next.getAsBoolean()) {
                attempts++;
            }
            return attempts;
        } catch (RuntimeException e) {
            LOG.error("sink={}: its worker broke off: {}", sink, Reason.of(e), e);
            return 0;
        } finally {
            busy.computeIfPresent(sink, (name, working) -> working == 1 ? null : working - 1);
        }
    }

    /** Makes every attempt that is due now, and those that become due meanwhile; sinks do not wait for each other. */
    public void settle() {
        int attempts;
        do {
            attempts = 0;
            for (Future<Integer> worker : dispatch()) {
                attempts += result(worker);
            }
        } while (attempts > 0);
    }

    private static int result(Future<Integer> worker) {
        try {
            return worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e);
        }
    }

    /** Makes the next attempt; false when there is none to be made. */
    private boolean next(String sink) {
        // A sink that is being swapped is left alone for the moment it takes.
        if (!context.getStatus().isStarted() || !turnstile.enter(sink)) {
            return false;
        }
        try {
            Optional<Delivery> due = ledger.take(sink);
            due.ifPresent(this::attemptOrPutBack);
            return due.isPresent();
        } finally {
            turnstile.leave(sink);
        }
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
