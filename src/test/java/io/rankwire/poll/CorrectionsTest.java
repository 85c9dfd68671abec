package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
    @TempDir
    Path home;

    // Week 14 ended on 6 April at 00:00.
    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private static Feed rechecked(int days) {
        return Asked.weekly().recheck(Duration.ofDays(days)).feed();
    }

    private static Period week(String key) {
        return Period.parse(PeriodType.WEEK, key);
    }

    @Test
    void asksAgainOnceADayUntilTheWindowIsOver() {
        vendor.publish("2026-14", Vendor.rows(7));
        Snapshot first = desk.fetch(rechecked(7));
        assertThat(vendor.forgetAsked()).hasSize(2);

        clock.advance(Duration.ofHours(23));
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Known(first));
        clock.advance(Duration.ofHours(1));
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Unchanged(first));
        assertThat(vendor.forgetAsked()).containsExactly("2026-14/1", "2026-14/2");
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Known(first));

        clock.set("2026-04-12T23:59:59Z");
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Unchanged(first));
        vendor.forgetAsked();
        // A new week is over as well: the old one is out of its window.
        clock.set("2026-04-14T00:00:00Z");
        assertThat(desk.poll(
                        Asked.weekly().lookback(1).recheck(Duration.ofDays(7)).feed()))
                .isEqualTo(new Outcome.Known(first));
        assertThat(vendor.asked()).containsExactly("2026-15/1");
    }

    @Test
    void aFeedThatDoesNotWantItNeverAsksAgain() {
        vendor.publish("2026-14", Vendor.rows(7));
        Snapshot first = desk.fetch(Asked.weekly().feed());
        clock.advance(Duration.ofDays(2));

        assertThat(desk.poll(Asked.weekly().feed())).isEqualTo(new Outcome.Known(first));
        assertThat(vendor.requests()).isEqualTo(2);
    }

    @Test
    void aLookThatFoundNothingLeavesNothingBehindButItsCost() {
        vendor.publish("2026-14", Vendor.rows(7));
        Snapshot first = desk.fetch(rechecked(7));
        List<Integer> before = List.of(desk.count("snapshot"), desk.count("page"), desk.count("placement"));
        clock.advance(Duration.ofDays(1));

        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Unchanged(first));

        assertThat(List.of(desk.count("snapshot"), desk.count("page"), desk.count("placement")))
                .isEqualTo(before);
        assertThat(desk.snapshots().find(first.id())).contains(first);
        assertThat(desk.spent()).isEqualTo(8);
    }

    @Test
    void aCorrectionIsARevisionWithTheSameBaselineAndItsOwnTally() {
        vendor.publish("2026-13", Vendor.rows(List.of("a", "b", "c")))
                .publish("2026-14", Vendor.rows(List.of("a", "b", "c", "d")));
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.publish("2026-14", Vendor.rows(List.of("b", "a", "d")));

        Snapshot second = desk.fetch(rechecked(7));

        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.baseline().map(Snapshot.Baseline::period)).contains(week("2026-W13"));
        // b and a changed places (and figures), d moved up, c is gone.
        assertThat(second.tally()).isEqualTo(new Snapshot.Tally(1, 0, 1, 1, 1, 4));
        assertThat(desk.seen(second).dropped()).containsExactly("c");
        assertThat(desk.snapshots().newestSealed(rechecked(7).series())).contains(second);
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Known(second));
    }

    @Test
    void theNextPeriodIsComparedWithTheNewestRevision() {
        vendor.publish("2026-14", Vendor.rows(List.of("a", "b")));
        desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.publish("2026-14", Vendor.rows(List.of("b", "c", "a")));
        Snapshot second = desk.fetch(rechecked(7));
        clock.set("2026-04-14T08:00:00Z");
        vendor.publish("2026-15", Vendor.rows(List.of("a", "b", "c")));

        Snapshot next = desk.fetch(rechecked(7));

        assertThat(next.baseline()).contains(new Snapshot.Baseline(second.id(), second.period(), 2, Integer.MAX_VALUE));
        assertThat(desk.seen(next).rows().stream().map(Row::movement))
                .containsExactly(
                        new Movement(Movement.Label.UP, 3, null),
                        new Movement(Movement.Label.DOWN, 1, null),
                        new Movement(Movement.Label.DOWN, 2, null));
    }

    @Test
    void looksAtEveryPeriodInTheWindowOneAPollTheOldestFirst() {
        for (String week : List.of("2026-12", "2026-13", "2026-14")) {
            vendor.publish(week, Vendor.rows(3));
            desk.fetch(Asked.weekly().on(week).feed());
        }
        clock.advance(Duration.ofDays(1));
        vendor.forgetAsked();

        for (String week : List.of("2026-12", "2026-13", "2026-14")) {
            assertThat(desk.poll(rechecked(25))).isInstanceOf(Outcome.Unchanged.class);
            assertThat(vendor.forgetAsked()).containsExactly(week + "/1");
        }
        assertThat(desk.poll(rechecked(25))).isInstanceOf(Outcome.Known.class);
        assertThat(vendor.asked()).isEmpty();
    }

    @Test
    void aLookAtAnOlderPeriodThatBrokeOffIsTakenUpAgain() {
        vendor.publish("2026-13", Vendor.rows(12)).publish("2026-14", Vendor.rows(3));
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        clock.advance(Duration.ofHours(1));
        desk.fetch(rechecked(20));
        clock.advance(Duration.ofHours(23));
        vendor.forgetAsked();
        vendor.publish("2026-13", Vendor.rows(11));

        boolean done = desk.survives(rechecked(20), step -> {
            if (step == Desk.Step.PAGE_APPENDED && vendor.requests() == 2) {
                throw new Desk.Crash();
            }
        });
        assertThat(done).isFalse();
        desk.reopen();
        clock.advance(Duration.ofMinutes(11));
        Snapshot second = desk.fetch(rechecked(20));

        assertThat(vendor.asked()).containsExactly("2026-13/1", "2026-13/2", "2026-13/3");
        assertThat(List.of(second.period(), second.revision(), second.tally().changed()))
                .containsExactly(week("2026-W13"), 2, 1);
    }

    @Test
    void aLookThatWasPutDownWaitsForItsTimeAndKeepsNothingElseFromBeingPolled() {
        vendor.publish("2026-13", Vendor.rows(3)).publish("2026-14", Vendor.rows(3));
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        clock.advance(Duration.ofHours(1));
        Snapshot newest = desk.fetch(rechecked(20));
        clock.advance(Duration.ofHours(23));
        vendor.forgetAsked();
        vendor.answersNext(Vendor.code(10001));

        assertThat(desk.poll(rechecked(20))).isInstanceOf(Outcome.Suspended.class);
        assertThat(desk.poll(rechecked(20))).isEqualTo(new Outcome.Known(newest));
        assertThat(vendor.asked()).containsExactly("2026-13/1");

        clock.advance(Duration.ofDays(1));
        assertThat(desk.poll(rechecked(20))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(desk.poll(rechecked(20))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(vendor.asked()).containsExactly("2026-13/1", "2026-13/1", "2026-14/1");
    }

    @Test
    void aVendorThatTakesAPeriodBackDoesNotTakeWhatIsThere() {
        vendor.publish("2026-14", Vendor.rows(3));
        Snapshot first = desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.withdraw("2026-14").forgetAsked();

        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Unchanged(first));
        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Known(first));

        assertThat(vendor.asked()).containsExactly("2026-14/1");
        assertThat(desk.count("snapshot")).isEqualTo(1);
    }

    @Test
    void aLookAnsweredWithAnotherPeriodCorrectsNeither() {
        vendor.publish("2026-14", Vendor.rows(3)).publish("2026-12", Vendor.rows(4));
        Snapshot first = desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.answersWith("2026-14", "2026-12");

        assertThat(desk.poll(rechecked(7))).isEqualTo(new Outcome.Unchanged(first));
        assertThat(desk.snapshots().list(java.util.Optional.empty())).containsExactly(first);
    }

    @Test
    void aRankingThatCameShortIsCompletedByALaterLook() {
        vendor.publish("2026-14", Vendor.rows(6)).overstates(3);
        Snapshot first = desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.publish("2026-14", Vendor.rows(9)).overstates(0);

        Snapshot second = desk.fetch(rechecked(7));

        assertThat(List.of(
                        first.state().status(),
                        second.state().status(),
                        second.tally().changed()))
                .containsExactly(Status.PARTIAL, Status.COMPLETE, 3);
    }

    @Test
    void aRankingThatIsNotShortAfterAllBecomesComplete() {
        vendor.publish("2026-14", Vendor.rows(6)).overstates(3);
        desk.fetch(rechecked(7));
        clock.advance(Duration.ofDays(1));
        vendor.overstates(0);

        Snapshot second = desk.fetch(rechecked(7));

        assertThat(List.of(
                        second.revision(),
                        second.state().status(),
                        second.tally().changed()))
                .containsExactly(2, Status.COMPLETE, 0);
    }
}
