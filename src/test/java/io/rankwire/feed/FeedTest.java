package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-05T23:30:00Z"), ZoneOffset.UTC);

    @Test
    void asksForTheNewestCompletedPeriodAndAsManyBeforeItAsItMayLookBack() {
        assertThat(candidates(PeriodType.WEEK, new Feed.When(Optional.empty(), 3, ZoneOffset.UTC, false)))
                .containsExactly("2026-W53", "2026-W52", "2026-W51", "2026-W50");
        assertThat(candidates(PeriodType.MONTH, new Feed.When(Optional.empty(), 0, ZoneOffset.UTC, false)))
                .containsExactly("2026-12");
    }

    @Test
    void asksForTheOnePeriodThatWasNamed() {
        Feed.When when = new Feed.When(Optional.of("2026-13"), 3, ZoneOffset.UTC, false);

        assertThat(candidates(PeriodType.WEEK, when)).containsExactly("2026-W13");
        assertThatThrownBy(() -> candidates(PeriodType.MONTH, when))
                .hasMessage("'2026-13' is not a month; write 2026-03");
    }

    @Test
    void takesTheDayOfTheFetchWhereTheSourceHasNoPeriods() {
        assertThat(candidates(PeriodType.DAY, new Feed.When(Optional.empty(), 3, ZoneOffset.UTC, true)))
                .containsExactly("2027-01-05");
        assertThat(candidates(PeriodType.DAY, new Feed.When(Optional.empty(), 3, ZoneId.of("Asia/Tokyo"), true)))
                .containsExactly("2027-01-06");
    }

    @Test
    void canBeNarrowedToOnePeriod() {
        Feed.When when = new Feed.When(Optional.empty(), 3, ZoneOffset.UTC, false);

        assertThat(when.on(Period.parse(PeriodType.WEEK, "2026-W13")))
                .isEqualTo(new Feed.When(Optional.of("2026-W13"), 0, ZoneOffset.UTC, false));
    }

    @Test
    void refusesToWantNothing() {
        assertThatThrownBy(() -> new Feed.Limits(0, 10, false))
                .hasMessage("pageSize 0 and maxRows 10 must both be 1 or more");
        assertThatThrownBy(() -> new Feed.Limits(10, 0, false))
                .hasMessage("pageSize 10 and maxRows 0 must both be 1 or more");
    }

    private static List<String> candidates(PeriodType type, Feed.When when) {
        Series series = new Series("s", type, Map.of());
        return new Feed(
                        "f",
                        "",
                        series,
                        new Feed.Terms("a", 100, Optional.empty(), Optional.empty()),
                        when,
                        new Feed.Limits(10, 10, false))
                .candidates(CLOCK).stream().map(Period::key).toList();
    }
}
