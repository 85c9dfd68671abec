package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Stores;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery that the program ends with, again and again, may be what ends it. */
class BrokenOffTest {
    private static final Instant NOW = Instant.parse("2026-04-08T08:00:00Z");
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(61);
    private static final Sent SENT = Sent.of("x.csv", new byte[] {1});
    private static final String SAYS =
            "the program ended during each of the last 2 attempts, so that they may be what ended it";

    @TempDir
    Path home;

    @AutoClose
    private Store store;

    private DeliveryClaims turns;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @BeforeEach
    void open() {
        start();
        store.jdbi().useHandle(handle -> {
            handle.execute("insert into series (id, fingerprint, canonical, source) values (1, 'f', 'c', 's')");
            handle.execute(
                    "insert into snapshot (id, series_id, feed, period_type, first_day, revision, status, columns,"
                            + " page_size, fetched_at) values (1, 1, 'f', 'week', '2026-03-30', 1, 'complete', '[]', 5, 0)");
        });
    }

    private void start() {
        store = Stores.open(home);
        turns = new DeliveryClaims(store, clock, sink -> RetrySchedule.DEFAULT, home);
    }

    /** The program ends with whatever it attempts, and is started again. */
    private void die() {
        store.close();
        clock = Clock.offset(clock, LONGER_THAN_A_LEASE);
        start();
    }

    private List<String> take(int most) {
        return turns.next("drop", List.of(), most).taken().stream()
                .map(Delivery::feed)
                .toList();
    }

    private Delivery of(String feed) {
        return new Deliveries(store)
                .list(DeliveryFilter.ALL).stream()
                        .filter(delivery -> delivery.feed().equals(feed))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void isNotTriedAThirdTimeAndTheOperatorHearsOfIt() {
        OwedDeliveries.owe(store, "a");
        take(1);
        die();
        take(1);
        die();

        assertThat(take(1)).isEmpty();
        assertThat(of("a").progress()).isEqualTo(new Delivery.Progress(Delivery.Status.DEAD, 2, 0, null, SAYS));
        assertThat(new OperatorNotices(store, clock).untold()).singleElement().satisfies(notice -> assertThat(
                        notice.what())
                .contains("Delivery 1 of a to sink drop was given up", SAYS, "rankwire deliveries retry 1"));

        new Ledger(store, clock).retry(of("a").id());
        assertThat(take(1)).containsExactly("a");
    }

    @Test
    void thoseThatWereOnlyTakenWithItAreMadeOneByOne() {
        OwedDeliveries.owe(store, "a", "b", "c");
        assertThat(take(3)).containsExactly("a", "b", "c");
        die();

        assertThat(take(3)).containsExactly("a");
        Delivery innocent = of("a");
        assertThat(turns.next("drop", List.of(new DeliveryOutcome.Delivered(innocent, SENT)), 3)
                        .taken())
                .extracting(Delivery::feed)
                .containsExactly("b");
        die();

        // It is b that ends it.
        assertThat(take(3)).containsExactly("c");
        assertThat(of("b").progress().status()).isEqualTo(Delivery.Status.DEAD);
    }

    @Test
    void anAttemptThatEndedIsForgotten() {
        OwedDeliveries.owe(store, "a");
        take(1);
        die();
        take(1);
        turns.next("drop", List.of(new DeliveryOutcome.PutBack(of("a"))), 0);
        take(1);
        die();

        assertThat(take(1)).containsExactly("a");
    }
}
