package io.rankwire.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts wrong tokens by the address or session that sends them. They make answers to more wrong ones slow and say so in
 * the log; a right token is taken at any time, so that guesses lock no one out. Safe for use by many threads.
 */
final class Guesses {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.console");
    private static final int FORGIVEN = 10;
    private static final int MOST_COUNTED = 10_000;
    private static final Duration WHILE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();

    private record Count(Instant since, int wrong) {}

    Guesses(Clock clock) {
        this.clock = clock;
    }

    /** Counts a wrong token. */
    synchronized void wrong(String who) {
        if (counts.size() >= MOST_COUNTED) {
            counts.values().removeIf(this::isOver);
        }
        if (counts.size() >= MOST_COUNTED && !counts.containsKey(who)) {
            return;
        }
        Count count = counts.merge(
                who,
                new Count(clock.instant(), 1),
                (old, one) -> isOver(old) ? one : new Count(old.since(), old.wrong() + 1));
        if (count.wrong() == FORGIVEN) {
            LOG.warn("console: {} wrong tokens from {} within a minute", FORGIVEN, who);
        }
    }

    /** Whether so many wrong ones came from there that one more is to be slow. */
    synchronized boolean areMany(String who) {
        Count count = counts.get(who);
        return count != null && !isOver(count) && count.wrong() > FORGIVEN;
    }

    private boolean isOver(Count count) {
        return count.since().isBefore(clock.instant().minus(WHILE));
    }
}
