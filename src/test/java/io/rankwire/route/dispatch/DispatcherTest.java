package io.rankwire.route.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.delivery.Shipment;
import io.rankwire.route.step.SinkBench;
import io.rankwire.route.step.SinkSteps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DispatcherTest {
    private static final String DROP = """
            - to: "log:drop"
            """;

    @TempDir
    Path home;

    private static void sink(SinkBench bench, String name, Processor step) throws Exception {
        bench.engine().context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + name).routeId(name).process(step);
            }
        });
    }

    private static void join(List<Future<Integer>> workers) throws Exception {
        for (Future<Integer> worker : workers) {
            worker.get(60, TimeUnit.SECONDS);
        }
    }

    private static List<Delivery> delivered(SinkBench bench) {
        return bench.engine().deliveries().list(new DeliveryFilter(null, null, Delivery.Status.DELIVERED));
    }

    @Test
    void aSinkThatHangsHoldsUpNoOtherAndTakesOneThread() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch fast = new CountDownLatch(3);
        AtomicInteger inside = new AtomicInteger();
        try (SinkBench bench = new SinkBench(home, Map.of(), DROP)) {
            sink(bench, "slow", exchange -> {
                inside.incrementAndGet();
                hanging.countDown();
                assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            });
            sink(bench, "fast", exchange -> fast.countDown());
            List.of("first", "second", "third").forEach(feed -> bench.owe(feed, "slow", "fast"));

            List<Future<Integer>> workers = bench.engine().dispatcher().dispatch();
            assertThat(workers).hasSize(2);
            assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(fast.await(60, TimeUnit.SECONDS)).isTrue();

            bench.owe("fourth", "slow", "fast");
            // The worker that is still writing down the third may take the fourth along, or end just before it.
            while (delivered(bench).size() < 4) {
                join(bench.engine().dispatcher().dispatch());
            }
            assertThat(delivered(bench)).hasSize(4).allMatch(delivery -> delivery.sink()
                    .equals("fast"));
            assertThat(inside).hasValue(1);

            release.countDown();
            join(workers);
            assertThat(delivered(bench)).hasSize(8);
        }
    }

    @Test
    void deliversTwoFeedsToASinkAtOnceAndEachInOrder() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        try (SinkBench bench = new SinkBench(home, Map.of("wide.parallel", "4"), DROP)) {
            sink(bench, "wide", exchange -> {
                Shipment shipment = SinkSteps.shipment(exchange);
                // No delivery comes through alone: only another feed's delivery can be under way at the same time.
                both.await(60, TimeUnit.SECONDS);
                if (shipment.delivery().feed().equals("first")) {
                    ids.add(shipment.delivery().id());
                }
            });
            bench.owe("first", "wide");
            bench.owe("second", "wide");
            join(bench.engine().dispatcher().dispatch());
            bench.oweAgain("wide");
            bench.owe("third", "wide");

            List<Future<Integer>> workers = bench.engine().dispatcher().dispatch();
            assertThat(workers).hasSize(2);
            join(workers);

            assertThat(delivered(bench)).hasSize(4);
            assertThat(ids).isSorted().hasSize(2);
        }
    }

    @Test
    void keepsTheOrderOfAFeedWhenItsOldestDeliveryWaits() throws Exception {
        List<String> tried = new ArrayList<>();
        try (SinkBench bench = new SinkBench(home, Map.of("flaky.parallel", "4"), DROP)) {
            sink(bench, "flaky", exchange -> {
                Delivery delivery = SinkSteps.shipment(exchange).delivery();
                synchronized (tried) {
                    tried.add(delivery.feed() + " " + delivery.progress().attempts());
                }
                if (delivery.feed().equals("first") && delivery.progress().attempts() == 0) {
                    throw new java.io.IOException("not now");
                }
            });
            bench.owe("first", "flaky");
            bench.oweAgain("flaky");
            bench.owe("second", "flaky");

            bench.engine().dispatcher().settle();

            assertThat(tried).containsExactlyInAnyOrder("first 0", "second 0");
            assertThat(bench.engine().dispatcher().sinksDue()).isEmpty();
        }
    }

    @Test
    void takesAMisspeltParallelForOneAndGoesOn() throws Exception {
        try (SinkBench bench = new SinkBench(home, Map.of("drop.parallel", "many"), DROP)) {
            assertThat(bench.deliver("first").progress().status()).isEqualTo(Delivery.Status.DELIVERED);
        }
    }
}
