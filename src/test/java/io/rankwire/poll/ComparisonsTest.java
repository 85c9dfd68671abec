package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import io.rankwire.store.Store;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonsTest {
    private static final Movement NEW = new Movement(Movement.Label.NEW, null, null);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private Snapshot fetch(String week, String... keys) {
        vendor.publish(week, Vendor.rows(List.of(keys)));
        return desk.fetch(Asked.weekly().on(week).feed());
    }

    private Snapshot now(Snapshot snapshot) {
        return desk.snapshots().find(snapshot.id()).orElseThrow();
    }

    private List<Movement> movements(Snapshot snapshot) {
        return desk.seen(now(snapshot)).rows().stream().map(Row::movement).toList();
    }

    private Optional<Period> comparedWith(Snapshot snapshot) {
        return now(snapshot).baseline().map(Snapshot.Baseline::period);
    }

    private static Period week(String key) {
        return Period.parse(PeriodType.WEEK, key);
    }

    private static Movement backFrom(String week, int rank) {
        return new Movement(Movement.Label.RE_ENTRY, rank, week);
    }

    @Test
    void theFirstRankingIsNoFirstReportAnyMoreOnceTheWeekBeforeItIsThere() {
        Snapshot newest = fetch("2026-14", "a", "b", "c");
        assertThat(comparedWith(newest)).isEmpty();

        Snapshot backfilled = fetch("2026-13", "b", "a", "d");

        assertThat(now(newest).baseline())
                .contains(new Snapshot.Baseline(backfilled.id(), week("2026-W13"), 1, Integer.MAX_VALUE));
        assertThat(movements(newest))
                .containsExactly(
                        new Movement(Movement.Label.UP, 2, null), new Movement(Movement.Label.DOWN, 1, null), NEW);
        assertThat(now(newest).tally()).isEqualTo(new Snapshot.Tally(1, 0, 1, 1, 1, 0));
        assertThat(desk.seen(now(newest)).dropped()).containsExactly("d");
        assertThat(movements(backfilled)).containsOnly(Movement.NONE);
    }

    @Test
    void aWeekBetweenTwoTakesThePlaceOfTheOlderOne() {
        fetch("2026-12", "a", "b");
        Snapshot newest = fetch("2026-14", "b", "a", "c");
        assertThat(comparedWith(newest)).contains(week("2026-W12"));

        fetch("2026-13", "b", "c");

        assertThat(comparedWith(newest)).contains(week("2026-W13"));
        assertThat(movements(newest))
                .containsExactly(
                        new Movement(Movement.Label.SAME, 1, null),
                        backFrom("2026-W12", 1),
                        new Movement(Movement.Label.DOWN, 2, null));
    }

    @Test
    void whoSeemedNewCameBackWhenAnEvenEarlierWeekKnowsThem() {
        fetch("2026-13", "a");
        Snapshot newest = fetch("2026-14", "a", "b", "c");
        assertThat(movements(newest)).containsExactly(new Movement(Movement.Label.SAME, 1, null), NEW, NEW);

        fetch("2026-11", "a", "c");

        assertThat(comparedWith(newest)).contains(week("2026-W13"));
        assertThat(movements(newest))
                .containsExactly(new Movement(Movement.Label.SAME, 1, null), NEW, backFrom("2026-W11", 2));
        assertThat(now(newest).tally()).isEqualTo(new Snapshot.Tally(1, 1, 0, 0, 0, 0));
    }

    @Test
    void aPeriodThatTheVendorCallsByAnEarlierOnesNameCountsAsThatOne() {
        Snapshot newest = fetch("2026-14", "a", "b");
        vendor.publish("2026-12", Vendor.rows(List.of("b", "a"))).answersWith("2026-13", "2026-12");

        Snapshot relabelled = desk.fetch(Asked.weekly().on("2026-13").feed());

        assertThat(relabelled.period()).isEqualTo(week("2026-W12"));
        assertThat(comparedWith(newest)).contains(week("2026-W12"));
        assertThat(now(newest).baselineIsOlder()).isTrue();
    }

    @Test
    void aCorrectionOfTheWeekBeforeChangesWhoMoved() {
        fetch("2026-13", "a", "b");
        clock.advance(Duration.ofHours(1));
        Snapshot newest = fetch("2026-14", "a", "b");
        clock.advance(Duration.ofHours(23));
        vendor.publish("2026-13", Vendor.rows(List.of("b", "a", "c")));

        Snapshot correction =
                desk.fetch(Asked.weekly().recheck(Duration.ofDays(20)).feed());

        assertThat(List.of(correction.period(), correction.revision())).containsExactly(week("2026-W13"), 2);
        assertThat(now(newest).baseline())
                .contains(new Snapshot.Baseline(correction.id(), week("2026-W13"), 2, Integer.MAX_VALUE));
        assertThat(movements(newest))
                .containsExactly(new Movement(Movement.Label.UP, 2, null), new Movement(Movement.Label.DOWN, 1, null));
        assertThat(desk.seen(now(newest)).dropped()).containsExactly("c");
    }

    @Test
    void aRankingThatBrokeOffIsComparedThroughoutWithWhatCameMeanwhile() {
        vendor.publish("2026-14", Vendor.rows(7));
        boolean done = desk.survives(Asked.weekly().on("2026-14").feed(), step -> {
            if (step == Desk.Step.PAGE_APPENDED) {
                throw new Desk.Crash();
            }
        });
        assertThat(done).isFalse();
        desk.reopen();
        clock.advance(Duration.ofMinutes(11));
        vendor.publish("2026-13", Vendor.rows(7));
        desk.fetch(Asked.weekly().on("2026-13").feed());

        Snapshot taken = desk.fetch(Asked.weekly().on("2026-14").feed());

        assertThat(comparedWith(taken)).contains(week("2026-W13"));
        assertThat(movements(taken)).hasSize(7).doesNotContain(Movement.NONE);
    }

    @Test
    void whatACrashLeftUncomparedIsComparedByTheNextPoll() {
        Snapshot newest = fetch("2026-14", "a", "b");
        fetch("2026-13", "b", "a");
        // As if the process had died between the two transactions.
        desk.store()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update snapshot set baseline_id = null, compare_anew = 1 where id = ?", newest.id()));

        desk.poll(Asked.weekly().on("2026-14").feed());

        assertThat(comparedWith(newest)).contains(week("2026-W13"));
    }

    private static String migration(String name) throws IOException {
        try (InputStream file = Store.class.getResourceAsStream("/io/rankwire/store/" + name)) {
            return Utf8.text(file.readAllBytes());
        }
    }

    @Test
    void whatWasBackfilledBeforeTheStoreKnewOfItIsComparedByTheNextPoll() throws IOException {
        Snapshot newest = fetch("2026-14", "a", "b");
        fetch("2026-13", "b", "a");
        String migration = migration("V19__comparisons.sql");
        desk.store().jdbi().useHandle(handle -> {
            handle.execute("update snapshot set baseline_id = null, compare_anew = 0");
            handle.createScript(migration.substring(migration.indexOf("update snapshot")))
                    .execute();
        });

        desk.poll(Asked.weekly().on("2026-14").feed());

        assertThat(comparedWith(newest)).contains(week("2026-W13"));
    }

    @Test
    void aBrokenPageOfThePastDoesNotKeepTheSeriesFromBeingPolled() {
        Snapshot newest = fetch("2026-14", "a", "b");
        desk.store().jdbi().useHandle(handle -> handle.createUpdate(
                        "update page set rows = :rows where snapshot_id = :id")
                .bind("rows", new byte[] {1, 2, 3})
                .bind("id", newest.id())
                .execute());

        Snapshot backfilled = fetch("2026-13", "b", "a");

        assertThat(backfilled.state().status()).isEqualTo(Status.COMPLETE);
        assertThat(desk.poll(Asked.weekly().on("2026-13").feed())).isEqualTo(new Outcome.Known(backfilled));
    }
}
