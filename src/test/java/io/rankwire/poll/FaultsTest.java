package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.page.PageResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    private static final Period WEEK = Period.parse(PeriodType.WEEK, "2026-W14");

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

    private Outcome.Suspended suspend(String reason, Instant resumeAt) {
        return new Outcome.Suspended(WEEK, reason, resumeAt);
    }

    /** After the first page came as it should. */
    private void secondPageFails(Runnable event) {
        vendor.after(1, event);
    }

    private void assertGoesOnAtTheSecondPage() {
        vendor.forgetAsked();
        assertThat(desk.seen(desk.fetch(feed)).raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.asked()).containsExactly("2026-14/2", "2026-14/3");
    }

    @Test
    void waitsNoLongerThanADayWhateverTheVendorAsksAndSaysSo() {
        vendor.answersNext(Vendor.tooFast(Duration.ofDays(3000)));

        assertThat(desk.poll(feed)).isInstanceOfSatisfying(Outcome.Suspended.class, down -> {
            assertThat(down.reason())
                    .endsWith("; it asks for a wait of 3000 days, which is cut to 24 hours (rankwire.retryAfterLimit)");
            assertThat(down.resumeAt()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        });
        assertThat(desk.demanding(Demand.NOW).poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void waitsAsLongAsTheVendorSaysWhenItWasTooFast() {
        vendor.answersNext(Vendor.tooFast(Duration.ofSeconds(40)));

        desk.fetch(feed);

        assertThat(desk.forgetWaits()).containsExactly(Duration.ofSeconds(40));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/1", "2026-14/2", "2026-14/3");
    }

    @Test
    void waitsLongerFromTryToTryWhenTheVendorSaysNothing() {
        vendor.answersNext(Vendor.code(30003), Vendor.status(503));

        desk.fetch(feed);

        List<Duration> waits = desk.forgetWaits();
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void isPutDownUntilThenWhenTheVendorWantsALongRest() {
        secondPageFails(() -> vendor.answersNext(Vendor.tooFast(Duration.ofMinutes(20))));
        Instant then = clock.instant().plus(Duration.ofMinutes(20));

        assertThat(desk.poll(feed)).isEqualTo(suspend("HTTP 429", then));
        clock.advance(Duration.ofMinutes(19));
        assertThat(desk.poll(feed)).isEqualTo(suspend("HTTP 429", then));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2");

        clock.advance(Duration.ofMinutes(1));
        assertGoesOnAtTheSecondPage();
    }

    @Test
    void isPutDownAfterSoManyTriesAndGoesOnAtTheNextPage() {
        secondPageFails(() -> vendor.answersNext(Vendor.status(500), Vendor.ok("<html>"), Vendor.code(40001)));

        assertThat(desk.poll(feed)).isEqualTo(suspend("code 40001: so it is", clock.instant()));
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/2", "2026-14/2");

        assertGoesOnAtTheSecondPage();
    }

    @Test
    void countsTheTriesOfEveryPageByThemselves() {
        vendor.answersNext(Vendor.status(500), Vendor.status(500));
        vendor.after(3, () -> vendor.answersNext(Vendor.status(500), Vendor.status(500)));

        assertThat(desk.seen(desk.fetch(feed)).raw()).isEqualTo(Vendor.rows(12));
        assertThat(vendor.requests()).isEqualTo(7);
        assertThat(desk.spent()).isEqualTo(14);
    }

    @Test
    void saysInTheRankingWhatItCostWithAllItsTries() {
        secondPageFails(() -> vendor.answersNext(Vendor.status(500), Vendor.status(500), Vendor.status(500)));
        desk.poll(feed);

        Snapshot snapshot = desk.fetch(feed);

        assertThat(List.of(snapshot.extent().requests(), snapshot.extent().credits()))
                .containsExactly(6, 12);
    }

    @Test
    void stopsTheAccountForAllItsFeedsWhenNothingIsLeftToSpend() {
        secondPageFails(() -> vendor.answersNext(Vendor.status(402)));
        Feed other = Asked.weekly().named("uk-beauty").with("region", "GB").feed();

        Outcome.Suspended stopped = suspend("account acme is stopped: HTTP 402", clock.instant());
        assertThat(desk.poll(feed)).isEqualTo(stopped);
        assertThat(desk.poll(feed)).isEqualTo(stopped);
        assertThat(desk.poll(other)).isEqualTo(stopped);

        assertThat(vendor.requests()).isEqualTo(2);
        assertThat(desk.stopped().list())
                .containsExactly(
                        new StoppedAccounts.Stopped("acme", "HTTP 402", Instant.parse("2026-05-01T00:00:00Z")));
        clock.set("2026-04-30T23:59:59Z");
        assertThat(desk.poll(Asked.weekly().on("2026-W14").feed())).isInstanceOf(Outcome.Suspended.class);
        clock.set("2026-05-01T00:00:00Z");
        vendor.forgetAsked();
        assertThat(desk.fetch(Asked.weekly().on("2026-W14").feed()).extent().rows())
                .isEqualTo(12);
        assertThat(vendor.asked()).containsExactly("2026-14/2", "2026-14/3");
    }

    @Test
    void theMonthOfAStoppedAccountEndsInTheFeedsZone() {
        vendor.answersNext(Vendor.code(30002));

        desk.poll(Asked.weekly().in(ZoneId.of("Asia/Tokyo")).feed());

        assertThat(desk.stopped().list())
                .extracting(StoppedAccounts.Stopped::until)
                .containsExactly(Instant.parse("2026-04-30T15:00:00Z"));
    }

    @Test
    void anotherAccountGoesOn() {
        vendor.answersNext(Vendor.status(402));
        desk.poll(feed);

        assertThat(desk.poll(
                        Asked.weekly().with("account", "eu").from("acme-eu").feed()))
                .isInstanceOf(Outcome.Known.class);
    }

    @Test
    void anOperatorResumesAStoppedAccount() {
        secondPageFails(() -> vendor.answersNext(Vendor.code(30002)));
        desk.poll(feed);

        assertThat(desk.stopped().resume("acme")).isTrue();
        assertThat(desk.stopped().resume("acme")).isFalse();

        assertGoesOnAtTheSecondPage();
    }

    @Test
    void aRefusedKeyStopsTheAccountUntilTheKeyIsAnother() {
        secondPageFails(() -> vendor.answersNext(Vendor.status(401)));

        assertThat(desk.poll(feed)).isEqualTo(suspend("account acme is stopped: HTTP 401", clock.instant()));
        clock.set("2027-04-08T08:00:00Z");
        assertThat(desk.poll(Asked.weekly().on("2026-W14").feed())).isInstanceOf(Outcome.Suspended.class);
        assertThat(desk.stopped().list()).containsExactly(new StoppedAccounts.Stopped("acme", "HTTP 401", Instant.MAX));
        assertThat(vendor.requests()).isEqualTo(2);

        desk.token("acme", "second key");
        assertThat(desk.fetch(Asked.weekly().on("2026-W14").feed()).extent().rows())
                .isEqualTo(12);
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/2", "2026-14/3");
    }

    @Test
    void otherSettingsOfAStoppedAccountHaveItAskedAgain() {
        secondPageFails(() -> vendor.answersNext(Vendor.code(30001)));
        desk.poll(feed);

        desk.limit(5000);

        assertGoesOnAtTheSecondPage();
    }

    @Test
    void whatTheVendorRejectsIsNotAskedAgainForADay() {
        vendor.answersNext(Vendor.code(10001));
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));

        assertThat(desk.poll(feed)).isEqualTo(suspend("code 10001: so it is", tomorrow));
        clock.advance(Duration.ofHours(23));
        assertThat(desk.poll(feed)).isEqualTo(suspend("code 10001: so it is", tomorrow));
        assertThat(vendor.requests()).isEqualTo(1);

        clock.advance(Duration.ofHours(1));
        assertThat(desk.fetch(feed).extent().rows()).isEqualTo(12);
    }

    @Test
    void storesNothingOfAnotherRegion() {
        vendor.publish("2026-14", "{\"id\":\"k1\",\"region\":\"GB\",\"sold\":3}");

        assertThat(desk.poll(feed))
                .isEqualTo(suspend(
                        "asked for region US, got rows of GB", clock.instant().plus(Duration.ofDays(1))));
        assertThat(List.of(desk.count("page"), desk.count("placement"))).containsExactly(0, 0);
    }

    @Test
    void aRankingThatVanishesBetweenItsPagesIsPutDownNotCutShort() {
        secondPageFails(() -> vendor.answersNext(Vendor.code(20001), Vendor.code(20001), Vendor.code(20001)));

        assertThat(desk.poll(feed))
                .isEqualTo(suspend("the vendor takes back a period that it had published", clock.instant()));
        assertGoesOnAtTheSecondPage();
    }

    @Test
    void aRequestThatWasNeverSentCostsNothing() {
        try (Poll poll = desk.begin(feed)) {
            Desk.ask(poll).unanswered(new PageResult.TransientFailure("connection refused", Optional.empty()), false);
            poll.accept();
            assertThat(poll.progress()).isEqualTo(new Poll.Progress(0, 0, 0, 0));
        }
        assertThat(desk.spent()).isZero();
        assertThat(desk.fetch(feed).extent().requests()).isEqualTo(3);
    }

    @Test
    void aBudgetThatIsUsedUpKeepsThePagesAndGoesOnWhenThereIsMore() {
        desk.limit(3);

        Outcome.Suspended usedUp = suspend("the budget of account acme for this month is used up", clock.instant());
        assertThat(desk.poll(feed)).isEqualTo(usedUp);
        assertThat(desk.poll(feed)).isEqualTo(usedUp);
        assertThat(vendor.requests()).isEqualTo(1);
        assertThat(desk.spent()).isEqualTo(2);

        desk.limit(6);
        assertGoesOnAtTheSecondPage();
    }
}
