package io.rankwire.poll.asking;

import io.rankwire.text.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a page that could not be had is asked for again.
 *
 * @param first the wait before the second try; it doubles from try to try
 * @param longest a wait beyond this is not waited out: the run is put down instead
 * @param tries how often a page is asked for in one poll
 * @param limit the longest wait that a vendor is granted, be it that the run is put down for it
 */
public record Backoff(Duration first, Duration longest, int tries, Duration limit) {

    /** 1, 2, 4, 8 seconds; up to a minute when the vendor asks for it; no ranking is put off for more than a day. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 5, Duration.ofDays(1));

    /** The same with another limit. */
    public Backoff limitedTo(Duration most) {
        return new Backoff(first, longest, tries, most);
    }

    /** How long to wait before another try, after {@code failures}; the vendor's own word counts first. */
    Duration after(int failures, Optional<Duration> asked, RandomGenerator random) {
        return asked.map(wait -> RetryAfter.capped(wait, limit)).orElseGet(() -> {
            long millis = first.toMillis() << Math.min(failures - 1, 20);
            return Duration.ofMillis(millis + random.nextLong(millis / 2 + 1));
        });
    }
}
