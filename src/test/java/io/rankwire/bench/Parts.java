package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Single parts: pages read, by JMH; and what movement adds to a poll. */
final class Parts {
    private final Report report;
    private final Path folder;

    Parts(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    void pages(boolean tiny) throws RunnerException {
        Map<String, Report.Figures> figures = new HashMap<>();
        for (RunResult result : run(tiny)) {
            String name = result.getPrimaryResult().getLabel() + " "
                    + result.getParams().getParam("shape");
            double[] scores = result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .toArray();
            figures.put(name, Report.Figures.of(scores));
        }
        for (Shape shape : Shape.values()) {
            report.ratio(
                    "page of " + shape.pageSize() + " rows, " + shape,
                    "µs",
                    figures.get("rankwire " + shape),
                    figures.get("jackson " + shape),
                    1.35);
        }
    }

    private static Collection<RunResult> run(boolean tiny) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(PageReading.class.getName()).shouldFailOnError(true);
        if (tiny) {
            options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(20));
        }
        return new Runner(options.build()).run();
    }

    /**
     * What it costs to compare: polls of a week that has one before it, beside the polls of that one. A small ranking is
     * polled again and again, until as many rows were compared as the largest has.
     */
    void movement(List<Integer> sizes, int runs) throws IOException {
        int most = sizes.stream().mapToInt(rows -> rows).max().orElseThrow();
        for (int rows : sizes) {
            List<Double> first = new ArrayList<>();
            List<Double> added = new ArrayList<>();
            try (FastVendor vendor = new FastVendor(Shape.LIVE, rows)) {
                for (int run = 0; run < Math.max(runs, most / rows); run++) {
                    Path home = Files.createTempDirectory(folder, "movement");
                    try (Filled filled = new Filled(home)) {
                        double alone = micros(() -> filled.fetch(vendor, "US", "2026-W12")) / rows;
                        first.add(alone);
                        added.add(micros(() -> filled.fetch(vendor, "US", "2026-W13")) / rows - alone);
                    }
                    Homes.clear(home);
                }
            }
            report.note(
                    "poll without HTTP, " + rows + " rows, nothing to compare with",
                    "CPU µs a row",
                    Report.Figures.of(first).median());
            report.atMost(
                    "movement, " + rows + " rows against " + rows,
                    "CPU µs a row",
                    Report.Figures.of(added),
                    rows > 10_000 ? 2 : 1);
        }
    }

    /** Something that takes a while. */
    interface Work {
        void run() throws IOException;
    }

    /** CPU time of this thread. */
    static double micros(Work work) throws IOException {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - before) / 1e3;
    }
}
