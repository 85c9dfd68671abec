package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeriodsTest {
    @TempDir
    Path home;

    // A Wednesday in week 15.
    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private static Period week(String key) {
        return Period.parse(PeriodType.WEEK, key);
    }

    @Test
    void asksForTheNewestWeekFirstAndWalksBackToOneThatIsPublished() {
        vendor.publish("2026-12", Vendor.rows(3)).publish("2026-11", Vendor.rows(3));

        Snapshot snapshot = desk.fetch(Asked.weekly().lookback(3).feed());

        assertThat(snapshot.period()).isEqualTo(week("2026-W12"));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-13/1", "2026-12/1");
    }

    @Test
    void doesNotWalkBackFurtherThanTheFeedAllows() {
        vendor.publish("2026-12", Vendor.rows(3));

        Outcome outcome = desk.poll(Asked.weekly().lookback(1).feed());

        assertThat(outcome).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-13/1");
    }

    @Test
    void asksOneRequestAPollWhileTheNewestIsPendingAndTheOneBeforeIsThere() {
        vendor.publish("2026-13", Vendor.rows(12));
        Feed feed = Asked.weekly().lookback(3).feed();
        Snapshot older = desk.fetch(feed);
        vendor.forgetAsked();

        for (int hour = 0; hour < 3; hour++) {
            clock.advance(Duration.ofHours(1));
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(older));
            assertThat(vendor.forgetAsked()).containsExactly("2026-14/1");
        }
        vendor.publish("2026-14", Vendor.rows(3));
        assertThat(desk.fetch(feed).period()).isEqualTo(week("2026-W14"));
        assertThat(vendor.forgetAsked()).containsExactly("2026-14/1");
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
        assertThat(vendor.forgetAsked()).isEmpty();
        assertThat(desk.count("snapshot")).isEqualTo(2);
    }

    @Test
    void countsWhatAskingForAPendingPeriodCostTowardsItsRanking() {
        Feed feed = Asked.weekly().feed();
        desk.poll(feed);
        desk.poll(feed);
        vendor.publish("2026-14", Vendor.rows(3));

        Snapshot snapshot = desk.fetch(feed);

        assertThat(List.of(snapshot.extent().requests(), snapshot.extent().credits()))
                .containsExactly(3, 6);
        assertThat(desk.spent()).isEqualTo(6);
    }

    @Test
    void neverTakesAnEmptyListForARanking() {
        Feed feed = Asked.weekly().feed();

        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));

        vendor.answersNext(Vendor.code(20001));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
        assertThat(desk.count("page")).isZero();
        assertThat(desk.snapshots().newestSealed(feed.series())).isEmpty();
    }

    @Test
    void neverTakesAListWithoutASingleKeyForARanking() {
        vendor.publish("2026-14", "{\"ident\":\"k1\",\"sold\":3}", "{\"ident\":\"k2\",\"sold\":2}");

        Outcome outcome = desk.poll(Asked.weekly().feed());

        assertThat(outcome)
                .isEqualTo(new Outcome.Suspended(
                        week("2026-W14"),
                        "none of the 2 rows of page 1 has a key",
                        clock.instant().plus(Duration.ofDays(1))));
        assertThat(vendor.asked()).containsExactly("2026-14/1");
        assertThat(desk.count("page")).isZero();
    }

    @Test
    void tellsOnceThatTheVendorIsLate() {
        // Week 14 ended on 6 April at 00:00.
        Feed feed = Asked.weekly().deadline(Duration.ofHours(60)).feed();

        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
        clock.set("2026-04-08T12:00:01Z");
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), true));
        clock.advance(Duration.ofHours(1));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
    }

    @Test
    void tellsThatTheNewestIsLateAlsoWhereAnOlderOneIsThere() {
        vendor.publish("2026-13", Vendor.rows(3));
        Feed feed = Asked.weekly().lookback(2).deadline(Duration.ofHours(60)).feed();
        Snapshot older = desk.fetch(feed);

        clock.set("2026-04-08T12:00:01Z");
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), true));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(older));
    }

    @Test
    void tellsThatTheNewestIsLateAfterAnOlderOneWasFetched() {
        vendor.publish("2026-13", Vendor.rows(3));
        Feed feed = Asked.weekly().lookback(2).deadline(Duration.ofHours(1)).feed();

        Snapshot older = desk.fetch(feed);

        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), true));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(older));
    }

    @Test
    void doesNotCallTheNewestLateForTheSakeOfAnOlderOne() {
        Feed feed = Asked.weekly().lookback(2).deadline(Duration.ofDays(5)).feed();

        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
    }

    @Test
    void storesAnotherPeriodUnderTheNameThatTheVendorGivesIt() {
        vendor.publish("2026-13", Vendor.rows(7)).answersWith("2026-14", "2026-13");
        Feed feed = Asked.weekly().feed();

        Snapshot snapshot = desk.fetch(feed);

        assertThat(snapshot.period()).isEqualTo(week("2026-W13"));
        assertThat(snapshot.state().flags()).isEqualTo(Set.of(Flag.RELABELLED));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-13/2");
    }

    @Test
    void takesAnotherPeriodThatIsThereAlreadyForNothingPublished() {
        vendor.publish("2026-13", Vendor.rows(3)).answersWith("2026-14", "2026-13");
        Feed feed = Asked.weekly().feed();
        Snapshot relabelled = desk.fetch(feed);
        vendor.forgetAsked();

        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Pending(week("2026-W14"), false));

        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/1");
        assertThat(desk.snapshots().newestSealed(feed.series())).contains(relabelled);
        assertThat(desk.count("page")).isEqualTo(1);
    }

    @Test
    void comparesARelabelledRankingWithTheOneBeforeIt() {
        vendor.publish("2026-12", Vendor.rows(2))
                .publish("2026-13", Vendor.rows(List.of("k2", "k1")))
                .answersWith("2026-14", "2026-13");
        desk.fetch(Asked.weekly().on("2026-W12").feed());

        Snapshot snapshot = desk.fetch(Asked.weekly().feed());

        assertThat(snapshot.baseline().map(Snapshot.Baseline::period)).contains(week("2026-W12"));
        assertThat(snapshot.tally()).isEqualTo(new Snapshot.Tally(0, 0, 1, 1, 0, 0));
    }

    @Test
    void doesNotMixThePagesOfTwoPeriods() {
        vendor.publish("2026-14", Vendor.rows(7)).publish("2026-15", Vendor.rows(7));
        vendor.after(1, () -> vendor.answersWith("2026-14", "2026-15"));
        Feed feed = Asked.weekly().feed();

        Outcome outcome = desk.poll(feed);

        assertThat(outcome)
                .isEqualTo(new Outcome.Suspended(
                        week("2026-W14"),
                        "page 2 is of 2026-W15, the ones before it are of 2026-W14",
                        clock.instant()));
        vendor.answersWith("2026-14", "2026-14");
        assertThat(desk.seen(desk.fetch(feed)).keys()).containsExactly("k1", "k2", "k3", "k4", "k5", "k6", "k7");
    }

    @Test
    void asksForTheOnePeriodThatAFeedNames() {
        vendor.publish("2026-05", Vendor.rows(3)).publish("2026-14", Vendor.rows(3));

        assertThat(desk.fetch(Asked.weekly().on("2026-W05").lookback(3).feed()).period())
                .isEqualTo(week("2026-W05"));
        assertThat(vendor.asked()).containsExactly("2026-05/1");
    }

    @Test
    void letsTheSeriesGoWhenThePeriodThatAFeedNamesIsNone() {
        org.assertj.core.api.Assertions.assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> desk.begin(Asked.weekly().on("2026-W77").feed()));

        assertThat(desk.poll(Asked.weekly().feed())).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
    }

    @Test
    void takesTheDayOfTheFetchInTheFeedsZoneWhereTheVendorNamesNone() {
        desk.withoutPeriods();
        clock.set("2026-04-08T20:00:00Z");
        vendor.publish("2026-04-09", Vendor.rows(3));
        Feed feed = Asked.weekly().ofTheDay().in(ZoneId.of("Asia/Tokyo")).feed();

        Snapshot snapshot = desk.fetch(feed);

        assertThat(snapshot.period()).isEqualTo(Period.parse(PeriodType.DAY, "2026-04-09"));
        assertThat(snapshot.state().flags()).isEqualTo(Set.of(Flag.INFERRED));
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(snapshot));
        assertThat(vendor.asked()).containsExactly("2026-04-09/1");
    }

    @Test
    void doesNotGiveUpEarlierOnAnOlderPeriodBecauseTheNewestWasTroublesome() {
        vendor.publish("2026-13", Vendor.rows(3));
        vendor.answersNext(
                Vendor.status(500), Vendor.status(500), Vendor.code(20001), Vendor.status(500), Vendor.status(500));

        assertThat(desk.fetch(Asked.weekly().lookback(1).feed()).period()).isEqualTo(week("2026-W13"));
    }
}
