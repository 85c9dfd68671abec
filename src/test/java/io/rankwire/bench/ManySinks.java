package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One ranking for many file sinks of one format, beside the same for one sink: the whole program, run in turn. */
final class ManySinks {
    private static final String FORMAT = "csv";

    private final Report report;
    private final Path folder;
    private final int runs;

    ManySinks(Report report, Path folder, int runs) {
        this.report = report;
        this.folder = folder;
        this.runs = runs;
    }

    void run(int pages, int sinks) throws IOException, InterruptedException {
        Program vendor = new Program(folder.resolve("vendor.log"), List.of());
        Files.deleteIfExists(vendor.log());
        int rows = pages * Shape.LIVE.pageSize();
        Process serving = vendor.start(FastVendor.class.getName(), Shape.LIVE.name(), Integer.toString(rows));
        try {
            String url = EndToEnd.address(vendor.log(), serving);
            List<Double> many = new ArrayList<>();
            List<Double> one = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                many.add(deliver(url, sinks));
                one.add(deliver(url, 1));
            }
            report.ratio(
                    pages + " pages × 100 rows to " + sinks + " file sinks of one format, beside one",
                    "CPU s",
                    Report.Figures.of(many),
                    Report.Figures.of(one),
                    1.5);
        } finally {
            serving.destroyForcibly().onExit().join();
        }
    }

    private double deliver(String url, int count) throws IOException, InterruptedException {
        Path home = Homes.make(Files.createTempDirectory(folder, "sinks"), url);
        List<String> sinks =
                IntStream.range(0, count).mapToObj(sink -> "sink-" + sink).toList();
        Homes.live(home, "bench", "2026-W13", Homes.publish(String.join(", ", sinks)));
        for (String sink : sinks) {
            Homes.drop(home, sink, FORMAT, "data/out/" + sink);
        }
        double cpu = Program.in(folder)
                .rankwire("--home", home.toString(), "run", "--once")
                .cpu();
        for (String sink : sinks) {
            checkSame(home.resolve("data/out"), sinks.get(0), sink);
        }
        Homes.clear(home);
        return cpu;
    }

    /** Every sink has the file that the first has. */
    private static void checkSame(Path out, String first, String sink) throws IOException {
        Path name = Path.of("bench_2026-W13_r1." + FORMAT);
        if (Files.mismatch(out.resolve(first).resolve(name), out.resolve(sink).resolve(name)) >= 0) {
            throw new IllegalStateException(sink + " was delivered another file than " + first);
        }
    }
}
