package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Digests.Outcome;
import io.rankwire.document.report.Digest;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.poll.Stores;
import io.rankwire.ranking.Snapshots;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of digests, where several nodes fire the same ones. */
class DigestsTest {
    private static final Instant NOW = Instant.parse("2026-04-08T08:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-04-06T06:00:00Z");
    private static final List<String> SINKS = List.of("team", "archive");

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
            handle.execute(
                    "insert into series (id, fingerprint, canonical, source) values (1, 'f', ?, 'acme-top')",
                    new Series("acme-top", PeriodType.WEEK, Map.of()).canonical());
            for (String day : List.of("2026-03-23", "2026-03-30")) {
                handle.execute(
                        "insert into snapshot (series_id, feed, period_type, first_day, revision, status, columns,"
                                + " page_size, fetched_at) values (1, 'f', 'week', ?, 1, 'complete', '[]', 5, 0)",
                        day);
            }
        });
    }

    private static Digests digests(Store store) {
        return new Digests(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Digest digest(Instant dueAt, long... snapshots) {
        Snapshots known = new Snapshots(first);
        List<Digest.Ranking> rankings = IntStream.range(0, snapshots.length)
                .mapToObj(i -> new Digest.Ranking("feed-" + i, "feed-" + i, known.find(snapshots[i]), false))
                .toList();
        return digests(first).tellApart(new Digest("monday", dueAt, rankings));
    }

    private List<Delivery> deliveries() {
        return new Deliveries(first).list(DeliveryFilter.ALL);
    }

    @Test
    void isOwedOnceHoweverManyNodesPublishItAtOnce() {
        Digest digest = digest(MONDAY, 1, 2);
        int nodes = 8;
        CyclicBarrier together = new CyclicBarrier(nodes);
        List<Outcome> outcomes = IntStream.range(0, nodes)
                .mapToObj(node -> CompletableFuture.supplyAsync(
                        () -> publish(node % 2 == 0 ? first : second, digest, together),
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(outcomes.stream().filter(Outcome.Owed.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(Outcome.Repeated.class::isInstance)).hasSize(nodes - 1);
        assertThat(deliveries()).extracting(Delivery::sink).containsExactlyInAnyOrder("team", "archive");
    }

    private static Outcome publish(Store store, Digest digest, CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return digests(store).publish(digest, null, SINKS);
    }

    @Test
    void tellsARankingOnceAlsoWhenTwoMomentsArePublishedAtOnce() {
        Digest monday = digest(MONDAY, 1);
        Digest tuesday = digest(MONDAY.plusSeconds(86_400), 1);
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(
                () -> publish(second, tuesday, together), task -> new Thread(task).start());

        Outcome one = publish(first, monday, together);

        assertThat(List.of(one, other.join()))
                .hasAtLeastOneElementOfType(Outcome.Owed.class)
                .hasAtLeastOneElementOfType(Outcome.Skipped.class);
        assertThat(deliveries())
                .extracting(delivery -> delivery.progress().status())
                .containsExactlyInAnyOrder(
                        Delivery.Status.DUE, Delivery.Status.DUE, Delivery.Status.SKIPPED, Delivery.Status.SKIPPED);
    }

    @Test
    void aDeliveryIsOfWhatTheDigestHadWhenItWasOwed() {
        digests(first).publish(digest(MONDAY, 1), null, List.of("team"));
        Digest next = digest(MONDAY.plusSeconds(604_800), 1, 2);
        assertThat(next.rankings()).extracting(Digest.Ranking::news).containsExactly(false, true);

        Outcome outcome = digests(second).publish(next, null, List.of("team"));

        assertThat(outcome).isEqualTo(new Outcome.Owed(next));
        assertThat(deliveries().stream().map(delivery -> digests(second).get(delivery.digestId())))
                .contains(next);
    }

    @Test
    void whatWasNotWorthSendingIsNewsTheNextTime() {
        Outcome skipped = digests(first).publish(digest(MONDAY, 1), "nothing moved", List.of("team"));

        assertThat(skipped).isEqualTo(new Outcome.Skipped("nothing moved"));
        assertThat(deliveries()).singleElement().satisfies(delivery -> assertThat(
                        delivery.progress().lastError())
                .isEqualTo("nothing moved"));
        assertThat(digest(MONDAY.plusSeconds(604_800), 1).news()).hasSize(1);
    }

    @Test
    void isDoneUntilItBecameKnownOrWasLastDue() {
        assertThat(digests(first).doneUntil("monday")).isEqualTo(NOW);
        Instant later = NOW.plusSeconds(60);
        digests(second).publish(digest(later, 1), null, SINKS);

        assertThat(digests(first).doneUntil("monday")).isEqualTo(later);
    }
}
