package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.page.HttpAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are asked for before the ones in front of them are there. */
@Timeout(60)
class AheadTest {
    private static final Period WEEK = Period.parse(PeriodType.WEEK, "2026-W14");

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(50));
    private final Gate gate = new Gate(vendor);
    private final Feed feed = Asked.weekly().feed();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, gate::answer).parallel(4).answered(gate::answered);
    }

    private void assertWhole(Snapshot snapshot, int requests) {
        assertThat(desk.seen(snapshot).raw()).isEqualTo(Vendor.rows(50));
        assertThat(snapshot.extent().requests()).isEqualTo(requests);
        assertThat(vendor.requests()).isEqualTo(requests);
        assertThat(desk.spent()).isEqualTo(2L * requests);
        assertThat(desk.count("held_page")).isZero();
    }

    @Test
    void keepsTheOrderThoughTheAnswersComeInAnother() {
        // Of each four the last is answered first.
        gate.answers(5, 4, 3, 2).answers(9, 8, 7, 6);

        Snapshot snapshot = desk.fetch(feed);

        assertWhole(snapshot, 10);
        assertThat(gate.mostAtOnce()).isEqualTo(4);
        assertThat(vendor.asked()).startsWith("2026-14/1", "2026-14/5", "2026-14/4", "2026-14/3", "2026-14/2");
    }

    @Test
    void asksForOnePageAfterAnotherWhereTheVendorSaysNoTotal() {
        for (Vendor.Saying saying : List.of(Vendor.Saying.NOTHING, Vendor.Saying.HAS_MORE)) {
            vendor.says(saying);
            desk.fetch(Asked.weekly().with("try", saying.name()).feed());
        }

        assertThat(gate.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void asksForOnePageAfterAnotherWhereTheContractWantsIt() {
        desk.of(text -> text.replace("{ largestPage: 50 }", "{ largestPage: 50, sequential: true }"));

        assertWhole(desk.fetch(feed), 10);

        assertThat(gate.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void sharesTheAccountsNumberAmongAllFeeds() {
        gate.opensAt(4);
        List<Feed> feeds = List.of(
                Asked.weekly().named("one").with("try", "1").feed(),
                Asked.weekly().named("two").with("try", "2").feed(),
                Asked.weekly().named("three").with("try", "3").feed());

        List<CompletableFuture<Snapshot>> polls = feeds.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> desk.fetch(each), threads))
                .toList();
        polls.forEach(CompletableFuture::join);

        assertThat(gate.mostAtOnce()).isEqualTo(4);
        assertThat(vendor.requests()).isEqualTo(30);
    }

    @Test
    void asksForNoPageBeyondTheTotalTheCapOrTheFeedsMaximum() {
        desk.cappedAt(31);
        desk.fetch(Asked.weekly().with("try", "cap").feed());
        assertThat(vendor.forgetAsked()).hasSize(6);

        desk.cappedAt(1000);
        desk.fetch(Asked.weekly().with("try", "maximum").limitedTo(12).feed());
        assertThat(vendor.forgetAsked()).containsExactlyInAnyOrder("2026-14/1", "2026-14/2", "2026-14/3");

        vendor.publish("2026-14", Vendor.rows(10));
        desk.fetch(Asked.weekly().with("try", "total").feed());
        assertThat(vendor.forgetAsked()).containsExactly("2026-14/1", "2026-14/2");
    }

    @Test
    void takesATotalThatShrinksOrGrowsWhileItIsRead() {
        vendor.after(vendor.requests() + 1, () -> vendor.publish("2026-14", Vendor.rows(30)));
        Snapshot shrunk = desk.fetch(Asked.weekly().with("try", "shrinks").feed());
        assertThat(desk.seen(shrunk).raw()).isEqualTo(Vendor.rows(30));
        assertThat(vendor.forgetAsked()).hasSize(6);

        vendor.after(vendor.requests() + 1, () -> vendor.publish("2026-14", Vendor.rows(50)));
        Snapshot grown = desk.fetch(Asked.weekly().with("try", "grows").feed());
        assertThat(desk.seen(grown).raw()).isEqualTo(Vendor.rows(50));
        assertThat(vendor.forgetAsked()).hasSize(10);
    }

    @Test
    void sendsNoMoreThanTheBudgetAllowsAndKeepsAllOfIt() {
        desk.limit(2 * 7);

        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Suspended.class);

        assertThat(vendor.forgetAsked()).hasSize(7);
        assertThat(desk.spent()).isEqualTo(14);
        desk.limit(1000);
        Snapshot snapshot = desk.fetch(feed);
        assertThat(vendor.asked()).containsExactlyInAnyOrder("2026-14/8", "2026-14/9", "2026-14/10");
        assertThat(snapshot.extent().requests()).isEqualTo(10);
        assertThat(desk.spent()).isEqualTo(20);
    }

    @Test
    void keepsWhatCameBehindARefusalAndAsksForItNeverAgain() {
        gate.answers(3, 4, 5, 2).says(3, Vendor.code(30002));

        assertThat(desk.poll(feed)).isInstanceOfSatisfying(Outcome.Suspended.class, down -> assertThat(down.period())
                .isEqualTo(WEEK));

        // Nothing more was asked for once it was refused; what was under way was waited for.
        assertThat(vendor.forgetAsked()).hasSize(5);
        assertThat(desk.count("held_page")).isEqualTo(2);
        desk.stopped().resume("acme");
        Snapshot snapshot = desk.fetch(feed);
        assertThat(vendor.forgetAsked())
                .containsExactlyInAnyOrder(
                        "2026-14/3", "2026-14/6", "2026-14/7", "2026-14/8", "2026-14/9", "2026-14/10");
        assertThat(desk.seen(snapshot).raw()).isEqualTo(Vendor.rows(50));
        assertThat(snapshot.extent().requests()).isEqualTo(11);
        assertThat(desk.spent()).isEqualTo(22);
    }

    @Test
    void asksAgainForThePageThatFailedAloneAndHoldsTheOthersMeanwhile() {
        for (HttpAnswer fault :
                List.of(Vendor.status(503), Vendor.tooFast(Duration.ofSeconds(9)), Vendor.ok("<html>"))) {
            gate.answers(2, 3, 4, 5).says(2, fault);
            Snapshot snapshot =
                    desk.fetch(Asked.weekly().with("try", fault.toString()).feed());

            assertThat(vendor.forgetAsked()).hasSize(11).containsOnlyOnce("2026-14/3", "2026-14/4", "2026-14/5");
            assertThat(snapshot.extent().requests()).isEqualTo(11);
            assertThat(desk.seen(snapshot).raw()).isEqualTo(Vendor.rows(50));
        }
    }

    @Test
    void slowsDownOnceForAWholeWindowThatWasTooFast() {
        HttpAnswer tooFast = Vendor.tooFast(Duration.ofSeconds(9));
        gate.answers(3, 4, 5, 2)
                .says(2, tooFast)
                .says(3, tooFast)
                .says(4, tooFast)
                .says(5, tooFast);

        assertWhole(desk.fetch(feed), 14);

        assertThat(desk.forgetWaits()).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void endsWhereTheVendorRepeatsItsLastPage() {
        vendor.overstates(500);
        gate.repeats(10);

        Snapshot snapshot = desk.fetch(feed);

        assertThat(desk.seen(snapshot).raw()).isEqualTo(Vendor.rows(50));
        // The repeat itself, and what was under way with it.
        assertThat(vendor.requests()).isBetween(11, 14);
        assertThat(snapshot.extent().requests()).isEqualTo(vendor.requests());
        assertThat(desk.spent()).isEqualTo(2L * vendor.requests());
        assertThat(desk.count("held_page")).isZero();
    }
}
