package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.ranking.Snapshot;
import io.rankwire.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldPageTest {
    private static final Period WEEK = Period.parse(PeriodType.WEEK, "2026-W14");

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor()
            .publish("2026-13", Vendor.rows(4))
            // With ties and rows that come twice, so that there is much to get wrong.
            .publish("2026-14", rows());

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private static List<String> rows() {
        return List.of("a", "k2", "c", "d", "k1", "c", "f", "g", "h", "a", "k", "l").stream()
                .map(key -> Vendor.row(key, key.length()))
                .toList();
    }

    private Snapshot undisturbed() {
        desk.fetch(Asked.weekly().with("try", "calm").on("2026-W13").feed());
        return desk.fetch(Asked.weekly().with("try", "calm").feed());
    }

    /** Row steps that fail on a page that has the row. */
    private static UnaryOperator<List<NumberedRow>> failingOn(String key) {
        return rows -> {
            if (rows.stream().anyMatch(row -> row.item().values().get(0).equals(key))) {
                throw new IllegalArgumentException("the row steps do not like " + key);
            }
            return rows;
        };
    }

    private void assertHeldAndReadAgain(String badKey, String... askedLater) {
        Seen calm = desk.seen(undisturbed());
        int requests =
                desk.fetch(Asked.weekly().with("try", "calm").feed()).extent().requests();
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        Feed feed = Asked.weekly().feed();
        desk.rowSteps(failingOn(badKey));

        Outcome.Suspended broken = new Outcome.Suspended(WEEK, "the row steps do not like " + badKey, clock.instant());
        assertThat(desk.poll(feed)).isEqualTo(broken);
        vendor.forgetAsked();
        long spent = desk.spent();
        assertThat(desk.poll(feed)).isEqualTo(broken);
        desk.reopen();
        assertThat(desk.poll(feed)).isEqualTo(broken);
        assertThat(vendor.asked()).isEmpty();
        assertThat(desk.spent()).isEqualTo(spent);

        desk.rowSteps(UnaryOperator.identity());
        Snapshot snapshot = desk.fetch(feed);
        assertThat(vendor.asked()).containsExactly(askedLater);
        assertThat(desk.seen(snapshot)).isEqualTo(calm);
        assertThat(snapshot.extent().requests()).isEqualTo(requests);
        assertThat(desk.count("held_page")).isZero();
    }

    @Test
    void aFirstPageThatWasPaidForIsReadAgainWithoutARequest() {
        assertHeldAndReadAgain("d", "2026-14/2", "2026-14/3");
    }

    @Test
    void aMiddlePageThatWasPaidForIsReadAgainWithoutARequest() {
        assertHeldAndReadAgain("g", "2026-14/3");
    }

    @Test
    void aLastPageThatWasPaidForIsReadAgainWithoutARequest() {
        assertHeldAndReadAgain("l");
    }

    @Test
    void aRelabelledFirstPageThatIsHeldIsRelabelledAgain() {
        vendor.answersWith("2026-14", "2026-13");
        desk.rowSteps(failingOn("k1"));
        desk.poll(Asked.weekly().feed());
        desk.rowSteps(UnaryOperator.identity());

        Snapshot snapshot = desk.fetch(Asked.weekly().feed());

        assertThat(snapshot.period()).isEqualTo(Period.parse(PeriodType.WEEK, "2026-W13"));
        assertThat(vendor.requests()).isEqualTo(1);
    }

    @Test
    void aHeldPageThatIsOfNoUseAnyMoreIsAskedForAnew() {
        vendor.answersWith("2026-14", "2026-13");
        desk.rowSteps(failingOn("k1"));
        desk.poll(Asked.weekly().feed());
        desk.rowSteps(UnaryOperator.identity());
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        vendor.answersWith("2026-14", "2026-14").forgetAsked();

        assertThat(desk.poll(Asked.weekly().feed())).isEqualTo(new Outcome.Pending(WEEK, false));
        assertThat(vendor.asked()).isEmpty();

        assertThat(desk.fetch(Asked.weekly().feed()).period()).isEqualTo(WEEK);
    }

    private static String migration(String name) throws IOException {
        try (InputStream file = Store.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("${blob}", "bytea");
        }
    }

    @Test
    void aPageThatAnOlderVersionHeldIsTheNextOne() throws IOException {
        Feed feed = Asked.weekly().feed();
        desk.rowSteps(failingOn("k1")).poll(feed);
        vendor.forgetAsked();
        String migration = migration("V25__held_pages.sql");
        desk.store().jdbi().useHandle(handle -> {
            handle.execute("create table older (snapshot_id bigint primary key, body bytea not null)");
            handle.execute("insert into older select snapshot_id, body from held_page");
            handle.execute("drop table held_page");
            handle.execute("alter table older rename to held_page");
            handle.createScript(migration).execute();
        });

        Snapshot snapshot = desk.rowSteps(UnaryOperator.identity()).fetch(feed);

        assertThat(snapshot.extent().requests()).isEqualTo(3);
        assertThat(vendor.asked()).doesNotContain("2026-14/1").hasSize(2);
    }

    @Test
    void aPageThatTheStoreCouldNotTakeIsHeld() {
        Feed feed = Asked.weekly().feed();
        Seen calm = desk.seen(undisturbed());
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        vendor.forgetAsked();
        try (Poll poll = desk.begin(feed)) {
            AskedPage page = Desk.ask(poll);
            page.answered(vendor.answer(page.request()));
            List<NumberedRow> rows = poll.accept().orElseThrow();
            forbidPages();

            assertThatThrownBy(() -> poll.append(rows)).hasMessageContaining("insert into page");
            poll.broke("the store is full");
            allowPages();
        }

        Snapshot snapshot = desk.fetch(feed);
        assertThat(desk.seen(snapshot)).isEqualTo(calm);
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/3");
        assertThat(snapshot.extent().requests()).isEqualTo(3);
    }

    private void forbidPages() {
        desk.store().jdbi().useHandle(handle -> handle.execute("alter table page rename to elsewhere"));
    }

    private void allowPages() {
        desk.store().jdbi().useHandle(handle -> handle.execute("alter table elsewhere rename to page"));
    }

    @Test
    void aPollThatBrokeBeforeItHadAPageHoldsNone() {
        try (Poll poll = desk.begin(Asked.weekly().feed())) {
            poll.takeTurn();
            poll.broke("no key");
            assertThat(poll.outcome()).contains(new Outcome.Suspended(WEEK, "no key", clock.instant()));
        }
        assertThat(desk.count("held_page")).isZero();
        assertThat(desk.seen(desk.fetch(Asked.weekly().feed())).keys()).hasSize(10);
    }
}
