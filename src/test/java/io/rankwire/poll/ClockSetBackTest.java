package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.account.SharedPace;
import io.rankwire.feed.Feed;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockSetBackTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(3));
    private final Feed feed = Asked.weekly().feed();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private void setBack() {
        clock.advance(HOUR.negated());
        new Waits(desk.store(), clock).moveBack(HOUR);
    }

    @Test
    void aPollThatWaitsAfterARejectionWaitsNoHourLonger() {
        vendor.answersNext(Vendor.code(10001));
        Outcome.Suspended down = (Outcome.Suspended) desk.poll(feed);

        setBack();

        Outcome.Suspended again = (Outcome.Suspended) desk.poll(feed);
        assertThat(again.resumeAt()).isEqualTo(down.resumeAt().minus(HOUR));
    }

    @Test
    void whatWasToBeDoneAtOnceIsDoneAtOnce() {
        desk.store()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update operator_post set next_at = ?",
                        clock.instant().plusSeconds(60).toEpochMilli()));
        clock.advance(Duration.ofSeconds(50));

        clock.advance(HOUR.negated());
        new Waits(desk.store(), clock).moveBack(HOUR.plusSeconds(30));

        // Ten seconds were left; more was taken off than that.
        assertThat(number("select next_at from operator_post")).isEqualTo(clock.millis());
    }

    @Test
    void aPaceThatIsFarAheadBeginsAnew() {
        SharedPace pace = new SharedPace(desk.store(), clock);
        io.rankwire.account.Account account = new io.rankwire.account.Account(
                "acme", java.net.URI.create("https://acme.example"), 1, 1, java.util.OptionalLong.empty());
        assertThat(List.of(pace.take(account), pace.take(account)))
                .containsExactly(Duration.ZERO, Duration.ofSeconds(1));

        setBack();

        assertThat(pace.take(account)).isZero();
    }

    @Test
    void aRoundOfTheFutureKeepsNoFeedFromBeingAsked() {
        Rounds rounds = new Rounds(desk.store(), clock);
        rounds.done("us-beauty", clock.instant());
        clock.advance(Duration.ofMinutes(30));

        setBack();

        Instant fired = clock.instant().plus(Duration.ofMinutes(30));
        assertThat(rounds.isDue("us-beauty", fired, Duration.ofMinutes(29))).isTrue();
    }

    @Test
    void aSeriesIsNotHeldForAnHourByAProcessThatIsGone() {
        try (Store other = Store.open(Stores.address(home)
                .node(java.util.Optional.of("short"), java.util.Optional.of(Duration.ofMillis(200))))) {
            String gone = "other on another/machine as 1@1";
            long until = clock.instant().plus(HOUR).toEpochMilli();

            assertThat(other.leases().isFree(gone, until, clock)).isFalse();
            while (!other.leases().isFree(gone, until, clock)) {
                LockSupport.parkNanos(5_000_000);
            }
            // Prolonged meanwhile, it is held.
            assertThat(other.leases().isFree(gone, until + 1, clock)).isFalse();
        }
    }

    private long number(String query) {
        return desk.store().jdbi().withHandle(handle -> handle.createQuery(query)
                .mapTo(Long.class)
                .one());
    }
}
