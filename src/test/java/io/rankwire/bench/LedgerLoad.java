package io.rankwire.bench;

import io.rankwire.engine.Engine;
import io.rankwire.event.ProgramEvent;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Processor;
import org.jdbi.v3.core.Jdbi;

/** Deliveries to sinks that do nothing: what the ledger and the dispatch cost by themselves. */
final class LedgerLoad {
    /** Names of steps that no file brings along; a check knows nothing of them. */
    private static final Map<String, String> STEPS = Map.of("bench.nothing", "nothing", "bench.hang", "hang");

    private final Report report;
    private final Path folder;

    LedgerLoad(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** So many deliveries to a null sink, and then with more and more history in the ledger. */
    void throughput(int deliveries, List<Integer> histories) throws Exception {
        report.atLeast("ledger, " + deliveries + " deliveries to a null sink", "a second", rates(deliveries, 0), 3_000);
        Map<String, Double> byHistory = new LinkedHashMap<>();
        for (int history : histories) {
            Report.Figures rates = rates(deliveries / 5, history);
            byHistory.put(history + " rows", 1e6 / rates.median());
            report.note("ledger, after " + history + " rows of history", "µs a delivery", 1e6 / rates.median());
        }
        report.plot("Wall µs a delivery, by rows of history", byHistory);
        double first = byHistory.values().iterator().next();
        double last = List.copyOf(byHistory.values()).get(byHistory.size() - 1);
        report.atMost("ledger, dearest history beside the shortest", "×", Report.Figures.of(last / first), 1.5);
    }

    private Report.Figures rates(int deliveries, int history) throws Exception {
        Path home = Homes.make(folder.resolve("ledger"), "http://127.0.0.1:1");
        sink(home, "nothing");
        List<Double> rates = new ArrayList<>();
        try (Engine engine = new Engine(new Home(home), Clock.systemUTC(), STEPS).start()) {
            bind(engine, new CountDownLatch(0));
            engine.desk().load(false);
            snapshot(engine);
            fill(engine.store().jdbi(), "nothing", "delivered", history);
            long before = Homes.storeBytes(home);
            for (int round = 0; round < 3; round++) {
                fill(engine.store().jdbi(), "nothing", "due", deliveries / 3);
                long begin = System.nanoTime();
                engine.dispatcher().settle();
                rates.add(deliveries / 3.0 / ((System.nanoTime() - begin) / 1e9));
            }
            if (history == 0) {
                report.note(
                        "ledger, growth", "bytes a delivery", (Homes.storeBytes(home) - before) / (double) deliveries);
            }
        } finally {
            Homes.clear(home);
        }
        return Report.Figures.of(rates);
    }

    /** How long fast sinks take while another hangs, and while none does. */
    void slowSink(int deliveries) throws Exception {
        double alone = fastSinks(deliveries, false);
        double beside = fastSinks(deliveries, true);
        report.ratio(
                "three fast sinks beside one that hangs, " + deliveries + " deliveries each",
                "wall s",
                Report.Figures.of(beside),
                Report.Figures.of(alone),
                1.2);
    }

    private double fastSinks(int deliveries, boolean hangs) throws Exception {
        Path home = Homes.make(folder.resolve("slow"), "http://127.0.0.1:1");
        List<String> fast = List.of("one", "two", "three");
        for (String sink : fast) {
            sink(home, sink);
        }
        Homes.write(home, "routes/sinks/slow.camel.yaml", route("slow", "hang"));
        CountDownLatch answered = new CountDownLatch(1);
        try (Engine engine = new Engine(new Home(home), Clock.systemUTC(), STEPS).start()) {
            bind(engine, answered);
            engine.desk().load(false);
            snapshot(engine);
            CountDownLatch made = new CountDownLatch(fast.size() * deliveries);
            CountDownLatch slow = new CountDownLatch(hangs ? 1 : 0);
            engine.programEvents().observe(programEvent -> {
                if (programEvent instanceof ProgramEvent.Attempted attempted) {
                    (attempted.attempt().sink().equals("slow") ? slow : made).countDown();
                }
            });
            if (hangs) {
                fill(engine.store().jdbi(), "slow", "due", 1);
                engine.dispatcher().dispatch();
            }
            for (String sink : fast) {
                fill(engine.store().jdbi(), sink, "due", deliveries);
            }
            long begin = System.nanoTime();
            engine.dispatcher().dispatch();
            made.await();
            double took = (System.nanoTime() - begin) / 1e9;
            answered.countDown();
            slow.await();
            return took;
        } finally {
            Homes.clear(home);
        }
    }

    private static void bind(Engine engine, CountDownLatch answered) {
        engine.context().getRegistry().bind("nothing", Processor.class, (Processor) exchange -> {});
        engine.context().getRegistry().bind("hang", Processor.class, (Processor) exchange -> answered.await());
    }

    private static void sink(Path home, String name) throws IOException {
        Homes.write(home, "routes/sinks/" + name + ".camel.yaml", route(name, "nothing"));
    }

    private static String route(String name, String step) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - process: { ref: '{{bench.%2$s}}' }
                """.formatted(name, step);
    }

    /** A snapshot that everything is a delivery of. */
    private static void snapshot(Engine engine) {
        engine.store().jdbi().useHandle(handle -> {
            handle.execute("insert into series (fingerprint, canonical, source) values ('f', 'bench', 'bench')");
            handle.execute("insert into snapshot (series_id, feed, period_type, first_day, revision, status, columns,"
                    + " page_size, fetched_at) values (1, 'bench', 'week', '2026-03-23', 1, 'complete', '[]', 100, 0)");
        });
    }

    private static void fill(Jdbi jdbi, String sink, String status, int count) {
        jdbi.useTransaction(handle -> handle.execute("""
                with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
                insert into delivery (event_id, snapshot_id, feed, label, sink, occasion, status, next_attempt_at, created_at)
                select 'msg_' || lower(hex(randomblob(16))), 1, 'feed-' || (i %% 50), 'bench', ?,
                  'o-' || lower(hex(randomblob(6))), ?, 0, 0 from n where ? > 0""".replace("%%", "%"), count, sink, status, count));
    }
}
