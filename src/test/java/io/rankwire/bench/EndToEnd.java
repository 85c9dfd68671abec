package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From the first request to the files in the folder: the whole program and the baseline, run in turn. */
final class EndToEnd {
    private final Report report;
    private final Path folder;
    private final int runs;

    EndToEnd(Report report, Path folder, int runs) {
        this.report = report;
        this.folder = folder;
        this.runs = runs;
    }

    /** Costs of alternating runs. */
    private record Pair(List<Program.Cost> ours, List<Program.Cost> baseline) {
        Report.Figures ours(java.util.function.ToDoubleFunction<Program.Cost> of) {
            return Report.Figures.of(ours.stream().mapToDouble(of).toArray());
        }

        Report.Figures baseline(java.util.function.ToDoubleFunction<Program.Cost> of) {
            return Report.Figures.of(baseline.stream().mapToDouble(of).toArray());
        }
    }

    /** Pages of 100 rows. */
    void large(int pages) throws IOException, InterruptedException {
        Pair costs = compare(Shape.LIVE, pages * Shape.LIVE.pageSize());
        String what = "end to end, " + pages + " pages × 100 rows";
        report.ratio(what, "CPU s", costs.ours(Program.Cost::cpu), costs.baseline(Program.Cost::cpu), 1.3);
        report.ratio(what, "wall s", costs.ours(Program.Cost::wall), costs.baseline(Program.Cost::wall), 1.3);
    }

    /** Pages of 10 rows of about a hundred fields. */
    void small(int pages) throws IOException, InterruptedException {
        Pair costs = compare(Shape.ANALYTICS, pages * Shape.ANALYTICS.pageSize());
        String what = "end to end, " + pages + " pages × 10 rows of 100 fields";
        report.ratio(what, "CPU s", costs.ours(Program.Cost::cpu), costs.baseline(Program.Cost::cpu), 2);
    }

    /** Rankings of growing size, and many small ones. */
    void growth(List<Integer> sizes, List<Integer> feeds) throws IOException, InterruptedException {
        Map<Double, Double> ours = new LinkedHashMap<>();
        Map<Double, Double> baseline = new LinkedHashMap<>();
        for (int rows : sizes) {
            Pair costs = compare(Shape.LIVE, rows);
            report.beside(
                    "growth: " + rows + " rows",
                    "CPU s",
                    costs.ours(Program.Cost::cpu),
                    costs.baseline(Program.Cost::cpu));
            ours.put((double) rows, costs.ours(Program.Cost::cpu).median());
            baseline.put((double) rows, costs.baseline(Program.Cost::cpu).median());
        }
        Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();
        lines.put("Rankwire", ours);
        lines.put("baseline", baseline);
        report.chart("growth-rows", new Chart("A ranking, from the first request to the files", "rows", lines));
        noWorseThanLinear("rows", ours);
        Map<Double, Double> many = new LinkedHashMap<>();
        for (int count : feeds) {
            Program.Cost cost = feeds(count);
            report.note("growth: " + count + " feeds of 100 rows", "CPU s", cost.cpu());
            many.put((double) count, cost.cpu());
        }
        report.chart(
                "growth-feeds", new Chart("Feeds of one page, all polled once", "feeds", Map.of("Rankwire", many)));
        noWorseThanLinear("feeds", many);
    }

    /** What one more costs among many, beside what one more costs among few: the start of the program is in neither. */
    private void noWorseThanLinear(String what, Map<Double, Double> costs) {
        List<Double> work = List.copyOf(costs.keySet());
        if (work.size() < 3) {
            return;
        }
        int last = work.size() - 1;
        double among = one(costs, work.get(last - 2), work.get(last - 1));
        double amongMany = one(costs, work.get(last - 1), work.get(last));
        report.atMost(
                String.format(
                        Locale.ROOT,
                        "growth: one more beyond %,.0f %s, beside beyond %,.0f",
                        work.get(last - 1),
                        what,
                        work.get(last - 2)),
                "×",
                Report.Figures.of(amongMany / among),
                1.1);
    }

