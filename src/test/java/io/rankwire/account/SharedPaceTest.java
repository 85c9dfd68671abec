package io.rankwire.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Stores;
import io.rankwire.poll.TestClock;
import io.rankwire.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPaceTest {
    private static final Account FOUR = account("acme", 4);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");

    @AutoClose
    private Store first;

    @AutoClose
    private Store second;

    private SharedPace one;
    private SharedPace other;

    @BeforeEach
    void open() {
        first = Stores.open(home);
        second = Stores.open(home);
        one = new SharedPace(first, clock);
        other = new SharedPace(second, clock);
    }

    private static Account account(String name, int requestsPerSecond) {
        return new Account(name, URI.create("https://acme.example"), requestsPerSecond, 1, OptionalLong.empty());
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }

    @Test
    void nodesStandInOneLine() {
        assertThat(List.of(one.take(FOUR), other.take(FOUR), one.take(FOUR)))
                .containsExactly(Duration.ZERO, millis(250), millis(500));
        clock.advance(millis(600));
        assertThat(other.take(FOUR)).isEqualTo(millis(150));
        clock.advance(Duration.ofHours(1));
        assertThat(List.of(other.take(FOUR), one.take(FOUR))).containsExactly(Duration.ZERO, millis(250));
    }

    @Test
    void accountsHaveLinesOfTheirOwn() {
        one.take(FOUR);
        assertThat(other.take(account("keyapi", 4))).isZero();
    }

    @Test
    void whatOneNodeSlowsDownIsSlowForAllAndRecoversStepByStep() {
        one.take(FOUR);
        one.slowDown(FOUR);
        assertThat(List.of(other.take(FOUR), other.take(FOUR))).containsExactly(millis(500), millis(1000));
        for (int i = 0; i < 5; i++) {
            other.slowDown(FOUR);
        }
        assertThat(List.of(one.take(FOUR), one.take(FOUR))).containsExactly(millis(2000), millis(4000));

        clock.advance(Duration.ofMinutes(11));
        assertThat(List.of(one.take(FOUR), other.take(FOUR))).containsExactly(Duration.ZERO, millis(1000));
        clock.advance(Duration.ofMinutes(11));
        assertThat(List.of(one.take(FOUR), other.take(FOUR))).containsExactly(Duration.ZERO, millis(500));
        clock.advance(Duration.ofMinutes(11));
        assertThat(List.of(one.take(FOUR), other.take(FOUR))).containsExactly(Duration.ZERO, millis(250));
    }

    @Test
    void manyAtOnceGetAPlaceEach() throws Exception {
        List<Callable<Duration>> takers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SharedPace pace = i % 2 == 0 ? one : other;
            takers.add(() -> pace.take(FOUR));
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Duration> places = new ArrayList<>();
            for (Future<Duration> place : pool.invokeAll(takers)) {
                places.add(place.get());
            }
            Collections.sort(places);
            assertThat(places)
                    .isEqualTo(IntStream.range(0, 40)
                            .mapToObj(place -> millis(250L * place))
                            .toList());
        } finally {
            pool.shutdown();
        }
    }
}
