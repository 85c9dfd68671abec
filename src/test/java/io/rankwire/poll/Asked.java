package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a feed asks for: weeks of five rows a page, unless a test wants it otherwise. */
public final class Asked {
    private final Map<String, String> scope = new TreeMap<>(Map.of("region", "US", "orderBy", "sold"));
    private String name = "us-beauty";
    private String account = "acme";
    private PeriodType type = PeriodType.WEEK;
    private Optional<String> date = Optional.empty();
    private int lookback;
    private ZoneId zone = ZoneOffset.UTC;
    private boolean inferred;
    private int share = 100;
    private Optional<Duration> recheck = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private int pageSize = 5;
    private int maxRows = Integer.MAX_VALUE;

    public static Asked weekly() {
        return new Asked();
    }

    public Asked named(String other) {
        name = other;
        return this;
    }

    Asked from(String otherAccount) {
        account = otherAccount;
        return this;
    }

    public Asked with(String parameter, String value) {
        scope.put(parameter, value);
        return this;
    }

    Asked daily() {
        type = PeriodType.DAY;
        return this;
    }

    Asked ofTheDay() {
        inferred = true;
        return daily();
    }

    Asked in(ZoneId otherZone) {
        zone = otherZone;
        return this;
    }

    public Asked on(String period) {
        date = Optional.of(period);
        return this;
    }

    Asked lookback(int periods) {
        lookback = periods;
        return this;
    }

    Asked share(int percent) {
        share = percent;
        return this;
    }

    public Asked recheck(Duration window) {
        recheck = Optional.of(window);
        return this;
    }

    Asked deadline(Duration after) {
        deadline = Optional.of(after);
        return this;
    }

    Asked inPagesOf(int rows) {
        pageSize = rows;
        return this;
    }

    Asked limitedTo(int rows) {
        maxRows = rows;
        return this;
    }

    public Feed feed() {
        return new Feed(
                name,
                "",
                new Series("acme-top", type, scope),
                new Feed.Terms(account, share, recheck, deadline),
                new Feed.When(date, lookback, zone, inferred),
                new Feed.Limits(Math.min(pageSize, maxRows), maxRows, false));
    }
}
