package io.rankwire.feed;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One feed as its operator wrote it: what to ask, how far back, and how much of it.
 *
 * @param name the id of the feed's route
 * @param series what is asked for
 * @param account whose key and budget pay
 * @param when which period
 * @param limits how many rows, in pages of which size
 */
public record Feed(String name, Series series, String account, When when, Limits limits) {

    /** The scope's name for the route that every row is sent through. */
    public static final String TRANSFORM = "transform";

    /** The row steps' endpoint, {@code direct:own-shops-only}; empty when pages are handled whole. */
    public Optional<String> transform() {
        return Optional.ofNullable(series.scope().get(TRANSFORM));
    }

    /** The periods to ask for, newest first. */
    public List<Period> candidates(Clock clock) {
        return when.candidates(series.periodType(), clock);
    }

    /**
     * Which period is asked for.
     *
     * @param date the one period asked for; empty for the latest
     * @param lookback how many periods before the newest completed one may be asked when that is not published yet
     * @param zone where days begin
     * @param inferred the source has no periods of its own: the period is the day of the fetch
     */
    public record When(Optional<String> date, int lookback, ZoneId zone, boolean inferred) {

        List<Period> candidates(PeriodType type, Clock clock) {
            if (inferred) {
                return List.of(Period.containing(type, LocalDate.ofInstant(clock.instant(), zone)));
            }
            if (date.isPresent()) {
                return List.of(Period.parse(type, date.get()));
            }
            Period newest = Period.newestCompleted(type, clock.instant(), zone);
            return IntStream.rangeClosed(0, lookback).mapToObj(newest::minus).toList();
        }

        /** The same, for one period alone. */
        public When on(Period period) {
            return new When(Optional.of(period.key()), 0, zone, inferred);
        }
    }

    /**
     * How much is asked for.
     *
     * @param pageSize rows a page
     * @param maxRows rows at the most; {@link Integer#MAX_VALUE} for all there are
     */
    public record Limits(int pageSize, int maxRows) {
        public Limits {
            if (pageSize < 1 || maxRows < 1) {
                throw new IllegalArgumentException(
                        "pageSize " + pageSize + " and maxRows " + maxRows + " must both be 1 or more");
            }
        }
    }
}
