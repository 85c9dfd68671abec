package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Stores;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who attempts a delivery, where several nodes could. */
class TakingTest {
    private static final Instant NOW = Instant.parse("2026-04-08T08:00:00Z");
    private static final Sent SENT = Sent.of("x.csv", new byte[] {1});

    @TempDir
    Path home;

    @AutoClose
    private Store first;

    @AutoClose
    private Store second;

    @BeforeEach
    void open() {
        first = Stores.open(home);
        second = Stores.open(home);
        first.jdbi().useHandle(handle -> {
            handle.execute("insert into series (id, fingerprint, canonical, source) values (1, 'f', 'c', 's')");
            handle.execute(
                    "insert into snapshot (id, series_id, feed, period_type, first_day, revision, status, columns,"
                            + " page_size, fetched_at) values (1, 1, 'f', 'week', '2026-03-30', 1, 'complete', '[]', 5, 0)");
        });
    }

    private static Taker taker(Store store, Duration later) {
        return new Taker(new DeliveryClaims(
                store, Clock.fixed(NOW.plus(later), ZoneOffset.UTC), sink -> RetrySchedule.DEFAULT, Path.of("spool")));
    }

    /** A worker that takes one delivery at a time. */
    private record Taker(DeliveryClaims turns) {
        Optional<Delivery> take(String sink) {
            return turns.next(sink, List.of(), 1).taken().stream().findFirst();
        }

        DeliveryOutcome.Settled end(DeliveryOutcome ending) {
            return turns.next("drop", List.of(ending), 0).settled().get(0);
        }

        boolean delivered(Delivery delivery) {
            return end(new DeliveryOutcome.Delivered(delivery, SENT)).after() != null;
        }
    }

    @Test
    void whatOneNodeAttemptsTheOtherLeavesAlone() {
        OwedDeliveries.owe(first, "a");
        Taker one = taker(first, Duration.ZERO);
        Delivery delivery = one.take("drop").orElseThrow();

        assertThat(taker(second, Duration.ofSeconds(59)).take("drop")).isEmpty();

        assertThat(one.delivered(delivery)).isTrue();
        assertThat(taker(second, Duration.ofHours(1)).take("drop")).isEmpty();
    }

    @Test
    void aNodeThatWasPausedForLongerNeitherMarksNorFailsWhatAnotherTookOver() {
        OwedDeliveries.owe(first, "a");
        Taker paused = taker(first, Duration.ZERO);
        Taker other = taker(second, Duration.ofSeconds(61));
        Delivery delivery = paused.take("drop").orElseThrow();
        Delivery again = other.take("drop").orElseThrow();
        assertThat(again).isEqualTo(delivery);

        assertThat(paused.delivered(delivery)).isFalse();

        Deliveries deliveries = new Deliveries(first);
        assertThat(deliveries.find(delivery.id())).contains(delivery);
        assertThat(deliveries.attempts(delivery.id())).isEmpty();
        assertThat(other.delivered(again)).isTrue();
        assertThat(deliveries.attempts(delivery.id())).hasSize(1);
    }

    @Test
    void aFailureOfAPausedNodeDoesNotUndoWhatAnotherDelivered() {
        OwedDeliveries.owe(first, "a");
        Taker paused = taker(first, Duration.ZERO);
        Delivery delivery = paused.take("drop").orElseThrow();
        Taker other = taker(second, Duration.ofSeconds(61));
        other.delivered(other.take("drop").orElseThrow());

        DeliveryFault fault = DeliveryFault.passing("no answer");
        assertThat(paused.end(new DeliveryOutcome.Failed(delivery, fault)).after())
                .isNull();

        assertThat(new Deliveries(first)
                        .find(delivery.id())
                        .orElseThrow()
                        .progress()
                        .status())
                .isEqualTo(Delivery.Status.DELIVERED);
        assertThat(new Deliveries(first).attempts(delivery.id())).hasSize(1);
    }

    @Test
    void aDeliveryThatIsPutBackIsFreeAtOnceAndNoAttemptIsCounted() {
        OwedDeliveries.owe(first, "a");
        Taker one = taker(first, Duration.ZERO);
        Delivery delivery = one.take("drop").orElseThrow();

        one.end(new DeliveryOutcome.PutBack(delivery));

        assertThat(taker(second, Duration.ZERO).take("drop")).contains(delivery);
        assertThat(new Deliveries(first).attempts(delivery.id())).isEmpty();
    }

    @Test
    void whatADeadProcessOfThisMachineHeldIsFreeAtOnce() {
        OwedDeliveries.owe(first, "a");
        first.jdbi()
                .useHandle(handle -> handle.execute(
                        "update delivery set taken_by = ?, taken_until = ?, fence = 4",
                        first.leases().node().toString().replaceAll("as \\d+@", "as 999999999@"),
                        Long.MAX_VALUE));
        assertThat(taker(second, Duration.ZERO).take("drop")).isPresent();
    }

    @Test
    void whatANodeElsewhereHoldsIsFreeWhenItsTimeIsOver() {
        OwedDeliveries.owe(first, "a");
        first.jdbi()
                .useHandle(handle -> handle.execute(
                        "update delivery set taken_by = 'web-2 on elsewhere as 1@17', taken_until = ?, fence = 4",
                        NOW.plusSeconds(60).toEpochMilli()));
        assertThat(taker(second, Duration.ofSeconds(59)).take("drop")).isEmpty();
        assertThat(taker(second, Duration.ofSeconds(60)).take("drop")).isPresent();
    }

    @Test
    void manyThreadsOnTwoNodesTakeEveryDeliveryOnce() throws Exception {
        String[] feeds =
                IntStream.range(0, 60).mapToObj(number -> "feed-" + number).toArray(String[]::new);
        OwedDeliveries.owe(first, feeds);
        List<Callable<List<Long>>> takers = new ArrayList<>();
        for (Store store : List.of(first, second, first, second)) {
            takers.add(() -> {
                Taker taker = taker(store, Duration.ZERO);
                List<Long> taken = new ArrayList<>();
                for (Optional<Delivery> due = taker.take("drop"); due.isPresent(); due = taker.take("drop")) {
                    taken.add(due.get().id());
                    taker.delivered(due.get());
                }
                return taken;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(takers.size());
        try {
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> taken : pool.invokeAll(takers)) {
                all.addAll(taken.get());
            }
            assertThat(all).hasSizeLessThanOrEqualTo(feeds.length).doesNotHaveDuplicates();
            Collections.sort(all);
            assertThat(all).hasSize(feeds.length);
        } finally {
            pool.shutdown();
        }
    }
}
