package io.rankwire.ranking;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a page that could not be had is asked for again.
 *
 * @param first the wait before the second try; it doubles from try to try
 * @param longest a wait beyond this is not waited out: the run is put down instead
 * @param tries how often a page is asked for in one poll
 */
public record Backoff(Duration first, Duration longest, int tries) {

    /** 1, 2, 4, 8 seconds; up to a minute when the vendor asks for it. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 5);

    /** How long to wait before another try, after {@code failures}; the vendor's own word counts first. */
    Duration after(int failures, Optional<Duration> asked, RandomGenerator random) {
        return asked.orElseGet(() -> {
            long millis = first.toMillis() << Math.min(failures - 1, 20);
            return Duration.ofMillis(millis + random.nextLong(millis / 2 + 1));
        });
    }
}