    private static double one(Map<Double, Double> costs, double from, double to) {
        return (costs.get(to) - costs.get(from)) / (to - from);
    }

    private Program.Cost feeds(int count) throws IOException, InterruptedException {
        try (FastVendor vendor = new FastVendor(Shape.LIVE, Shape.LIVE.pageSize())) {
            Path home =
                    Homes.make(folder.resolve("feeds-" + count), vendor.url().toString());
            for (int i = 0; i < count; i++) {
                Homes.write(home, "routes/feed-" + i + ".camel.yaml", """
                        - route:
                            id: feed-%1$d
                            from:
                              uri: timer:feed-%1$d
                              parameters: { period: 1h }
                              steps:
                                - to:
                                    uri: kamelet:bench-live-top-product
                                    parameters: { region: US, categoryId: %2$d, period: week, date: '2026-W13' }
                        %3$s""".formatted(i, i + 1, Homes.publish("csv")));
            }
            Homes.drop(home, "csv");
            Program.Cost cost = Program.in(folder).rankwire("--home", home.toString(), "run", "--once");
            Homes.clear(home);
            return cost;
        }
    }

    private Pair compare(Shape shape, int rows) throws IOException, InterruptedException {
        Program vendor = new Program(folder.resolve("vendor.log"), List.of());
        Files.deleteIfExists(vendor.log());
        Process serving = vendor.start(FastVendor.class.getName(), shape.name(), Integer.toString(rows));
        try {
            String url = address(vendor.log(), serving);
            Path prepared = prepare(shape, url);
            List<Program.Cost> ours = new ArrayList<>();
            List<Program.Cost> baseline = new ArrayList<>();
            Path home = folder.resolve("home");
            Path bare = folder.resolve("baseline");
            for (int run = 0; run < runs; run++) {
                Homes.copy(prepared, home);
                ours.add(Program.in(folder).rankwire("--home", home.toString(), "run", "--once"));
                Homes.clear(bare);
                baseline.add(baseline(shape, url, bare));
            }
            same(home.resolve("data/out"), bare, rows);
            for (Path folder : List.of(prepared, home, bare)) {
                Homes.clear(folder);
            }
            return new Pair(ours, baseline);
        } finally {
            serving.destroyForcibly().onExit().join();
        }
    }

    /** The week before is there already, so that there is something to compare with. */
    Path prepare(Shape shape, String url) throws IOException, InterruptedException {
        Path home = Homes.make(Files.createTempDirectory(folder, "prepared"), url);
        if (shape == Shape.LIVE) {
            Homes.live(home, "bench", "2026-W12", "");
            Program.in(folder).rankwire("--home", home.toString(), "run", "--once");
            Homes.live(home, "bench", "2026-W13", Homes.publish("csv, jsonl"));
        } else {
            Homes.analytics(home, "bench", Homes.publish("csv, jsonl"));
        }
        Homes.drop(home, "csv");
        Homes.drop(home, "jsonl");
        return home;
    }

    private Program.Cost baseline(Shape shape, String url, Path bare) throws IOException, InterruptedException {
        return shape == Shape.LIVE
                ? Program.in(folder).run(Baseline.class.getName(), url + "/", """
                        {"filter":{"date_info":{"value":"2026-13"}},"page":{page}}""", bare.toString())
                : Program.in(folder).run(Baseline.class.getName(), url + "/?page_num={page}", "", bare.toString());
    }

    static String address(Path log, Process serving) throws IOException {
        while (serving.isAlive()) {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            if (!lines.isEmpty() && lines.get(0).startsWith("http")) {
                return lines.get(0);
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("the vendor did not start: " + Files.readString(log));
    }

    /** Both wrote every row. */
    private static void same(Path ours, Path bare, int rows) throws IOException {
        try (var files = Files.list(ours)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                require(file, rows);
            }
        }
        require(bare.resolve("ranking.jsonl"), rows);
    }

    private static void require(Path file, int rows) throws IOException {
        try (var lines = Files.lines(file)) {
            long count = lines.count();
            if (count != rows) {
                throw new IllegalStateException(file + " has " + count + " rows instead of " + rows);
            }
        }
    }
}
