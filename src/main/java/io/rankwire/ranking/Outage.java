package io.rankwire.ranking;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that went away. Safe for use by many threads. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean away = new AtomicBoolean();

    /** Whether the failure says that the store's connection was lost, could not be had, or that the same will work again. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JdbiException) {
                return isPassing(cause.getCause());
            }
        }
        // A database of the operator's own is none of the store's affairs.
        return false;
    }

    private static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && mayPass(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Connection exceptions, a server that stops or starts, too many clients, a transaction left alone, a deadlock. */
    private static boolean mayPass(String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("53300")
                        || state.equals("25P03")
                        || state.equals("40001")
                        || state.equals("40P01"));
    }

    /** Does the work, again and again as long as the database is away. */
    <T> T untilDone(Supplier<T> work) {
        Duration wait = FIRST;
        while (true) {
            try {
                T done = work.get();
                if (away.getAndSet(false)) {
                    LOG.info("the store is back");
                }
                return done;
            } catch (RuntimeException e) {
                if (!caused(e) || !waits(e, wait)) {
                    throw e;
                }
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
        }
    }

    /** False when nobody is to wait any more. */
    private boolean waits(RuntimeException reason, Duration wait) {
        if (!away.getAndSet(true)) {
            LOG.warn("the store is away, work waits for it: {}", reason(reason));
        }
        try {
            return !over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What went wrong at the bottom of it, as far down as somebody says so, in one line. */
    static String reason(Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reason = cause.getMessage() == null ? reason : cause.getMessage();
        }
        return reason.lines().findFirst().orElse("").strip();
    }

    /** Nobody waits any more. */
    void end() {
        over.countDown();
    }
}
