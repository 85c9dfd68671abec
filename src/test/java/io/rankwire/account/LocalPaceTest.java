package io.rankwire.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.rankwire.text.OperatorMistake;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LocalPaceTest {

    /** A clock that stands still until it is told. */
    private static final class HandClock implements TimeMeter {
        private long nanos = 1_000_000_000_000L;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final HandClock clock = new HandClock();
    private final Pace pace = new LocalPace(clock);

    @Test
    void letsTheFirstGoAndLinesUpTheOthers() {
        Account account = account("fastmoss", 4);

        assertThat(List.of(pace.take(account), pace.take(account), pace.take(account)))
                .containsExactly(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500));
        clock.pass(Duration.ofMillis(600));
        assertThat(pace.take(account)).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void goesSlowerAfterItWasTooFastAndRecoversStepByStep() {
        Account account = account("fastmoss", 4);
        pace.take(account);
        pace.slowDown(account);
        assertThat(List.of(pace.take(account), pace.take(account)))
                .containsExactly(Duration.ofMillis(500), Duration.ofMillis(1000));
        for (int i = 0; i < 5; i++) {
            pace.slowDown(account);
        }
        assertThat(pace.take(account)).isEqualTo(Duration.ofSeconds(2));

        List<Duration> gaps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(11));
            pace.take(account);
            gaps.add(pace.take(account));
        }
        assertThat(gaps)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(250), Duration.ofMillis(250));
    }

    @Test
    void savesNothingUpWhileNobodyAsks() {
        Account account = account("fastmoss", 2);
        pace.take(account);
        clock.pass(Duration.ofDays(1));

        assertThat(List.of(pace.take(account), pace.take(account)))
                .containsExactly(Duration.ZERO, Duration.ofMillis(500));
    }

    @Test
    void hasALineForEveryAccount() {
        pace.take(account("fastmoss", 1));

        assertThat(pace.take(account("keyapi", 1))).isEqualTo(Duration.ZERO);
        assertThat(pace.take(account("fastmoss", 1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesAnotherPaceWhenTheAccountIsGivenOne() {
        pace.take(account("fastmoss", 1));
        pace.take(account("fastmoss", 1));

        assertThat(List.of(pace.take(account("fastmoss", 10)), pace.take(account("fastmoss", 10))))
                .containsExactly(Duration.ZERO, Duration.ofMillis(100));
    }

    @Test
    void refusesAnAccountThatMayNeverAsk() {
        assertThatThrownBy(() -> account("fastmoss", 0))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("fastmoss.requestsPerSecond is 0; it must be 1 or more");
    }

    /** A request that waits as long as told is never one of more than the allowed number in any second. */
    @Property(tries = 100)
    void neverLetsMoreThroughInASecondThanAllowed(
            @ForAll @IntRange(min = 1, max = 50) int perSecond,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 700) Integer> pausesInMillis) {
        HandClock time = new HandClock();
        Pace line = new LocalPace(time);
        List<Long> sent = new ArrayList<>();
        for (int millis : pausesInMillis) {
            time.pass(Duration.ofMillis(millis));
            sent.add(
                    time.currentTimeNanos() + line.take(account("a", perSecond)).toNanos());
        }
        long apart = 1_000_000_000L / perSecond;
        for (int i = 1; i < sent.size(); i++) {
            // Less a nanosecond of rounding a place.
            assertThat(sent.get(i) - sent.get(i - 1)).isGreaterThanOrEqualTo(apart - 1);
        }
    }

    private static Account account(String name, int requestsPerSecond) {
        return new Account(name, URI.create("http://127.0.0.1"), requestsPerSecond, 1, OptionalLong.empty());
    }
}
