package io.rankwire.route.polling;

import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Poll;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.text.Reason;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends every poll of a feed: a ranking that was never published is sealed too, the series is let go, a line is logged. */
public final class FeedPolicy extends RoutePolicySupport implements RoutePolicyFactory {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    private final ProgramEvents programEvents;
    private final FeedNotices notices;

    public FeedPolicy(ProgramEvents programEvents, FeedNotices notices) {
        this.programEvents = programEvents;
        this.notices = notices;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camelContext, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (!isOutermost(route, exchange)) {
            return;
        }
        if (exchange.isFailed()) {
            LOG.error("route={} failed: {}", route.getRouteId(), Reason.of(exchange.getException()));
            LOG.debug("route={}", route.getRouteId(), exchange.getException());
        }
        try {
            end(exchange);
        } finally {
            if (PollSteps.isPoll(exchange)) {
                programEvents.tell(new ProgramEvent.PollOver(route.getRouteId(), exchange.isFailed()));
            }
        }
    }

    private void end(Exchange exchange) {
        for (Poll poll : PollSteps.polls(exchange)) {
            try (poll) {
                // After a failure nothing is sealed: the next poll takes the finished run up and publishes it.
                if (!exchange.isFailed()) {
                    finish(poll);
                    notices.ended(
                            poll.feed(),
                            poll.outcome().orElseThrow(),
                            poll.progress().requests());
                }
                tell(poll, Duration.ofMillis(exchange.getClock().elapsed()));
            }
        }
    }

    /** A kamelet's own route, and what a sink does with a shipment, are parts of something that ends elsewhere. */
    public static boolean isOutermost(Route route, Exchange exchange) {
        return route.getRouteId().equals(exchange.getFromRouteId())
                && exchange.getProperty(SinkSteps.SHIPMENT) == null
                && !route.isCreatedByKamelet();
    }

    private void finish(Poll poll) {
        if (poll.outcome().orElseThrow() instanceof Outcome.Fetched) {
            programEvents.seal(poll.feed().name(), () -> poll.seal((handle, snapshot) -> {}));
        }
        String feed = poll.feed().label();
        Outcome outcome = poll.outcome().orElseThrow();
        if (outcome instanceof Outcome.Known known) {
            known(feed, known.snapshot(), poll.progress());
        } else if (outcome instanceof Outcome.Unchanged unchanged) {
            LOG.info(
                    "feed={} run={} period={} was looked at again and is as it was",
                    feed,
                    unchanged.snapshot().id(),
                    unchanged.snapshot().period());
        } else if (outcome instanceof Outcome.Pending pending) {
            pending(feed, pending);
        } else if (outcome instanceof Outcome.Suspended down) {
            suspend(feed, poll.run(), down, poll.progress());
        } else {
            LOG.info("feed={} is being polled already", feed);
        }
    }

    private void tell(Poll poll, Duration took) {
        Poll.Progress done = poll.progress();
        programEvents.tell(new ProgramEvent.PollEnded(
                poll.feed().name(),
                poll.feed().account(),
                word(poll),
                new ProgramEvent.Work(
                        done.pages(),
                        done.rows(),
                        poll.spent().requests(),
                        poll.spent().credits()),
                took));
    }

    private static String word(Poll poll) {
        Outcome outcome = poll.outcome().orElse(null);
        if (outcome instanceof Outcome.Known) {
            return poll.progress().pages() > 0 ? "fetched" : "known";
        } else if (outcome instanceof Outcome.Unchanged) {
            return "unchanged";
        } else if (outcome instanceof Outcome.Pending) {
            return "pending";
        } else if (outcome instanceof Outcome.Busy) {
            return "busy";
        }
        return "failed";
    }

    private static void known(String feed, Snapshot snapshot, Poll.Progress progress) {
        if (progress.pages() == 0) {
            LOG.debug("feed={} run={} period={} is there already", feed, snapshot.id(), snapshot.period());
            return;
        }
        LOG.info(
                "feed={} run={} period={} status={} pages={} rows={} requests={} credits={}",
                feed,
                snapshot.id(),
                snapshot.period(),
                snapshot.state().status().word(),
                progress.pages(),
                snapshot.extent().rows(),
                snapshot.extent().requests(),
                snapshot.extent().credits());
        if (snapshot.revision() > 1) {
            LOG.info(
                    "feed={} run={} period={} revision={} corrects {} rows",
                    feed,
                    snapshot.id(),
                    snapshot.period(),
                    snapshot.revision(),
                    snapshot.tally().changed());
        }
    }

    private static void pending(String feed, Outcome.Pending pending) {
        if (pending.late()) {
            LOG.warn("feed={} period={} status=pending: the vendor is late with it", feed, pending.newest());
        } else {
            LOG.info("feed={} period={} status=pending: not published yet", feed, pending.newest());
        }
    }

    private static void suspend(String feed, long run, Outcome.Suspended down, Poll.Progress progress) {
        LOG.warn(
                "feed={} run={} page={} period={} status=failed pages={} requests={}: {}; goes on after {}",
                feed,
                run,
                progress.pages() + 1,
                down.period(),
                progress.pages(),
                progress.requests(),
                down.reason(),
                down.resumeAt());
    }
}
