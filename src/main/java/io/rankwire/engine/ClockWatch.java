package io.rankwire.engine;

import io.rankwire.poll.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step {@code look-at-clock}: sees that the clock was set back, beside the time that passed, and has what waits for a moment
 * of the clock wait no longer for that. What was done for a moment is not done for it a second time: polls find their ranking
 * there, and of a digest the store knows it. For one thread at a time.
 */
public final class ClockWatch implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");
    /** Clocks are corrected by less all the time. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final CamelContext context;
    private final Waits waits;
    private final Clock clock;
    private final LongSupplier elapsed;
    private Instant seen;
    private long at;

    /** Watches a clock beside {@code elapsed}, which counts nanoseconds from anywhere. */
    public ClockWatch(CamelContext context, Waits waits, Clock clock, LongSupplier elapsed) {
        this.context = context;
        this.waits = waits;
        this.clock = clock;
        this.elapsed = elapsed;
        this.seen = clock.instant();
        this.at = elapsed.getAsLong();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        look();
    }

    void look() throws SchedulerException {
        Instant now = clock.instant();
        long passed = elapsed.getAsLong();
        Duration back = Duration.ofNanos(passed - at).minus(Duration.between(seen, now));
        if (back.compareTo(TOLERATED) > 0) {
            LOG.warn("the clock was set back by {} s; what waits goes on as if it had not been", back.toSeconds());
            waits.moveBack(back);
            renewSchedules();
        }
        // Only now: what failed, with the store away for one, is done at the next look.
        seen = now;
        at = passed;
    }

    /** A trigger has worked out its next moment before: the ones that come again are before that. */
    private void renewSchedules() throws SchedulerException {
        if (!(context.hasComponent("quartz") instanceof QuartzComponent quartz) || quartz.getScheduler() == null) {
            return;
        }
        Scheduler scheduler = quartz.getScheduler();
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            Trigger trigger = scheduler.getTrigger(key);
            if (trigger != null) {
                renew(scheduler, trigger);
            }
        }
    }

    private void renew(Scheduler scheduler, Trigger trigger) throws SchedulerException {
        boolean isPaused = scheduler.getTriggerState(trigger.getKey()) == Trigger.TriggerState.PAUSED;
        Trigger renewed =
                trigger.getTriggerBuilder().startAt(Date.from(clock.instant())).build();
        scheduler.rescheduleJob(trigger.getKey(), renewed);
        if (isPaused) {
            scheduler.pauseTrigger(trigger.getKey());
        }
    }
}
