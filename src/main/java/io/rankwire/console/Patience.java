package io.rankwire.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Ends after ten wrong tokens within a minute, for a minute, so that nobody guesses. Safe for use by many threads. */
final class Patience {
    private static final int WRONG_ONES = 10;
    private static final Duration WHILE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant since = Instant.MIN;
    private int wrong;

    Patience(Clock clock) {
        this.clock = clock;
    }

    synchronized void wrong() {
        Instant now = clock.instant();
        if (since.isBefore(now.minus(WHILE))) {
            since = now;
            wrong = 0;
        }
        wrong++;
    }

    synchronized boolean isOver() {
        return wrong >= WRONG_ONES && !since.isBefore(clock.instant().minus(WHILE));
    }
}
