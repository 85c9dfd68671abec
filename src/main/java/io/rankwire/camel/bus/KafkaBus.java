package io.rankwire.camel.bus;

import io.rankwire.camel.Dispatcher;
import io.rankwire.camel.Feeds;
import io.rankwire.camel.Happenings;
import io.rankwire.camel.Reason;
import io.rankwire.camel.Settings;
import io.rankwire.delivery.Ledger;
import io.rankwire.ranking.Rounds;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls and deliveries as items on Kafka's topics, taken by one node each. What is on its way when Kafka is away waits
 * here; what is lost is found again by the timers, and by a look at the store for polls that were broken off.
 */
public final class KafkaBus implements BusSteps.Onward {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");
    private static final long TICK_MILLIS = 200;
    private static final long LOOK_SECONDS = 3;
    /** While something is due for a sink, it is woken this often. */
    private static final long WAKING_MILLIS = 1000;

    private final CamelContext context;
    private final Parts parts;
    private final KafkaSettings settings;
    private final Topics topics;
    private final Outbox outbox;
    private final Rounds rounds;
    private final Wakings wakings = new Wakings(WAKING_MILLIS);
    private boolean listening;
    private String trouble = "";

    /** What the bus brings work to. */
    public record Parts(Feeds feeds, Dispatcher dispatcher, Ledger ledger, Happenings happenings, Clock clock) {}

    /** A bus over a started context. */
    public KafkaBus(CamelContext context, Settings settings, Parts parts, Rounds rounds) {
        this.context = context;
        this.parts = parts;
        this.settings = new KafkaSettings(settings);
        this.topics = Topics.of(this.settings);
        this.rounds = rounds;
        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        kafka.setConfiguration(this.settings.camel());
        this.outbox = new Outbox(context);
    }

    /** Has timers of feeds that are loaded from now on turned into items, and takes items as soon as Kafka is there. */
    @SuppressWarnings("FutureReturnValueIgnored") // Both tell of what goes wrong in them.
    public void start() {
        new BusSteps(parts.dispatcher(), rounds, parts.clock(), this, parts.happenings()).bind(context.getRegistry());
        context.addRoutePolicyFactory(new FeedTimers(parts.feeds(), parts.clock(), this::fired));
        ScheduledExecutorService ticks =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "bus");
        ticks.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledExecutorService looks =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "bus-look");
        looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void fired(WorkItem item) {
        // The timers of other nodes fire too.
        if (rounds.isDue(item.name(), item.at(), item.spacing())) {
            poll(item);
        }
    }

    @Override
    public void poll(WorkItem item) {
        outbox.put(topics.polls(), item);
    }

    @Override
    public void deliver(WorkItem item) {
        outbox.put(topics.deliveries(), item);
    }

    /** Wakes the node of every sink that something is due for. */
    public void dispatch() {
        long now = parts.clock().millis();
        parts.ledger().sinksDue().keySet().stream()
                .filter(sink -> wakings.isDue(sink, now))
                .forEach(sink -> deliver(WorkItem.now(sink, parts.clock().instant())));
    }

    private void tick() {
        try {
            if (!listening) {
                listen();
            }
            outbox.send();
            trouble = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            tell(e);
        }
    }

    private void listen() throws Exception {
        topics.make(settings);
        var loader = PluginHelper.getRoutesLoader(context);
        loader.loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:bus/take-items.camel.yaml"));
        listening = true;
        LOG.info("polls and deliveries go round over the topics {} and {}", topics.polls(), topics.deliveries());
    }

    private void tell(Exception e) {
        String reason = Reason.of(e);
        if (!reason.equals(trouble)) {
            LOG.warn("work waits for Kafka: {}", reason);
            LOG.debug("bus", e);
        }
        trouble = reason;
    }

    /** Has polls gone on with that their node did not end. */
    private void look() {
        try {
            rounds.brokenOff()
                    .forEach(feed -> poll(WorkItem.now(feed, parts.clock().instant())));
        } catch (RuntimeException e) {
            // The store is away; whoever works says so.
            LOG.debug("looking for polls that were broken off", e);
        }
    }
}
