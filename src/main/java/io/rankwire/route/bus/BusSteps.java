package io.rankwire.route.bus;

import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Rounds;
import io.rankwire.route.dispatch.Dispatcher;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.route.step.Steps;
import io.rankwire.text.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.spi.Registry;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the routes that take items from Kafka: {@code poll-item}, {@code deliver-item}, {@code commit-item}. */
final class BusSteps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");
    /** How long an item whose feed or sink is unknown is passed from node to node: files reach one node after another. */
    private static final Duration HANDED_ON = Duration.ofMinutes(2);

    private final CamelContext context;
    private final Dispatcher dispatcher;
    private final Rounds rounds;
    private final Clock clock;
    private final Onward onward;
    private final ProgramEvents programEvents;
    private final AtomicLong unreadable = new AtomicLong();

    /** Where items go that another node is to take. */
    interface Onward {
        void poll(WorkItem item);

        void deliver(WorkItem item);
    }

    BusSteps(Dispatcher dispatcher, Rounds rounds, Clock clock, Onward onward, ProgramEvents programEvents) {
        this.context = dispatcher.context();
        this.dispatcher = dispatcher;
        this.rounds = rounds;
        this.clock = clock;
        this.onward = onward;
        this.programEvents = programEvents;
    }

    void bind(Registry registry) {
        Steps.bind(registry, "poll-item", exchange -> item(exchange).ifPresent(this::poll));
        Steps.bind(registry, "deliver-item", exchange -> item(exchange).ifPresent(this::deliver));
        Steps.bind(registry, "commit-item", this::commit);
    }

    /** What cannot be read now can never be read: it is told once and skipped. */
    private Optional<WorkItem> item(Exchange exchange) {
        Optional<WorkItem> item = WorkItem.read(exchange.getMessage().getBody(String.class));
        if (item.isEmpty()) {
            String topic = exchange.getMessage().getHeader(KafkaConstants.TOPIC, String.class);
            LOG.error(
                    "topic={} partition={} offset={} is no work item, and is skipped; {} so far",
                    topic,
                    exchange.getMessage().getHeader(KafkaConstants.PARTITION),
                    exchange.getMessage().getHeader(KafkaConstants.OFFSET),
                    unreadable.incrementAndGet());
            programEvents.tell(new ProgramEvent.Unreadable(topic));
        }
        return item;
    }

    /** Polls the feed here, if it is still due. */
    void poll(WorkItem item) {
        String feed = item.name();
        if (!rounds.isDue(feed, item.at(), item.spacing())) {
            return;
        }
        if (context.getRoute(feed) == null || !dispatcher.sinkGate().enter(feed)) {
            handOn(item, onward::poll);
            return;
        }
        try {
            Instant began = clock.instant();
            List<Outcome> outcomes = new FeedRunner(context).poll(feed);
            // What went wrong is tried again when the next timer fires, on whichever node, if its time has come.
            if (!outcomes.isEmpty() && outcomes.stream().allMatch(BusSteps::isDone)) {
                rounds.done(feed, began.isAfter(item.at()) ? began : item.at());
            }
        } catch (Exception e) {
            LOG.error("feed={} could not be polled: {}", feed, Reason.of(e), e);
        } finally {
            dispatcher.sinkGate().leave(feed);
        }
    }

    private static boolean isDone(Outcome outcome) {
        return !(outcome instanceof Outcome.Busy) && !(outcome instanceof Outcome.Suspended);
    }

    private void deliver(WorkItem item) {
        String address = "direct://" + item.name();
        if (context.getRoutes().stream()
                .noneMatch(route -> route.getEndpoint().getEndpointUri().equals(address))) {
            handOn(item, onward::deliver);
        } else {
            dispatcher.wake(item.name());
        }
    }

    private void handOn(WorkItem item, Consumer<WorkItem> to) {
        if (item.at().plus(HANDED_ON).isAfter(clock.instant())) {
            to.accept(item.handedOn());
        } else {
            LOG.warn("{} is known to no node that was asked for two minutes; its item is dropped", item.name());
        }
    }

    /** Says that the item is done. Where Kafka cannot be told, the item comes again, and there is nothing left to do. */
    private void commit(Exchange exchange) {
        try {
            exchange.getMessage()
                    .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                    .commit();
        } catch (KafkaException e) {
            LOG.debug("an item that is done could not be committed", e);
        }
    }
}
