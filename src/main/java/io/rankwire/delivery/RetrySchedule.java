package io.rankwire.delivery;

import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again.
 *
 * @param waits the wait after the first failure, the second, and so on; after the last there is no further attempt
 * @param limit the longest wait that the other side is granted when it asks for one
 */
public record RetrySchedule(List<Duration> waits, Duration limit) {
    private static final Duration A_DAY = Duration.ofDays(1);

    /** About three days in all. */
    public static final RetrySchedule DEFAULT = parse("retries", "5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h");

    /**
     * Reads the waits that {@code name} is set to, separated by commas: {@code 5s, 5m, 1h}.
     *
     * @throws OperatorMistake naming the wait that is none
     */
    public static RetrySchedule parse(String name, String text) {
        return new RetrySchedule(
                Stream.of(text.split(",", -1))
                        .map(wait -> Durations.parse(name, wait))
                        .toList(),
                A_DAY);
    }

    public RetrySchedule {
        waits = List.copyOf(waits);
    }

    /** The same with another limit. */
    public RetrySchedule limitedTo(Duration most) {
        return new RetrySchedule(waits, most);
    }

    /**
     * The wait before the next attempt, up to a tenth longer than planned so that many do not come back at once.
     *
     * @param attempts made so far
     * @param asked the wait that the other side asked for; up to the limit it counts when it is the longer; null for none
     * @return empty when the attempts are used up
     */
    public Optional<Duration> after(int attempts, @Nullable Duration asked, RandomGenerator random) {
        if (attempts > waits.size()) {
            return Optional.empty();
        }
        Duration planned = waits.get(attempts - 1);
        Duration jittered = planned.plusMillis(random.nextLong(planned.toMillis() / 10 + 1));
        Duration granted = asked == null ? jittered : RetryAfter.capped(asked, limit);
        return Optional.of(granted.compareTo(jittered) > 0 ? granted : jittered);
    }
}
