package io.rankwire.vendor;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests a second an account, over all its feeds and threads. */
public final class Pace {
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final TimeMeter time;

    public Pace() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    Pace(TimeMeter time) {
        this.time = time;
    }

    private record Lane(int requestsPerSecond, Bucket bucket) {
        static Lane of(int requestsPerSecond, TimeMeter time) {
            return new Lane(
                    requestsPerSecond,
                    Bucket.builder()
                            .withCustomTimePrecision(time)
                            .addLimit(limit -> limit.capacity(1).refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
                            .build());
        }
    }

    /** Takes the next place in the account's line and says how long to wait for it. */
    public Duration take(Account account) {
        Lane lane = lanes.compute(
                account.name(),
                (name, old) -> old != null && old.requestsPerSecond() == account.requestsPerSecond()
                        ? old
                        : Lane.of(account.requestsPerSecond(), time));
        long nanos = lane.bucket().consumeIgnoringRateLimits(1);
        return Duration.ofNanos(Math.min(nanos, TimeUnit.DAYS.toNanos(1)));
    }
}
