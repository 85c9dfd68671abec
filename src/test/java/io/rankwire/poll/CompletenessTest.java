package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {
    private static final int NOTHING_BELOW = Integer.MAX_VALUE;

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

    private Seen fetch(Asked asked) {
        return desk.seen(desk.fetch(asked.feed()));
    }

    private record Judgement(Status status, Set<Flag> flags, Seen.Depth depth) {
        static Judgement of(Seen seen) {
            return new Judgement(seen.status(), seen.flags(), seen.depth());
        }
    }

    @ParameterizedTest
    @CsvSource({"TOTAL, 3", "TOTAL_AS_TEXT, 3", "HAS_MORE, 3", "NOTHING, 4"})
    void fetchesAllThereIs(Vendor.Saying saying, int requests) {
        vendor.says(saying).publish("2026-14", Vendor.rows(12));

        Seen seen = fetch(Asked.weekly());

        Long total = saying.name().startsWith("TOTAL") ? 12L : null;
        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(Status.COMPLETE, Set.of(), new Seen.Depth(12, 12, NOTHING_BELOW, total)));
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.requests()).isEqualTo(requests);
    }

    @Test
    void asksForAnEmptyPageMoreWhereNothingElseTellsTheEnd() {
        vendor.says(Vendor.Saying.NOTHING).publish("2026-14", Vendor.rows(10));

        assertThat(Judgement.of(fetch(Asked.weekly())))
                .isEqualTo(new Judgement(Status.COMPLETE, Set.of(), new Seen.Depth(10, 10, NOTHING_BELOW, null)));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/3");
    }

    @ParameterizedTest
    @CsvSource({"TOTAL", "HAS_MORE", "NOTHING"})
    void saysHowDeepItGoesWhereTheVendorAnswersNoDeeper(Vendor.Saying saying) {
        desk.cappedAt(12);
        vendor.says(saying).publish("2026-14", Vendor.rows(30));

        Seen seen = fetch(Asked.weekly());

        // 3 × 5 is beyond the cap.
        Long total = saying == Vendor.Saying.TOTAL ? 30L : null;
        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(Status.COMPLETE, Set.of(Flag.CAPPED), new Seen.Depth(10, 10, 10, total)));
        assertThat(vendor.requests()).isEqualTo(2);
    }

    @Test
    void aCapDoesNotHideThatAPageCameShort() {
        desk.cappedAt(10);
        List<String> rows = Vendor.rows(8);
        vendor.publish("2026-14", rows).overstates(20);

        Judgement judgement = Judgement.of(fetch(Asked.weekly()));

        assertThat(judgement)
                .isEqualTo(
                        new Judgement(Status.PARTIAL, Set.of(Flag.CAPPED, Flag.SHORT), new Seen.Depth(8, 8, 8, 28L)));
    }

    @ParameterizedTest
    @CsvSource({
        // In a page, at the end of one, at the very end, below it.
        "7,  TOTAL,   7, 2, true",
        "10, TOTAL,   10, 2, true",
        "12, TOTAL,   12, 3, false",
        "20, TOTAL,   12, 3, false",
        "7,  NOTHING, 7, 2, true",
        "10, NOTHING, 10, 2, true",
        // That nothing follows is not known, and not asked for.
        "12, NOTHING, 12, 3, true",
        "20, NOTHING, 12, 4, false"
    })
    void saysThatTheFeedItselfWantedNoMore(int maxRows, Vendor.Saying saying, int rows, int requests, boolean limited) {
        vendor.says(saying).publish("2026-14", Vendor.rows(12));

        Seen seen = fetch(Asked.weekly().limitedTo(maxRows));

        Long total = saying == Vendor.Saying.TOTAL ? 12L : null;
        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(
                        Status.COMPLETE,
                        limited ? Set.of(Flag.LIMITED) : Set.of(),
                        new Seen.Depth(rows, rows, limited ? rows : NOTHING_BELOW, total)));
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12).subList(0, rows));
        assertThat(vendor.requests()).isEqualTo(requests);
    }

    @Test
    void aRankingThatEndsBeforeItsTotalIsPartialAndSaysNothingOfWhoIsGone() {
        vendor.publish("2026-13", Vendor.rows(9)).publish("2026-14", Vendor.rows(List.of("k9", "k8", "k1")));
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        vendor.overstates(4);

        Seen seen = fetch(Asked.weekly());

        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(Status.PARTIAL, Set.of(Flag.SHORT), new Seen.Depth(3, 3, 3, 7L)));
        assertThat(seen.tally()).isEqualTo(new Snapshot.Tally(0, 0, 2, 1, 0, 0));
        assertThat(seen.dropped()).isEmpty();
    }

    @Test
    void aPageThatComesTwiceEndsItAndIsNotStoredTwice() {
        List<String> page = Vendor.rows(5);
        List<String> twice = new ArrayList<>(page);
        twice.addAll(page);
        twice.addAll(page);
        vendor.says(Vendor.Saying.NOTHING).publish("2026-14", twice);

        Seen seen = fetch(Asked.weekly());

        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(
                        Status.COMPLETE, Set.of(Flag.REPEATED_PAGE), new Seen.Depth(5, 5, NOTHING_BELOW, null)));
        assertThat(seen.raw()).isEqualTo(page);
        assertThat(vendor.requests()).isEqualTo(2);
    }

    @Test
    void aPageThatComesTwiceInsteadOfTheRestLeavesARankingShortOfItsTotal() {
        List<String> twice = new ArrayList<>(Vendor.rows(5));
        twice.addAll(Vendor.rows(5));
        vendor.publish("2026-14", twice).overstates(5);

        assertThat(Judgement.of(fetch(Asked.weekly())))
                .isEqualTo(new Judgement(
                        Status.PARTIAL, Set.of(Flag.REPEATED_PAGE, Flag.SHORT), new Seen.Depth(5, 5, 5, 15L)));
    }

    @Test
    void aVendorThatBeginsAgainFromTheTopIsNotAskedForEver() {
        // Behind its last page this one starts over, and says no total.
        List<String> round = IntStream.range(0, 400)
                .mapToObj(i -> Vendor.rows(10).get(i % 10))
                .toList();
        vendor.says(Vendor.Saying.NOTHING).publish("2026-14", round);

        Seen seen = fetch(Asked.weekly());

        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(
                        Status.COMPLETE,
                        Set.of(Flag.DRIFT, Flag.REPEATED_PAGE),
                        new Seen.Depth(10, 10, NOTHING_BELOW, null)));
        assertThat(vendor.requests()).isEqualTo(3);
    }

    @Test
    void aRowThatComesOnTwoPagesKeepsItsFirstPlaceAndTheOthersCloseUp() {
        vendor.publish("2026-14", Vendor.rows(List.of("a", "b", "c", "d", "e", "e", "d", "f", "g", "a", "h")));

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.keys()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(seen.rows().stream().map(Row::position)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(Judgement.of(seen))
                .isEqualTo(
                        new Judgement(Status.COMPLETE, Set.of(Flag.DRIFT), new Seen.Depth(8, 8, NOTHING_BELOW, 11L)));
        assertThat(seen.raw().get(0)).isEqualTo(Vendor.row("a", 100_000));
    }

    @Test
    void aRowThatRowStepsLeftOutIsKnownAgainOnALaterPage() {
        desk.rowSteps(rows -> rows.stream()
                .map(row -> row.item().values().get(0).equals("b") ? row.dropped() : row)
                .toList());
        vendor.publish("2026-14", Vendor.rows(List.of("a", "b", "c", "d", "e", "b", "f")));

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.keys()).containsExactly("a", "c", "d", "e", "f");
        assertThat(seen.rows().stream().map(Row::position)).containsExactly(1, 3, 4, 5, 6);
        assertThat(Judgement.of(seen))
                .isEqualTo(new Judgement(Status.COMPLETE, Set.of(Flag.DRIFT), new Seen.Depth(5, 6, NOTHING_BELOW, 7L)));
        assertThat(seen.raw()).hasSize(5);
    }

    @Test
    void aChangedPageSizeIsForTheNextRunAlone() {
        vendor.publish("2026-14", Vendor.rows(12)).answersNext();
        Feed small = Asked.weekly().inPagesOf(3).feed();
        desk.survives(small, step -> {
            if (vendor.requests() == 3) {
                throw new Desk.Crash();
            }
        });
        clock.advance(java.time.Duration.ofMinutes(11));

        Seen seen = fetch(Asked.weekly().inPagesOf(7));

        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/3", "2026-14/3", "2026-14/4");
    }
}
