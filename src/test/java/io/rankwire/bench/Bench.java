package io.rankwire.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs every benchmark and writes the report. Argument: the folder for it. With {@code -Drankwire.bench.quick} everything
 * is a tenth or less of its size; with {@code -Drankwire.bench.only=ledger,start} only these are run.
 */
public final class Bench {
    /**
     * How large everything is.
     *
     * @param largePages pages of 100 rows
     * @param smallPages pages of 10 rows
     * @param memoryRows rows through a small heap
     * @param compared rankings that are compared, in rows
     * @param documentRows rows a document
     * @param deliveries to a null sink
     * @param histories rows in the ledger before
     * @param sizes rankings, in rows
     * @param feeds how many feeds
     * @param idle how long nothing is due
     * @param runs of everything that is compared
     */
    record Sizes(
            int largePages,
            int smallPages,
            int memoryRows,
            List<Integer> compared,
            int documentRows,
            int deliveries,
            List<Integer> histories,
            List<Integer> sizes,
            List<Integer> feeds,
            Duration idle,
            int runs) {
        static final Sizes FULL = new Sizes(
                2_000,
                20_000,
                1_000_000,
                List.of(10_000, 1_000_000),
                100_000,
                100_000,
                List.of(1_000, 10_000, 100_000, 1_000_000),
                List.of(1_000, 10_000, 100_000, 1_000_000),
                List.of(10, 100, 1_000),
                Duration.ofMinutes(10),
                5);
        static final Sizes QUICK = new Sizes(
                500,
                2_000,
                100_000,
                List.of(10_000, 50_000),
                20_000,
                10_000,
                List.of(1_000, 100_000),
                List.of(1_000, 10_000, 100_000),
                List.of(10, 100),
                Duration.ofSeconds(30),
                3);
        static final Sizes TINY = new Sizes(
                2, 2, 200, List.of(200), 200, 30, List.of(10, 20), List.of(100), List.of(2), Duration.ofMillis(100), 1);
    }

    static final List<String> ALL =
            List.of("idle", "parts", "documents", "ledger", "files", "start", "memory", "end", "sinks", "growth");

    private final Report report = new Report();
    private final Sizes sizes;
    private final Path folder;
    private final Iterable<String> only;

    Bench(Sizes sizes, Path folder, Iterable<String> only) {
        this.sizes = sizes;
        this.folder = folder;
        this.only = only;
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = Boolean.getBoolean("rankwire.bench.quick");
        String only = System.getProperty("rankwire.bench.only", "");
        Path target = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("rankwire-bench");
        Bench bench =
                new Bench(quick ? Sizes.QUICK : Sizes.FULL, work, only.isBlank() ? ALL : List.of(only.split(",", -1)));
        bench.run(target, quick ? "quick" : "full");
        System.out.println("see " + target.resolve("report.md"));
        System.exit(0);
    }

    /** Runs what is wanted and writes the report after each part, so that a broken run leaves something. */
    Report run(Path target, String mode) throws Exception {
        Map<String, String> environment = environment(mode);
        List<Future<?>> idling = new ArrayList<>();
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            for (String part : only) {
                if (part.equals("idle")) {
                    // What does nothing takes next to nothing from what runs meanwhile.
                    idling.add(beside.submit(this::idle));
                } else {
                    run(part);
                    write(target, environment);
                }
            }
            for (Future<?> idle : idling) {
                idle.get();
            }
            write(target, environment);
        } finally {
            beside.shutdownNow();
            beside.awaitTermination(1, TimeUnit.MINUTES);
            Homes.clear(folder);
        }
        return report;
    }

    private void write(Path target, Map<String, String> environment) throws IOException {
        environment.put("load at the end", load());
        report.write(target, environment);
    }

    private Void idle() throws Exception {
        Path own = Files.createDirectories(folder.resolve("idle"));
        new Standing(report, own).idle(sizes.feeds().get(sizes.feeds().size() - 1), sizes.idle());
        return null;
    }

    private void run(String part) throws Exception {
        boolean tiny = sizes.equals(Sizes.TINY);
        // Of what takes minutes three runs must do.
        int few = Math.min(sizes.runs(), 3);
        switch (part) {
            case "parts" -> {
                Parts parts = new Parts(report, folder);
                parts.pages(tiny);
                parts.movement(sizes.compared(), few);
            }
            case "documents" -> new Documents(report, folder).run(sizes.documentRows(), sizes.runs());
            case "ledger" -> {
                LedgerLoad ledger = new LedgerLoad(report, folder);
                ledger.throughput(sizes.deliveries(), sizes.histories());
                ledger.slowSink(sizes.deliveries() / 10);
            }
            case "files" -> {
                Editing editing = new Editing(report, folder);
                editing.check(tiny ? 11 : 1_000, few);
                editing.swaps(tiny ? 11 : 1_000, tiny ? 2 : 50);
            }
            case "start" -> start(tiny ? 2 : 10);
            case "memory" -> new Standing(report, folder).memory(sizes.memoryRows());
            case "end" -> {
                new EndToEnd(report, folder, sizes.runs()).large(sizes.largePages());
                new EndToEnd(report, folder, few).small(sizes.smallPages());
            }
            case "sinks" -> new ManySinks(report, folder, few).run(tiny ? 2 : 200, tiny ? 3 : 20);
            case "peers" -> {
                Program.in(folder).keepClasses();
                Peers peers = new Peers(report, folder, Path.of("src/test/resources/peers"));
                peers.runLate(tiny ? 2 : 50, few, Duration.ofMillis(200), 0.33);
                peers.run(5, 2 * few + 1, 0.8, 1.2);
                peers.run(200, few, 0.6, 1.2);
                peers.run(tiny ? 2 : sizes.largePages(), few, 0.45, 1.3);
            }
            case "growth" -> new EndToEnd(report, folder, 1).growth(sizes.sizes(), sizes.feeds());
            default ->
                throw new IllegalArgumentException(
                        "there is no benchmark '" + part + "'; there are " + ALL + " and peers");
        }
    }

    private void start(int feeds) throws Exception {
        boolean kept = Program.in(folder).keepClasses();
        String with = kept ? "by `rankwire cache`" : "no class cache";
        new Standing(report, folder).start(feeds, 2 * sizes.runs(), with);
        new ShortCommands(report, folder).run(sizes.runs(), with);
    }

    private static Map<String, String> environment(String mode) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("mode", mode);
        environment.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("processors", Runtime.getRuntime().availableProcessors() + ", " + processor());
        environment.put("load at the start", load());
        return environment;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
