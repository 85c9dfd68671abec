package io.rankwire.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.check.BrokenHome;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedSeriesTest {
    private static final Instant NOW = Instant.parse("2026-11-18T09:00:00Z");

    @TempDir
    Path home;

    @BeforeEach
    void moveIn() throws IOException {
        BrokenHome.good(home);
        Files.delete(home.resolve("routes/good-analytics.camel.yaml"));
        Files.delete(home.resolve("routes/good-products.camel.yaml"));
    }

    private PlannedSeriesTest feed(String name, String from, String parameters) throws IOException {
        Files.writeString(home.resolve("routes/" + name + ".camel.yaml"), """
                - route:
                    id: %s
                    description: A ranking
                    from: { uri: "%s", steps: [
                      { to: { uri: "kamelet:fastmoss-live-top-product", parameters: { %s } } },
                      { to: { uri: "kamelet:publish", parameters: { sinks: archive } } } ] }
                """.formatted(name, from, parameters));
        return this;
    }

    private List<PlannedSeries> series() {
        try (Checker checker = new Checker(new Home(home), Map.of())) {
            return PlannedSeries.of(checker.plans());
        }
    }

    private PlannedSeries.Daily daily(int requests) {
        return series().get(0).daily(requests, NOW);
    }

    private static PlannedSeries.Daily rounded(PlannedSeries.Daily daily) {
        return new PlannedSeries.Daily(round(daily.rankings()), round(daily.looks()), round(daily.rechecks()));
    }

    private static BigDecimal round(BigDecimal value) {
        return value.setScale(2, java.math.RoundingMode.HALF_UP);
    }

    private static PlannedSeries.Daily of(String rankings, String looks, String rechecks) {
        return new PlannedSeries.Daily(new BigDecimal(rankings), new BigDecimal(looks), new BigDecimal(rechecks));
    }

    @Test
    void countsTheLooksOfADayUntilARankingIsPublished() throws IOException {
        feed("weekly", "timer:weekly?period=1h", "region: US, period: week");

        assertThat(rounded(daily(5))).isEqualTo(of("0.71", "3.43", "0.00"));
    }

    @Test
    void countsLooksUntilTheDeadlineAndByTheTimesOfTheClock() throws IOException {
        feed("daily", "quartz:daily?cron=0+0+6,12,18+*+*+?", "region: US, period: day, publishDeadline: 12h");

        assertThat(rounded(daily(2))).isEqualTo(of("2.00", "1.50", "0.00"));
    }

    @Test
    void countsADailyRecheckAsTheWholeRankingAgain() throws IOException {
        feed("daily", "timer:daily?period=6h", "region: US, period: day, recheck: 3d");

        assertThat(rounded(daily(2))).isEqualTo(of("2.00", "4.00", "6.00"));
    }

    @Test
    void buysWhatFeedsShareOnceAndLooksForEach() throws IOException {
        feed("one", "timer:one?period=12h", "region: US, period: day");
        feed("two", "timer:two?period=6h", "region: US, period: day, recheck: 1d");
        feed("other", "timer:other?period=6h", "region: GB, period: day");

        assertThat(series())
                .extracting(series -> series.asking().stream()
                        .map(asking -> asking.feed().name())
                        .toList())
                .containsExactly(List.of("one", "two"), List.of("other"));
        assertThat(rounded(series().get(0).daily(3, NOW))).isEqualTo(of("3.00", "6.00", "3.00"));
    }

    @Test
    void countsNothingForOnePeriodThatIsFetchedOnce() throws IOException {
        feed("once", "timer:once?period=6h", "region: US, period: week, date: 2026-W13");

        assertThat(daily(5)).isEqualTo(PlannedSeries.Daily.NOTHING);
    }

    @Test
    void holdsRechecksAgainstTheLimitAndWhatIsSharedOnce() throws IOException {
        feed("one", "timer:one?period=12h", "region: US, period: day");
        feed("two", "timer:two?period=12h", "region: US, period: day, recheck: 9d");

        assertThat(series().get(0).mostAMonth()).contains(new BigDecimal("1500"));
        Path settings = home.resolve("config/rankwire.properties");
        Files.writeString(settings, Files.readString(settings).replace("= 10000", "= 1400"));
        try (Checker checker = new Checker(new Home(home), Map.of())) {
            assertThat(checker.checkAll())
                    .extracting(Mistake::line)
                    .contains(
                            "routes/two.camel.yaml:5:29  warning: its rankings, fetched again by recheck, cost up to 1500"
                                    + " requests a month; the limit of account fastmoss is 1400");
        }
    }
}
