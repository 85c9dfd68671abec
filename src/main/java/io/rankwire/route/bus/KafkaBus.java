package io.rankwire.route.bus;

import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.poll.Rounds;
import io.rankwire.route.dispatch.Dispatcher;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.Reason;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls and deliveries as items on Kafka's topics, taken by one node each. What is on its way when Kafka is away waits
 * here; what is lost is found again by the timers, and by {@link TakeOvers}.
 */
public final class KafkaBus implements BusSteps.Onward {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");
    private static final long TICK_MILLIS = 200;
    private static final long LOOK_MILLIS = 1000;
    /** While something is due for a sink, it is woken this often. */
    private static final long WAKING_MILLIS = 1000;

    private final CamelContext context;
    private final Parts parts;
    private final KafkaSettings settings;
    private final Topics topics;
    private final Outbox outbox;
    private final Rounds rounds;
    private final Map<String, Long> woken = new ConcurrentHashMap<>();
    private final Trouble trouble = new Trouble();
    private final Reception reception;
    private boolean listening;

    /** What the bus brings work to. */
    public record Parts(Feeds feeds, Dispatcher dispatcher, ProgramEvents programEvents, Clock clock) {}

    /** A bus over a started context. */
    public KafkaBus(CamelContext context, Settings settings, Parts parts, Rounds rounds) {
        this.context = context;
        this.parts = parts;
        this.settings = new KafkaSettings(settings, context.getRegistry().findSingleByType(Home.class));
        this.topics = Topics.of(this.settings);
        this.rounds = rounds;
        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        kafka.setConfiguration(this.settings.camel());
        this.reception = new Reception(context, parts.clock(), trouble);
        kafka.setPollExceptionStrategy(reception);
        this.outbox = new Outbox(context, trouble);
    }

    /** Has timers of feeds that are loaded from now on turned into items, and takes items as soon as Kafka is there. */
    public void start() {
        BusSteps steps = new BusSteps(parts.dispatcher(), rounds, parts.clock(), this, parts.programEvents());
        steps.bind(context.getRegistry());
        context.addRoutePolicyFactory(new FeedTimers(parts.feeds(), parts.clock(), this::fired));
        HealthCheckRegistry.get(context).register(trouble);
        TakeOvers takeOvers = new TakeOvers(context, rounds, settings.consumers(), feed -> steps.poll(now(feed)));
        every(TICK_MILLIS, "bus", this::tick);
        every(LOOK_MILLIS, "bus-look", takeOvers::look);
        every(LOOK_MILLIS, "bus-reception", reception::look);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // All tell of what goes wrong in them.
    private void every(long millis, String name, Runnable work) {
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, name)
                .scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    private WorkItem now(String name) {
        return WorkItem.now(name, parts.clock().instant());
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
        parts.dispatcher().sinksDue().keySet().stream()
                .filter(sink ->
                        woken.merge(sink, now, (last, next) -> next - last < WAKING_MILLIS ? last : next) == now)
                .forEach(sink -> deliver(now(sink)));
    }

    private void tick() {
        try {
            if (!listening) {
                listen();
            }
            trouble.over(Trouble.Part.TOPICS);
            outbox.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            trouble.at(Trouble.Part.TOPICS, Reason.of(e));
            LOG.debug("bus", e);
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
}
