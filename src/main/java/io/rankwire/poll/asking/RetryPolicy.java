package io.rankwire.poll.asking;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long a poll goes on asking for one page. For one poll and its thread. */
public final class RetryPolicy {
    private final Backoff backoff;
    private int failures;

    public RetryPolicy(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The page came. */
    public void renew() {
        failures = 0;
    }

    /**
     * The page did not come: how long to wait before it is asked for again; empty when it is not.
     *
     * @param asked the vendor's own pause, if it said one
     */
    public Optional<Duration> pause(Optional<Duration> asked) {
        failures++;
        Duration wait = backoff.after(failures, asked, ThreadLocalRandom.current());
        return failures >= backoff.tries() || wait.compareTo(backoff.longest()) > 0
                ? Optional.empty()
                : Optional.of(wait);
    }
}
