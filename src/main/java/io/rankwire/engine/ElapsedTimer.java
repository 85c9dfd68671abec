package io.rankwire.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.timer.TimerConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timer of one route, going by the time that passed. The platform's goes by the clock: set back by an hour, it is silent
 * for an hour. A beat that comes while its route is still starting waits for it and is not dropped.
 */
final class ElapsedTimer extends Timer {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");
    /** A moment of the clock is waited for in steps, since the clock may be set meanwhile. */
    private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);

    private final TimerConsumer consumer;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;

    ElapsedTimer(TimerConsumer consumer, Clock clock, String name) {
        super(name, true);
        // Of the platform's timer nothing is wanted but the form: its own thread ends.
        super.cancel();
        this.consumer = consumer;
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(1, run -> {
            Thread made = new Thread(run, name);
            made.setDaemon(consumer.getEndpoint().isDaemon());
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * How a route is set off.
     *
     * @param periodNanos between two beats; 0 for one beat alone
     * @param fixedRate whether a beat that is late does not put off the ones after it
     */
    private record Beats(Runnable task, long periodNanos, boolean fixedRate) {}

    @Override
    public void schedule(TimerTask task, long delay) {
        begin(new Beats(task, 0, false), delay);
    }

    @Override
    public void schedule(TimerTask task, Date time) {
        beginAt(new Beats(task, 0, false), time);
    }

    @Override
    public void schedule(TimerTask task, long delay, long period) {
        begin(new Beats(task, TimeUnit.MILLISECONDS.toNanos(period), false), delay);
    }

    @Override
    public void schedule(TimerTask task, Date first, long period) {
        beginAt(new Beats(task, TimeUnit.MILLISECONDS.toNanos(period), false), first);
    }

    @Override
    public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
        begin(new Beats(task, TimeUnit.MILLISECONDS.toNanos(period), true), delay);
    }

    @Override
    public void scheduleAtFixedRate(TimerTask task, Date first, long period) {
        beginAt(new Beats(task, TimeUnit.MILLISECONDS.toNanos(period), true), first);
    }

    private void begin(Beats beats, long delayMillis) {
        long delay = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        after(delay, () -> beat(beats, System.nanoTime()));
    }

    private void beginAt(Beats beats, Date time) {
        Duration left = Duration.between(clock.instant(), time.toInstant());
        if (left.isNegative() || left.isZero()) {
            begin(beats, 0);
        } else {
            after(Math.min(left.toNanos(), LOOKS_EVERY.toNanos()), () -> beginAt(beats, time));
        }
    }

    private void beat(Beats beats, long due) {
        long began = System.nanoTime();
        try {
            if (isReady()) {
                beats.task().run();
            }
        } finally {
            if (beats.periodNanos() > 0) {
                long next = (beats.fixedRate() ? due : began) + beats.periodNanos();
                after(next - System.nanoTime(), () -> beat(beats, next));
            }
        }
    }

    /** Waits while the route is starting; false when it never will be. */
    private boolean isReady() {
        while (consumer.isStarting()) {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private void after(long nanos, Runnable next) {
        if (!thread.isShutdown()) {
            try {
                ScheduledFuture<?> unused = thread.schedule(next, Math.max(0, nanos), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.trace("{} was stopped just now", consumer, e);
            }
        }
    }

    @Override
    public void cancel() {
        thread.shutdownNow();
    }

    @Override
    public int purge() {
        return 0;
    }
}
