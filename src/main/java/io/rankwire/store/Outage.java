package io.rankwire.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a store that cannot do its work: a server that went away, a disk that is full, a file that is locked. One line
 * is logged when the first work has to wait and one when the last has gone on. Safe for use by many threads.
 */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Function<Throwable, Optional<StoreFault>> faults;
    private final CountDownLatch over = new CountDownLatch(1);
    private int waiting;
    private String reason = "";

    /** An outage of a store that is open. */
    Outage() {
        this(StoreFault::of);
    }

    /** @param faults what is the matter with the store when something failed; empty when it failed over anything else */
    Outage(Function<Throwable, Optional<StoreFault>> faults) {
        this.faults = faults;
    }

    /** Whether something failed over the state of the store alone, so that the same will work again. */
    public static boolean caused(Throwable failure) {
        return StoreFault.of(failure).isPresent();
    }

    /** Does the work, again and again as long as the store cannot do it. */
    <T> T untilDone(Supplier<T> work) {
        return untilDone(work, () -> {});
    }

    /**
     * Does the work, again and again as long as the store cannot do it.
     *
     * @param first done before the first wait, if there is one
     */
    <T> T untilDone(Supplier<T> work, Runnable first) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (faults.apply(e).isEmpty()) {
                throw e;
            }
            begin(e);
            boolean done = false;
            try {
                first.run();
                T result = again(work, e);
                done = true;
                return result;
            } finally {
                end(done);
            }
        }
    }

    private <T> T again(Supplier<T> work, RuntimeException failure) {
        RuntimeException newest = failure;
        Duration wait = FIRST;
        while (pauses(wait)) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (faults.apply(e).isEmpty()) {
                    throw e;
                }
                newest = e;
                note(e);
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
        }
        throw newest;
    }

    /** False when waiting is over. */
    private boolean pauses(Duration wait) {
        try {
            return !over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something waits from now on. */
    synchronized void begin(RuntimeException failure) {
        note(failure);
        if (waiting++ == 0 && over.getCount() > 0) {
            LOG.warn("the store cannot be used, work waits for it: {}", reason);
        }
    }

    private synchronized void note(RuntimeException failure) {
        reason = reason(failure, faults.apply(failure));
    }

    /**
     * Something waits no longer.
     *
     * @param done false when it gave up
     */
    synchronized void end(boolean done) {
        if (--waiting == 0 && done) {
            LOG.info("the store can be used again");
        }
    }

    /** Why work waits, in one line; empty when none does. */
    synchronized Optional<String> reason() {
        return waiting == 0 ? Optional.empty() : Optional.of(reason);
    }

    /** What went wrong, in one line: what is the matter with the store, and what its driver says at the bottom of it. */
    static String reason(Throwable failure) {
        return reason(failure, StoreFault.of(failure));
    }

    private static String reason(Throwable failure, Optional<StoreFault> found) {
        String said = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said = cause.getMessage() == null ? said : cause.getMessage();
        }
        String line = said.lines().findFirst().orElse("").strip();
        return found.map(fault -> fault.words() + " (" + line + ")").orElse(line);
    }

    /** Ends all waiting. */
    void end() {
        over.countDown();
    }
}
