package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    private static final Instant EIGHT = Instant.parse("2026-04-08T08:00:00Z");
    private static final Duration HOURLY = Duration.ofMinutes(54);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");

    @AutoClose
    private Store first;

    @AutoClose
    private Store second;

    private Rounds one;
    private Rounds other;

    @BeforeEach
    void open() {
        first = Stores.open(home);
        second = Stores.open(home);
        one = new Rounds(first, clock);
        other = new Rounds(second, clock);
    }

    @Test
    void aFeedThatOneNodeAskedForIsNotDueOnAnotherUntilItsTimeHasCome() {
        assertThat(one.isDue("us", EIGHT, HOURLY)).isTrue();
        one.done("us", EIGHT);

        assertThat(other.isDue("us", EIGHT.plusSeconds(2), HOURLY)).isFalse();
        assertThat(other.isDue("us", EIGHT.plusSeconds(59 * 60), HOURLY)).isTrue();
        assertThat(other.isDue("gb", EIGHT, HOURLY)).isTrue();
    }

    @Test
    void anItemThatComesLateDoesNotTurnTimeBack() {
        one.done("us", EIGHT);
        other.done("us", EIGHT.minusSeconds(3600));

        assertThat(one.isDue("us", EIGHT.plusSeconds(2), HOURLY)).isFalse();
    }

    @Test
    void aFiringOfAScheduleIsFollowedOnce() {
        Duration none = Duration.ofMillis(1);
        one.done("us", EIGHT);

        assertThat(other.isDue("us", EIGHT, none)).isFalse();
        assertThat(other.isDue("us", EIGHT.plusSeconds(1), none)).isTrue();
    }

    @Test
    void whatIsHeldByNobodyAliveIsBrokenOff() {
        hold("free", first.leases().node().toString(), 0);
        hold("held", "web-2 on elsewhere as 1@17", EIGHT.plusSeconds(60).toEpochMilli());
        hold("dead", first.leases().node().toString().replaceAll("as \\d+@", "as 999999999@"), Long.MAX_VALUE);
        assertThat(other.brokenOff()).containsExactly("dead");

        clock.advance(Duration.ofSeconds(60));
        assertThat(other.brokenOff()).containsExactlyInAnyOrder("dead", "held");
    }

    private void hold(String feed, String owner, long until) {
        first.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into series (fingerprint, canonical, source) values (?, ?, 'acme')", "of " + feed, feed);
            handle.execute(
                    "insert into claim (series_id, owner, fence, until, feed)"
                            + " select id, ?, 1, ?, canonical from series where canonical = ?",
                    owner,
                    until,
                    feed);
        });
    }
}
