package io.rankwire.operator.plan;

import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.source.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series with the feeds that ask for it. Its rankings are bought once, however many feeds share it; each feed looks for
 * itself whether the newest is published.
 *
 * @param source whom they ask
 * @param asking the feeds, in order of their files
 */
public record PlannedSeries(Source source, List<Asking> asking) {
    /** How long after its end a period stays unpublished, where a feed does not set {@code publishDeadline}. */
    public static final Duration UNPUBLISHED = Duration.ofDays(1);

    private static final BigDecimal DAYS_A_MONTH = BigDecimal.valueOf(30);
    private static final BigDecimal WEEKS_A_MONTH = new BigDecimal("4.3");
    private static final int SCALE = 6;

    public PlannedSeries {
        asking = List.copyOf(asking);
    }

    /** A feed, and when it asks; null when neither a timer nor a clock sets it off. */
    public record Asking(Feed feed, @Nullable Trigger trigger) {}

    /**
     * What it costs on an average day, in requests.
     *
     * @param rankings to fetch each ranking once
     * @param looks to learn that a period is not published yet
     * @param rechecks to fetch rankings again in search of corrections
     */
    public record Daily(BigDecimal rankings, BigDecimal looks, BigDecimal rechecks) {
        public static final Daily NOTHING = new Daily(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        public BigDecimal total() {
            return rankings.add(looks).add(rechecks);
        }

        public Daily plus(Daily other) {
            return new Daily(rankings.add(other.rankings), looks.add(other.looks), rechecks.add(other.rechecks));
        }

        /** The same in what a vendor counts. */
        public Daily times(int cost) {
            BigDecimal factor = BigDecimal.valueOf(cost);
            return new Daily(rankings.multiply(factor), looks.multiply(factor), rechecks.multiply(factor));
        }
    }

    /** The series that feeds ask for, each once, in the order in which they are first asked for. */
    public static List<PlannedSeries> of(List<FeedPlan> plans) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Map<String, List<Asking>> asking = new LinkedHashMap<>();
        for (FeedPlan plan : plans) {
            for (Feed feed : plan.feeds()) {
                String series = feed.series().canonical();
                sources.putIfAbsent(series, plan.source());
                asking.computeIfAbsent(series, key -> new ArrayList<>()).add(new Asking(feed, plan.trigger()));
            }
        }
        return asking.entrySet().stream()
                .map(entry -> new PlannedSeries(
                        Optional.ofNullable(sources.get(entry.getKey())).orElseThrow(), entry.getValue()))
                .toList();
    }

    /** The first of the feeds, for what is the same with all of them. */
    public Feed feed() {
        return asking.get(0).feed();
    }

    /** What it costs on an average day when a ranking takes so many requests. */
    public Daily daily(int requests, Instant now) {
        if (isOnce()) {
            return Daily.NOTHING;
        }
        BigDecimal days = BigDecimal.valueOf(days());
        BigDecimal ranking = BigDecimal.valueOf(requests).divide(days, SCALE, RoundingMode.HALF_UP);
        BigDecimal looks = asking.stream().map(one -> looks(one, now)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal checks = BigDecimal.valueOf(rechecks()).min(asks(now).multiply(days));
        return new Daily(ranking, looks.divide(days, SCALE, RoundingMode.HALF_UP), ranking.multiply(checks));
    }

    /** Whether all its feeds ask for one period for ever. */
    private boolean isOnce() {
        return asking.stream().allMatch(one -> one.feed().when().date().isPresent());
    }

    private int days() {
        return switch (type()) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 30;
        };
    }

    private PeriodType type() {
        return feed().series().periodType();
    }

    /** How often a feed asks for a period before that is published. */
    private BigDecimal looks(Asking one, Instant now) {
        if (source.endpoint().inferred() || one.feed().when().date().isPresent()) {
            return BigDecimal.ZERO;
        }
        Duration unpublished = one.feed().terms().publishDeadline().orElse(UNPUBLISHED);
        BigDecimal days = BigDecimal.valueOf(unpublished.toMinutes())
                .divide(BigDecimal.valueOf(Duration.ofDays(1).toMinutes()), SCALE, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(days()));
        return one.trigger() == null
                ? BigDecimal.ZERO
                : one.trigger().perDay(now).multiply(days);
    }

    private BigDecimal asks(Instant now) {
        return asking.stream()
                .map(Asking::trigger)
                .filter(Objects::nonNull)
                .map(trigger -> trigger.perDay(now))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How often a ranking is fetched again: once a day, for the longest that a feed wants. */
    public long rechecks() {
        return source.endpoint().inferred()
                ? 0
                : asking.stream()
                        .flatMap(one -> one.feed().terms().recheck().stream())
                        .map(Duration::toDays)
                        .max(Comparator.naturalOrder())
                        .orElse(0L);
    }

    /** What its rankings cost in a month at the most, in what the vendor counts; empty when their length is unknown. */
    public Optional<BigDecimal> mostAMonth() {
        int size = feed().limits().pageSize();
        long deepest = Math.min(
                source.endpoint().paging().cap().rows(size), feed().limits().maxRows());
        if (deepest == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        long requests = (deepest + size - 1) / size * (1 + rechecks());
        return Optional.of(periodsAMonth()
                .multiply(BigDecimal.valueOf(requests * source.endpoint().cost())));
    }

    private BigDecimal periodsAMonth() {
        return switch (type()) {
            case DAY -> DAYS_A_MONTH;
            case WEEK -> WEEKS_A_MONTH;
            case MONTH -> BigDecimal.ONE;
        };
    }
}
