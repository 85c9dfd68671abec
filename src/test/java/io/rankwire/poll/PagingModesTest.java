package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Desk.Crash;
import io.rankwire.poll.Desk.Step;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages told apart in every way there is: what is asked for, how often, and what comes of it. */
class PagingModesTest {
    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofMinutes(11);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final PagedVendor vendor = new PagedVendor(Vendor.rows(12));

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private Seen fetch(PagedVendor.Way way) {
        return fetch(way, "");
    }

    private Seen fetch(PagedVendor.Way way, String morePaging) {
        desk.of(text -> vendor.describe(text, way, morePaging));
        return desk.seen(desk.fetch(Asked.weekly().feed()));
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE, true, 1 2 3", "PAGE, false, 1 2 3 4",
        "PAGE_FROM_0, true, 0 1 2", "PAGE_FROM_0, false, 0 1 2 3",
        "OFFSET, true, 0 5 10", "OFFSET, false, 0 5 10 12",
        "CURSOR, true, - c5 c10", "CURSOR, false, - c5 c10",
        "LINK, true, - 5 10", "LINK, false, - 5 10",
        "LINK_HEADER, true, - 5 10", "LINK_HEADER, false, - 5 10"
    })
    void asksForEachPageOnce(PagedVendor.Way way, boolean saysTotal, String asked) {
        vendor.saysTotal(saysTotal);

        Seen seen = fetch(way);

        assertThat(vendor.asked()).containsExactly(asked.split(" "));
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(seen.status()).isEqualTo(Status.COMPLETE);
        assertThat(seen.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE, 1 2 3 4",
        "OFFSET, 0 5 10 12",
        "CURSOR, - c5 c10 c15",
        "LINK, - 5 10 15",
        "LINK_HEADER, - 5 10 15"
    })
    void stopsWhereTheLastPageComesAgain(PagedVendor.Way way, String asked) {
        vendor.saysTotal(false).repeatsItsLastPage();

        Seen seen = fetch(way);

        assertThat(vendor.asked()).containsExactly(asked.split(" "));
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(seen.flags()).isEqualTo(Set.of(Flag.REPEATED_PAGE));
    }

    @ParameterizedTest
    @EnumSource(names = {"CURSOR", "LINK", "LINK_HEADER"})
    void takesAPageThatNamesItselfForTheLast(PagedVendor.Way way) {
        vendor.namesItsLastPageAgain();

        Seen seen = fetch(way);

        assertThat(vendor.asked()).hasSize(3);
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(seen.status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void asksOnceWhereThereIsOnePage() {
        vendor.saysTotal(false);

        assertThat(fetch(PagedVendor.Way.NONE).raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.asked()).containsExactly("-");
    }

    @Test
    void passesOverAnEmptyPageThatNamesAnother() {
        vendor.saysTotal(false).hasAnEmptyPageAfter(5);

        assertThat(fetch(PagedVendor.Way.CURSOR).raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.asked()).containsExactly("-", "c5", "c5b", "c10");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void goesOnAtTheNextPageAfterACrash(PagedVendor.Way way) {
        desk.of(text -> vendor.describe(text, way, ""));
        AtomicInteger pages = new AtomicInteger();
        boolean survived = desk.survives(Asked.weekly().feed(), step -> {
            if (step == Step.PAGE_APPENDED && pages.incrementAndGet() == 2) {
                throw new Crash();
            }
        });
        desk.reopen();
        clock.advance(LONGER_THAN_A_CLAIM);

        Seen seen = fetch(way);

        assertThat(survived).isFalse();
        assertThat(vendor.asked()).hasSize(3).doesNotHaveDuplicates();
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
    }

    /** The answer is kept, the headers with it that say how it goes on. */
    @ParameterizedTest
    @EnumSource(names = {"CURSOR", "LINK", "LINK_HEADER"})
    void goesOnBehindAPageThatWasHeld(PagedVendor.Way way) {
        desk.of(text -> vendor.describe(text, way, ""));
        AtomicInteger pages = new AtomicInteger();
        desk.rowSteps(rows -> {
            if (pages.incrementAndGet() == 2) {
                throw new IllegalArgumentException("row steps broke");
            }
            return rows;
        });
        desk.poll(Asked.weekly().feed());

        Seen seen = fetch(way);

        assertThat(vendor.asked()).hasSize(3).doesNotHaveDuplicates();
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
    }

    @ParameterizedTest
    @CsvSource({
        // Of 12 rows in pages of 5.
        "'cap: 12', 2, 10",
        "'cap: {pageTimesSize: 12}', 2, 10",
        "'cap: {rows: 7}', 2, 10",
        "'cap: {pages: 1}', 1, 5"
    })
    void asksForNothingBeyondACap(String cap, int requests, int rows) {
        for (PagedVendor.Way way : List.of(PagedVendor.Way.PAGE, PagedVendor.Way.CURSOR)) {
            desk.close();
            home = home.resolve(way.name());
            open();
            vendor.forgetAsked();

            Seen seen = fetch(way, ", " + cap);

            assertThat(vendor.asked()).hasSize(requests);
            assertThat(seen.raw()).hasSize(rows);
            assertThat(seen.flags()).isEqualTo(Set.of(Flag.CAPPED));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAGE", "OFFSET"})
    void countsInPagesOfTheSizeThatTheVendorGrants(PagedVendor.Way way) {
        vendor.grants(3);

        Seen seen = fetch(way);

        assertThat(vendor.asked()).hasSize(4);
        assertThat(seen.raw()).isEqualTo(Vendor.rows(12));
        assertThat(seen.status()).isEqualTo(Status.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/rank?from=5",
        "http://acme.example/rank?from=5",
        "//evil.example/rank",
        "https://acme.example:8443/"
    })
    void followsNoLinkToAnotherServer(String link) {
        vendor.linksTo(link);
        desk.of(text -> vendor.describe(text, PagedVendor.Way.LINK, ""));

        Outcome outcome = desk.poll(Asked.weekly().feed());

        assertThat(outcome.toString()).contains("leads to another server");
        assertThat(vendor.asked()).containsExactly("-");
        assertThat(desk.count("page")).isZero();
    }

    @Test
    void keepsNoSecretOfALink() {
        vendor.linksTo("/rank?key=first%20key&from=5");
        desk.of(text -> vendor.describe(text, PagedVendor.Way.LINK, "")
                .replace("    paging:", "    authentication: {by: query, name: key}\n    paging:"));
        boolean survived = desk.survives(Asked.weekly().feed(), step -> {
            if (step == Step.PAGE_APPENDED) {
                throw new Crash();
            }
        });

        assertThat(survived).isFalse();
        String kept = desk.store().jdbi().withHandle(handle -> handle.createQuery("select next_page from snapshot")
                .mapTo(String.class)
                .one());
        assertThat(kept).isEqualTo("/rank?from=5");
    }
}
