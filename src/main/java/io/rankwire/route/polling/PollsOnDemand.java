package io.rankwire.route.polling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.kamelet.Feeds;
import io.rankwire.poll.Demand;
import io.rankwire.poll.PollRequests;
import io.rankwire.route.dispatch.SinkGate;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls feeds at an operator's word, beside their timers. Operators ask through the store, from the console or from a
 * command; of the processes that run one takes the request and writes down what came of it.
 */
public final class PollsOnDemand {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CamelContext context;
    private final Feeds feeds;
    private final PollRequests requests;
    private final SinkGate sinkGate;
    private final Clock clock;
    private final ExecutorService polls;

    public PollsOnDemand(Feeds feeds, PollRequests requests, SinkGate sinkGate, Clock clock) {
        this.context = feeds.context();
        this.feeds = feeds;
        this.requests = requests;
        this.sinkGate = sinkGate;
        this.clock = clock;
        this.polls = context.getExecutorServiceManager().newCachedThreadPool(this, "poll-now");
    }

    /** Begins every poll that was asked for and that no other process has taken; returns at once. */
    public void take() {
        for (PollRequests.Request request : requests.take()) {
            polls.execute(() -> requests.answer(request.id(), write(poll(request))));
        }
    }

    private Polled poll(PollRequests.Request request) {
        String feed = request.feed();
        LOG.info("feed={} is polled at an operator's word, {}", feed, request.demand());
        try {
            return refusal(feeds, feed, request.demand()).map(Polled::failed).orElseGet(() -> inTurn(request));
        } catch (RuntimeException e) {
            LOG.error("feed={} could not be polled: {}", feed, Reason.of(e));
            LOG.debug("feed={}", feed, e);
            return Polled.failed(Reason.of(e));
        }
    }

    /**
     * Why there is nothing to be had by polling; empty when there is.
     *
     * @throws OperatorMistake naming the parameter of the feed that is wrong
     */
    public static Optional<String> refusal(Feeds feeds, String feed, Demand demand) {
        Optional<Feeds.Asked> asked = feeds.find(feed);
        if (asked.isEmpty()) {
            return Optional.of("no feed " + feed
                    + " is loaded: there is none, or its file was refused; rankwire check says what is wrong");
        }
        boolean momentary = asked.get().feeds().get(0).when().inferred();
        return demand == Demand.RECHECK && momentary
                ? Optional.of(feed + " has rankings of the moment only; a period cannot be looked at again")
                : Optional.empty();
    }

    /** A feed that is being swapped is left alone for the moment that it takes. */
    private Polled inTurn(PollRequests.Request request) {
        if (!sinkGate.enter(request.feed())) {
            return Polled.failed("its file is being taken over just now; ask again in a moment");
        }
        try {
            return new FeedRunner(context).poll(request.feed(), request.demand(), clock);
        } finally {
            sinkGate.leave(request.feed());
        }
    }

    private static String write(Polled polled) {
        try {
            return JSON.writeValueAsString(polled);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    /** Reads what {@link #take} wrote. */
    public static Polled read(String answer) {
        try {
            return JSON.readValue(answer, Polled.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer in the store is broken: " + e.getOriginalMessage(), e);
        }
    }
}
