package io.rankwire.poll;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long a poll goes on asking for one page. For one poll and its thread. */
final class RetryPolicy {
    private final Backoff backoff;
    private int failures;
    private Duration pause = Duration.ZERO;

    RetryPolicy(Backoff backoff) {
        this.backoff = backoff;
    }

    /** The page came. */
    void renew() {
        failures = 0;
    }

    /** The page did not come; whether it is to be asked for again, after a pause, the vendor's own if it said one. */
    boolean lasts(Optional<Duration> asked) {
        failures++;
        Duration wait = backoff.after(failures, asked, ThreadLocalRandom.current());
        if (failures >= backoff.tries() || wait.compareTo(backoff.longest()) > 0) {
            return false;
        }
        pause = wait;
        return true;
    }

    /** The longer of what is left of the pause and another wait; the pause is over with it. */
    Duration pauseOr(Duration other) {
        Duration wait = pause.compareTo(other) > 0 ? pause : other;
        pause = Duration.ZERO;
        return wait;
    }
}
