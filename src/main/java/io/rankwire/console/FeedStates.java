package io.rankwire.console;

import io.rankwire.event.ProgramEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.quartz.Trigger;

/** When feeds were polled last in this process, how that ended, and when they are next. Safe for use by many threads. */
final class FeedStates {
    private final CamelContext context;
    private final Clock clock;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    FeedStates(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * How a feed is doing.
     *
     * @param began when its last poll began; null for never in this process
     * @param ended when one ended last; null for never
     * @param outcome how that ended, in one word; null for never
     * @param cost what that bought; null for never
     */
    record State(
            @Nullable Instant began,
            @Nullable Instant ended,
            @Nullable String outcome,
            Cost cost) {
        static final State NONE = new State(null, null, null, Cost.NONE);

        boolean isPolling() {
            return began != null && (ended == null || ended.isBefore(began));
        }
    }

    /** What a poll bought, over all its series. */
    record Cost(int requests, int credits) {
        static final Cost NONE = new Cost(0, 0);

        Cost plus(ProgramEvent.Work work) {
            return new Cost(requests + work.requests(), credits + work.credits());
        }
    }

    void observe(ProgramEvent programEvent) {
        if (programEvent instanceof ProgramEvent.PollBegan begun) {
            states.merge(
                    begun.feed(),
                    new State(begun.at(), null, null, Cost.NONE),
                    (old, now) -> new State(now.began(), old.ended(), old.outcome(), Cost.NONE));
        } else if (programEvent instanceof ProgramEvent.PollOver over) {
            states.computeIfPresent(
                    over.feed(),
                    (feed, old) -> new State(
                            old.began(), clock.instant(), over.broke() ? "failed" : old.outcome(), old.cost()));
        } else if (programEvent instanceof ProgramEvent.PollEnded ended) {
            states.merge(
                    ended.feed(),
                    new State(null, clock.instant(), ended.outcome(), Cost.NONE.plus(ended.work())),
                    (old, now) -> new State(
                            old.began(), now.ended(), now.outcome(), old.cost().plus(ended.work())));
        }
    }

    State of(String feed) {
        return states.getOrDefault(feed, State.NONE);
    }

    /** When the feed's timer or schedule fires next; empty when it is not started, or its route begins with something else. */
    Optional<Instant> next(String feed) {
        Route route = context.getRoute(feed);
        if (route == null || !context.getRouteController().getRouteStatus(feed).isStarted()) {
            return Optional.empty();
        }
        Endpoint endpoint = route.getEndpoint();
        if (endpoint instanceof QuartzEndpoint quartz) {
            return next(quartz);
        }
        return endpoint instanceof TimerEndpoint timer ? next(route, timer) : Optional.empty();
    }

    private static Optional<Instant> next(QuartzEndpoint quartz) {
        try {
            Trigger trigger = quartz.getComponent().getScheduler().getTrigger(quartz.getTriggerKey());
            return Optional.ofNullable(trigger).map(Trigger::getNextFireTime).map(Date::toInstant);
        } catch (SchedulerException e) {
            throw new IllegalStateException("a schedule in memory can always be looked at", e);
        }
    }

    /** A timer fires by its own count since its route was started, whatever came of the polls. */
    private Optional<Instant> next(Route route, TimerEndpoint timer) {
        long since = route.getUptimeMillis() - timer.getDelay();
        long period = Math.max(1, timer.getPeriod());
        long fired = since < 0 ? 0 : since / period + 1;
        boolean isOver = timer.getRepeatCount() > 0 && fired >= timer.getRepeatCount();
        return isOver ? Optional.empty() : Optional.of(clock.instant().plusMillis(fired * period - since));
    }
}
