package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Stores;
import io.rankwire.poll.TestClock;
import io.rankwire.poll.Waits;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;

class ClockWatchTest {
    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-10-25T03:00:00Z");
    private final AtomicLong elapsed = new AtomicLong();
    private final BlockingQueue<Date> fired = new LinkedBlockingQueue<>();

    @AutoClose
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AutoClose
    private Store store;

    private Waits waits;

    @BeforeEach
    void open() {
        store = Stores.open(home);
        waits = new Waits(store, clock);
        setNextPost(clock.instant().plusSeconds(600));
    }

    private void setNextPost(Instant moment) {
        store.jdbi().useHandle(handle -> handle.execute("update operator_post set next_at = ?", moment.toEpochMilli()));
    }

    private Instant nextPost() {
        return Instant.ofEpochMilli(
                store.jdbi().withHandle(handle -> handle.createQuery("select next_at from operator_post")
                        .mapTo(Long.class)
                        .one()));
    }

    private void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
        clock.advance(time);
    }

    @Test
    void movesWhatWaitsBackWithTheClockOnce() throws Exception {
        ClockWatch watch = new ClockWatch(context, waits, clock, elapsed::get);
        Instant next = nextPost();
        pass(Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(-1));

        watch.look();
        pass(Duration.ofSeconds(1));
        watch.look();

        assertThat(nextPost()).isEqualTo(next.minus(Duration.ofHours(1)));
    }

    @Test
    void letsSmallCorrectionsAndAClockThatIsSetForwardBe() throws Exception {
        ClockWatch watch = new ClockWatch(context, waits, clock, elapsed::get);
        Instant next = nextPost();
        for (Duration step : new Duration[] {Duration.ofSeconds(-1), Duration.ofHours(2), Duration.ZERO}) {
            pass(Duration.ofSeconds(1));
            clock.advance(step);
            watch.look();
        }

        assertThat(nextPost()).isEqualTo(next);
    }

    @Test
    void hasScheduledRoutesGoOnThatWereToWaitForTheClockToCatchUp() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quartz:each-second?cron=*+*+*+*+*+?")
                        .routeId("each-second")
                        .process(exchange ->
                                fired.add(exchange.getMessage().getHeader("scheduledFireTime", Date.class)));
            }
        });
        context.start();
        ClockWatch watch = new ClockWatch(context, waits, Clock.systemUTC(), elapsed::get);
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        putOff(scheduler, Duration.ofHours(1));
        fired.clear();

        // More time has passed than the clock says.
        elapsed.addAndGet(Duration.ofHours(1).toNanos());
        watch.look();

        assertThat(fired.poll(20, TimeUnit.SECONDS))
                .isBefore(Date.from(Instant.now().plusSeconds(1)));
    }

    /** As a clock leaves it that was set back: the next moment was worked out before. */
    private static void putOff(Scheduler scheduler, Duration wait) throws SchedulerException {
        for (var key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            Trigger later = scheduler
                    .getTrigger(key)
                    .getTriggerBuilder()
                    .startAt(Date.from(Instant.now().plus(wait)))
                    .build();
            scheduler.rescheduleJob(key, later);
        }
    }
}
