package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program while it starts, while it has nothing to do, and while it handles more than fits in its memory. */
final class Standing {
    private static final double MEGABYTE = 1024;

    private final Report report;
    private final Path folder;

    Standing(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** From the start of the process to the first request that the vendor sees. */
    void start(int feeds, int runs, String with) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try (FastVendor vendor = new FastVendor(Shape.LIVE, 1)) {
                Path home = feeds(vendor, feeds, "period: 1s, delay: 1");
                long begin = System.nanoTime();
                Process process = Program.in(folder).startRankwire("--home", home.toString(), "run");
                try {
                    await(process, () -> vendor.requests() > 0);
                    seconds.add((System.nanoTime() - begin) / 1e9);
                    cpu.add(Measured.cpuSeconds(process.pid()));
                    await(process, () -> vendor.requests() >= feeds);
                    memory.add(Measured.nowKilobytes(process.pid()) / MEGABYTE);
                } finally {
                    process.destroyForcibly().onExit().join();
                }
            }
        }
        report.atMost(
                "start, " + feeds + " feeds, to the first request, " + with, "wall s", Report.Figures.of(seconds), 1);
        report.note(
                "start, " + feeds + " feeds, to the first request, " + with,
                "CPU s",
                Report.Figures.of(cpu).median());
        report.atMost("start, after every feed's first request, " + with, "RSS MB", Report.Figures.of(memory), 160);
    }

    /** Feeds that wait for their hour. */
    void idle(int feeds, Duration time) throws Exception {
        try (FastVendor vendor = new FastVendor(Shape.LIVE, 1)) {
            Path home = feeds(vendor, feeds, "period: 1h, delay: 3600000");
            Process process = Program.in(folder).startRankwire("--home", home.toString(), "run");
            try {
                settle(process);
                double before = Measured.cpuSeconds(process.pid());
                long begin = System.nanoTime();
                if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw ended();
                }
                double used = Measured.cpuSeconds(process.pid()) - before;
                double share = used / ((System.nanoTime() - begin) / 1e9) * 100;
                report.atMost(
                        "idle, " + feeds + " feeds, " + time.toSeconds() + " s",
                        "% of a core",
                        Report.Figures.of(share),
                        1);
                report.atMost(
                        "idle, " + feeds + " feeds",
                        "RSS MB",
                        Report.Figures.of(Measured.nowKilobytes(process.pid()) / MEGABYTE),
                        250);
            } finally {
                process.destroyForcibly().onExit().join();
            }
        }
    }

    /** A large ranking through poll, seal and three formats in a heap of 96 MB; memory from a tenth on. */
    void memory(int rows) throws Exception {
        try (FastVendor vendor = new FastVendor(Shape.LIVE, rows)) {
            Path home = Homes.make(folder.resolve("large"), vendor.url().toString());
            Homes.live(home, "bench", "2026-W13", Homes.publish("csv, xlsx, parquet"));
            for (String format : List.of("csv", "xlsx", "parquet")) {
                Homes.drop(home, format);
            }
            Program program = Program.in(folder).withOptions("-Xmx96m");
            Files.deleteIfExists(program.log());
            Process process = program.startRankwire("--home", home.toString(), "run", "--once");
            int pages = rows / Shape.LIVE.pageSize();
            Map<String, Double> bars = new LinkedHashMap<>();
            for (int tenth = 1; tenth <= 10; tenth++) {
                int asked = Math.max(1, pages * tenth / 10);
                await(process, () -> vendor.requests() >= asked);
                bars.put(tenth * 10 + " % polled", Measured.nowKilobytes(process.pid()) / MEGABYTE);
            }
            double polled = bars.get("100 % polled");
            double highest = polled;
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                highest = sample(process, highest);
            }
            bars.put("highest after that", highest);
            report.plot("RSS in MB through " + rows + " rows, -Xmx96m", bars);
            boolean done = process.waitFor() == 0;
            Homes.clear(home);
            report.atLeast(
                    rows + " rows to CSV, XLSX and Parquet, -Xmx96m", "completed", Report.Figures.of(done ? 1 : 0), 1);
            report.atMost(
                    rows + " rows, RSS at 100 % polled beside 10 %",
                    "×",
                    Report.Figures.of(polled / bars.get("10 % polled")),
                    1.2);
            report.note(rows + " rows, highest RSS", "MB", highest);
        }
    }

    private static double sample(Process process, double highest) {
        try {
            return Math.max(highest, Measured.nowKilobytes(process.pid()) / MEGABYTE);
        } catch (RuntimeException gone) {
            // It ended between two looks.
            return highest;
        }
    }

    /** A tick that comes before its route has started is lost: where the first one counts, another must follow. */
    private Path feeds(FastVendor vendor, int count, String ticks) throws IOException {
        Path home = folder.resolve("standing");
        Homes.clear(home);
        Homes.make(home, vendor.url().toString());
        for (int i = 0; i < count; i++) {
            Homes.write(home, "routes/feed-" + i + ".camel.yaml", """
                    - route:
                        id: feed-%1$d
                        from:
                          uri: timer:feed-%1$d
                          parameters: { %2$s }
                          steps:
                            - to:
                                uri: kamelet:bench-live-top-product
                                parameters: { region: US, categoryId: %3$d, period: week, date: '2026-W13' }
                    %4$s""".formatted(i, ticks, i + 1, Homes.publish("csv")));
        }
        Homes.drop(home, "csv");
        return home;
    }

    /** Waits until the program has been at rest for a while. */
    private void settle(Process process) throws IOException, InterruptedException {
        double before = -1;
        double now = Measured.cpuSeconds(process.pid());
        while (now < 1 || now - before > 0.03) {
            before = now;
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                throw ended();
            }
            now = Measured.cpuSeconds(process.pid());
        }
    }

    private void await(Process process, BooleanSupplier happened) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(30);
        while (!happened.getAsBoolean()) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw ended();
            }
        }
    }

    private IllegalStateException ended() throws IOException {
        return new IllegalStateException(
                "the program ended or does nothing: " + Files.readString(folder.resolve("program.log")));
    }
}
