package io.rankwire.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.poll.Asked;
import io.rankwire.poll.Desk;
import io.rankwire.poll.Poll;
import io.rankwire.poll.TestClock;
import io.rankwire.poll.Vendor;
import io.rankwire.poll.asking.AskedPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(12));
    private final Feed feed = Asked.weekly().feed();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private static List<String> keys(List<Row> rows) {
        return rows.stream().map(Row::key).toList();
    }

    @Test
    void theTopMayEndInAnyPage() {
        Snapshot snapshot = desk.fetch(feed);

        assertThat(keys(desk.snapshots().top(snapshot, 0))).isEmpty();
        assertThat(keys(desk.snapshots().top(snapshot, 3))).containsExactly("k1", "k2", "k3");
        assertThat(keys(desk.snapshots().top(snapshot, 5))).hasSize(5).endsWith("k5");
        assertThat(keys(desk.snapshots().top(snapshot, 6))).hasSize(6).endsWith("k6");
        assertThat(keys(desk.snapshots().top(snapshot, 100))).hasSize(12).endsWith("k12");
    }

    @Test
    void theTopGoesPastPagesThatRowStepsEmptied() {
        desk.rowSteps(rows -> rows.stream()
                .map(row -> row.position() <= 6 ? row.dropped() : row)
                .toList());
        Snapshot snapshot = desk.fetch(feed);

        assertThat(keys(desk.snapshots().top(snapshot, 2))).containsExactly("k7", "k8");
        assertThat(snapshot.extent().rows()).isEqualTo(6);
    }

    @Test
    void theNewestAreThoseOfTheSeriesThatWereAskedFor() {
        Feed other = Asked.weekly().with("orderBy", "cheapest").feed();
        vendor.publish("2026-13", Vendor.rows(3));
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        Snapshot newest = desk.fetch(feed);
        Snapshot newestOfOther = desk.fetch(other);
        Latest latest = new Latest(desk.store());

        assertThat(latest.sealed()).containsExactlyInAnyOrder(newest, newestOfOther);
        assertThat(latest.sealed(List.of(feed.series()))).containsExactly(newest);
        assertThat(latest.all(List.of(other.series()))).containsExactly(newestOfOther);
        assertThat(latest.all(List.of(feed.series(), other.series()))).isEqualTo(latest.all());
        assertThat(latest.all(List.of())).isEmpty();
    }

    @Test
    void everyRowComesInOrderWithTheBytesItCameAs() {
        Snapshot snapshot = desk.fetch(feed);
        List<Row> rows = new ArrayList<>();
        List<String> items = new ArrayList<>();

        desk.snapshots().forEachRow(snapshot, rows::add);
        desk.snapshots()
                .forEachItem(
                        snapshot, (row, raw) -> items.add(row.position() + new String(raw, StandardCharsets.UTF_8)));

        assertThat(rows.stream().map(Row::position)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(rows.get(11).values())
                .containsExactly("k12", "Product k12", null, null, "US", null, "99988", null, null, null, null);
        assertThat(items.get(11)).isEqualTo("12" + Vendor.rows(12).get(11));
    }

    @Test
    void theVendorsNamesForItsRequestsAndItsOddRowsAreKeptOverAllPages() {
        List<String> rows = new ArrayList<>(Vendor.rows(4));
        rows.add("{\"sold\":1}");
        rows.addAll(Vendor.rows(9).subList(4, 8));
        rows.add("{\"sold\":1}");
        rows.add(Vendor.rows(9).get(8));
        vendor.publish("2026-14", rows);
        Snapshot snapshot = desk.fetch(feed);

        assertThat(desk.snapshots().requestIds(snapshot)).containsExactly("2026-14-1", "2026-14-2", "2026-14-3");
        // Said on two pages, told once.
        assertThat(desk.snapshots().warnings(snapshot))
                .containsExactly("1 row of 5 has no row.key at id and is left out; the first has sold");
    }

    @Test
    void aSnapshotSaysWhenItsNewestPageCameNotWhenItWasSealed() {
        try (Poll poll = desk.begin(feed)) {
            while (poll.wantsPage()) {
                AskedPage page = Desk.ask(poll);
                page.answered(vendor.answer(page.request()));
                poll.accept().ifPresent(poll::append);
            }
        }
        Instant came = clock.instant();
        clock.advance(Duration.ofHours(5));

        Snapshot snapshot = desk.fetch(feed);

        assertThat(snapshot.origin().fetchedAt()).isEqualTo(came);
        assertThat(vendor.requests()).isEqualTo(3);
    }

    @Test
    void findsWhatIsThereByIdByFeedAndByPeriod() {
        Snapshot first = desk.fetch(feed);
        Snapshot other = desk.fetch(
                Asked.weekly().named("other").with("orderBy", "cheapest").feed());
        Snapshots snapshots = desk.snapshots();
        Period next = Period.parse(PeriodType.WEEK, "2026-W15");

        assertThat(snapshots.find(first.id())).contains(first);
        assertThat(snapshots.find(99)).isEmpty();
        assertThat(snapshots.list(Optional.empty())).containsExactly(other, first);
        assertThat(snapshots.list(Optional.of("other"))).containsExactly(other);
        assertThat(snapshots.newestSealed(feed.series())).contains(first);
        assertThat(snapshots.isSealed(feed.series(), first.period())).isTrue();
        assertThat(snapshots.isSealed(feed.series(), next)).isFalse();
    }

    @Test
    void aRankingThatIsNotFinishedIsNotSealed() {
        vendor.after(1, () -> vendor.answersNext(Vendor.code(10001)));
        desk.poll(feed);

        Snapshot unfinished = desk.snapshots().list(Optional.empty()).get(0);

        assertThat(unfinished.state().status()).isEqualTo(Status.FAILED);
        assertThat(unfinished.state().reason()).isEqualTo("code 10001: so it is");
        assertThat(desk.snapshots().isSealed(feed.series(), unfinished.period()))
                .isFalse();
        assertThat(desk.snapshots().newestSealed(feed.series())).isEmpty();
    }

    @Test
    void onlyWhatWasFetchedCanBeSealed() {
        desk.fetch(feed);
        try (Poll poll = desk.begin(feed)) {
            assertThatIllegalStateException().isThrownBy(() -> poll.seal((handle, snapshot) -> {}));
        }
    }

    @Test
    void whatIsWrittenWithTheSealIsWrittenWithItOrNotAtAll() {
        try (Poll poll = desk.begin(feed)) {
            while (poll.wantsPage()) {
                AskedPage page = Desk.ask(poll);
                page.answered(vendor.answer(page.request()));
                poll.accept().ifPresent(poll::append);
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> poll.seal((handle, snapshot) -> {
                        throw new IllegalStateException("no ledger");
                    }));
        }
        assertThat(desk.snapshots().isSealed(feed.series(), Period.parse(PeriodType.WEEK, "2026-W14")))
                .isFalse();
        assertThat(desk.seen(desk.fetch(feed)).raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.requests()).isEqualTo(3);
    }
}
