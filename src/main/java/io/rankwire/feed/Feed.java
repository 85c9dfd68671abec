package io.rankwire.feed;

import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One series that a feed polls, as its operator wrote it: what to ask, how far back, how much of it, on what terms.
 *
 * @param name the id of the feed's route
 * @param variant the values that this series has where the feed lists several, such as {@code US-14}; empty for none
 * @param series what is asked for
 * @param terms who pays, and how patient the operator is
 * @param when which period
 * @param limits how many rows, in pages of which size
 */
public record Feed(String name, String variant, Series series, Terms terms, When when, Limits limits) {

    /** The scope's name for the route that every row is sent through. */
    public static final String TRANSFORM = "transform";

    /** The name in front of people and in file names: the feed's, and the variant where there is one. */
    public String label() {
        return variant.isEmpty() ? name : name + "-" + variant;
    }

    /** The account whose key is used. */
    public String account() {
        return terms.account();
    }

    /** The same feed for one period alone. */
    public Feed on(Period period) {
        return new Feed(name, variant, series, terms, when.on(period), limits);
    }

    /** The same feed in pages of another size. */
    public Feed inPagesOf(int pageSize) {
        return new Feed(name, variant, series, terms, when, limits.inPagesOf(pageSize));
    }

    /** The row steps' endpoint, {@code direct:own-shops-only}; empty when pages are handled whole. */
    public Optional<String> transform() {
        return Optional.ofNullable(series.scope().get(TRANSFORM));
    }

    /** The periods to ask for, newest first. */
    public List<Period> candidates(Clock clock) {
        return when.candidates(series.periodType(), clock);
    }

    /**
     * Who pays, and how patient the operator is.
     *
     * @param account whose key and budget pay
     * @param share how much of the account's monthly limit this feed may use, in percent
     * @param recheck for how long after its end a period is looked at again for corrections, once a day
     * @param publishDeadline how long after its end a period may stay unpublished before the operator is told
     */
    public record Terms(String account, int share, Optional<Duration> recheck, Optional<Duration> publishDeadline) {}

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

        /** The moment at which a period is over. */
        public Instant end(Period period) {
            return period.last().plusDays(1).atStartOfDay(zone).toInstant();
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
     * @param maxRows maximum rows; {@link Integer#MAX_VALUE} for all there are
     * @param endOnShortPage whether a page that is not full ends a ranking whose length the vendor does not say
     */
    public record Limits(int pageSize, int maxRows, boolean endOnShortPage) {
        public Limits {
            if (pageSize < 1 || maxRows < 1) {
                throw new OperatorMistake(
                        "pageSize " + pageSize + " and maxRows " + maxRows + " must both be 1 or more");
            }
        }

        Limits inPagesOf(int rows) {
            return new Limits(rows, maxRows, endOnShortPage);
        }
    }
}
