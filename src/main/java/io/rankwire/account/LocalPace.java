package io.rankwire.account;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The pace of one process. Safe for use by many threads. */
public final class LocalPace implements Pace {
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final TimeMeter time;

    public LocalPace() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    LocalPace(TimeMeter time) {
        this.time = time;
    }

    /** An account's line. After a vendor said that it was too fast, it moves at a fraction of its own pace. */
    private final class Lane {
        private final int requestsPerSecond;
        private int slower = 1;
        private long changedAt;
        private Bucket bucket;

        Lane(int requestsPerSecond) {
            this.requestsPerSecond = requestsPerSecond;
            rebuild();
        }

        private void rebuild() {
            changedAt = time.currentTimeNanos();
            bucket = Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(limit -> limit.capacity(1).refillGreedy(requestsPerSecond, Duration.ofSeconds(slower)))
                    .build();
        }

        synchronized long take() {
            if (slower > 1 && time.currentTimeNanos() - changedAt > RECOVERY.toNanos()) {
                slower /= 2;
                rebuild();
            }
            return bucket.consumeIgnoringRateLimits(1);
        }

        synchronized void slowDown() {
            slower = Math.min(slower * 2, SLOWEST);
            rebuild();
            // No request goes at once: the slot that is free now is the one that was too fast.
            bucket.consumeIgnoringRateLimits(1);
        }
    }

    @Override
    public Duration take(Account account) {
        return Duration.ofNanos(Math.min(lane(account).take(), TimeUnit.DAYS.toNanos(1)));
    }

    @Override
    public void slowDown(Account account) {
        lane(account).slowDown();
    }

    private Lane lane(Account account) {
        return lanes.compute(
                account.name(),
                (name, old) -> old != null && old.requestsPerSecond == account.requestsPerSecond()
                        ? old
                        : new Lane(account.requestsPerSecond()));
    }
}
