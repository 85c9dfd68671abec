package io.rankwire.route.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.sandbox.peer.WebhookMessage;
import io.rankwire.sandbox.peer.WebhookPeer;
import io.rankwire.transport.mail.LaterClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks that are down for days, that want nothing more, or that hang: nothing is lost, and no other sink waits for it. */
class SinkDownTest {
    private static final String WEBHOOK =
            "to: { uri: 'kamelet:webhook', parameters: { urlProperty: hook.url, secretProperty: hook.secret, allowHosts: 127.0.0.1 } }";
    private static final int FEEDS = 12;
    private static final int ATTEMPTS = 10;

    @TempDir
    private Path home;

    private final LaterClock clock = new LaterClock();
    private WebhookPeer peer;
    private SinkBench bench;
    private final CountDownLatch answered = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        peer = new WebhookPeer(clock);
        Path sinks = Files.createDirectories(home.resolve("routes/sinks"));
        for (String sink : List.of("hook", "slow")) {
            Files.writeString(sinks.resolve(sink + ".camel.yaml"), """
                    - route:
                        id: %s
                        from:
                          uri: direct:%s
                          steps:
                            - %s
                    """.formatted(
                            sink, sink, sink.equals("hook") ? WEBHOOK : "process: { ref: '{{slow.step}}' }"));
        }
        bench = new SinkBench(
                home,
                Map.of("hook.url", peer.url().toString(), "hook.secret", peer.secret(), "slow.step", "hang"),
                """
                - to:
                    uri: kamelet:export
                    parameters: { format: csv }
                - to:
                    uri: kamelet:file-drop
                    parameters: { directory: out }
                """,
                Map.of("hang", exchange -> answered.await()),
                clock);
    }

    @AfterEach
    void stop() {
        answered.countDown();
        bench.close();
        peer.close();
    }

    private List<Delivery> hooks() {
        return bench.engine().deliveries().list(new DeliveryFilter(null, "hook", null));
    }

    /** The ids that came, with how often each did. */
    private Map<String, Long> received() {
        return peer.received().stream()
                .collect(Collectors.groupingBy(WebhookMessage::id, TreeMap::new, Collectors.counting()));
    }

    private Set<String> owedIds() {
        return hooks().stream().map(Delivery::eventId).collect(Collectors.toSet());
    }

    @Test
    void aSinkThatIsDownForAWeekCostsRowsAndGetsEverythingWhenItIsBack() {
        peer.answer(503);
        IntStream.range(0, FEEDS).forEach(feed -> bench.owe("feed-" + feed, "hook"));
        bench.letPass(Duration.ZERO);
        int threads = Thread.activeCount();
        for (int hour = 1; hour <= 7 * 24; hour++) {
            bench.letPass(Duration.ofHours(1));
            if (hour % 24 == 0) {
                bench.owe("day-" + hour / 24, "hook", "drop");
                bench.letPass(Duration.ZERO);
                assertThat(bench.standing("drop")).isEqualTo(Map.of(Delivery.Status.DELIVERED, (long) hour / 24));
            }
        }

        // About three days of attempts each; those of the last days have some left.
        assertThat(bench.standing("hook")).isEqualTo(Map.of(Delivery.Status.DEAD, FEEDS + 3L, Delivery.Status.DUE, 4L));
        assertThat(hooks().stream()
                        .filter(delivery -> delivery.progress().status() == Delivery.Status.DEAD)
                        .map(delivery -> delivery.progress().attempts()))
                .containsOnly(ATTEMPTS);
        assertThat(Thread.activeCount()).as("nothing waits in a thread").isLessThanOrEqualTo(threads + 2);

        peer.answerAsUsual();
        hooks().stream()
                .filter(delivery -> delivery.progress().status() == Delivery.Status.DEAD)
                .forEach(delivery -> bench.engine().ledger().retry(delivery.id()));
        bench.letPass(Duration.ofDays(1));

        assertThat(bench.standing("hook")).isEqualTo(Map.of(Delivery.Status.DELIVERED, FEEDS + 7L));
        assertThat(received().keySet()).as("one id for all attempts").isEqualTo(owedIds());
        assertThat(received().values()).as("and none after it was taken").allMatch(times -> times <= ATTEMPTS + 1);
    }

    @Test
    void aSinkThatWantsNothingMoreIsLeftAloneUntilItIsEnabled() {
        peer.answer(410);
        bench.owe("first", "hook");
        bench.letPass(Duration.ZERO);
        IntStream.range(0, FEEDS).forEach(feed -> bench.owe("feed-" + feed, "hook"));
        for (int day = 0; day < 7; day++) {
            bench.letPass(Duration.ofDays(1));
        }

        assertThat(peer.received()).hasSize(1);
        assertThat(bench.standing("hook"))
                .isEqualTo(Map.of(Delivery.Status.DEAD, 1L, Delivery.Status.DUE, (long) FEEDS));

        peer.answerAsUsual();
        assertThat(bench.engine().sinks().enable("hook")).isTrue();
        bench.engine().ledger().retry(hooks().get(FEEDS).id());
        bench.letPass(Duration.ZERO);

        assertThat(bench.standing("hook")).isEqualTo(Map.of(Delivery.Status.DELIVERED, FEEDS + 1L));
        assertThat(received().keySet()).isEqualTo(owedIds());
    }

    @Test
    void aSinkThatHangsHoldsUpNobody() throws InterruptedException {
        List<String> feeds = new ArrayList<>(
                IntStream.range(0, FEEDS).mapToObj(i -> "feed-" + i).toList());
        feeds.forEach(feed -> bench.owe(feed, "slow", "hook", "drop"));
        peer.answerAsUsual();
        bench.engine().dispatcher().dispatch();

        awaitStanding("hook", Delivery.Status.DELIVERED);
        awaitStanding("drop", Delivery.Status.DELIVERED);
        assertThat(bench.standing("slow")).isEqualTo(Map.of(Delivery.Status.DUE, (long) FEEDS));

        answered.countDown();
        awaitStanding("slow", Delivery.Status.DELIVERED);
    }

    private void awaitStanding(String sink, Delivery.Status status) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!bench.standing(sink).equals(Map.of(status, (long) FEEDS))) {
            assertThat(System.nanoTime()).as(sink + ": " + bench.standing(sink)).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
