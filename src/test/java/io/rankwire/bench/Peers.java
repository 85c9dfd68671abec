package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rankwire beside other programs that fetch the same pages of the same vendor and write the same rows. Rankwire also keeps
 * them and compares them with the week before; the others do neither. All run in turn, and every file is checked row by row.
 */
final class Peers {
    private static final Pattern KEY = Pattern.compile("\\b17\\d{17}\\b");
    /** What dlt keeps beside the files that were asked for. */
    private static final Pattern BOOKKEEPING = Pattern.compile("/pipelines/|/_dlt_");

    /** The one that all ask for. */
    private static final String PERIOD = "2026-13";

    private static final String OURS = "Rankwire";
    private static final String CAMEL = "bare Camel";
    /** What the start script sets for Rankwire. */
    private static final String LIKE_OURS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -Xmn12m -XX:-UsePerfData";

    private final Report report;
    private final Path folder;
    private final Path scripts;
    private final Map<Peer, Path> installed = new LinkedHashMap<>();

    /**
     * Installs what can be had.
     *
     * @param scripts where those of the peers are
     */
    Peers(Report report, Path folder, Path scripts) throws IOException, InterruptedException {
        this.report = report;
        this.folder = Files.createDirectories(folder.resolve("peers"));
        this.scripts = scripts.toAbsolutePath();
        List<String> wanted =
                List.of(System.getProperty("rankwire.bench.peers", "").split(",", -1));
        for (Peer peer : Peer.ALL) {
            if (wanted.stream().noneMatch(peer.name()::startsWith)) {
                continue;
            }
            Path tools = this.folder.resolve("tools-" + installed.size());
            String reason = peer.installIn(tools, this.scripts);
            if (reason.isEmpty()) {
                installed.put(peer, tools);
            } else {
                System.out.println(peer.name() + " is left out, since it cannot be installed: " + reason);
            }
        }
    }

    /** A program's run over a vendor that listens at the address. */
    private interface Job {
        Program.Cost run(Path out) throws IOException, InterruptedException;
    }

    /**
     * All of them, several times.
     *
     * @param mostOfDlt how much Rankwire may take of what dlt takes, in wall time and in CPU
     * @param mostOfCamel the same of what bare Camel takes
     */
    void run(int pages, int runs, double mostOfDlt, double mostOfCamel) throws IOException, InterruptedException {
        tell(pages, measure(pages, runs, Duration.ZERO), mostOfDlt, mostOfCamel);
    }

    /**
     * All of them, over a vendor whose answers come late.
     *
     * @param mostOfFastest how much wall time Rankwire may take of what the fastest of the others takes
     */
    void runLate(int pages, int runs, Duration delay, double mostOfFastest) throws IOException, InterruptedException {
        Map<String, Report.Figures> walls = new LinkedHashMap<>();
        measure(pages, runs, delay).forEach((name, costs) -> walls.put(name, figures(costs, Program.Cost::wall)));
        Report.Figures ours = walls.remove(OURS);
        String fastest = walls.entrySet().stream()
                .min(Comparator.comparingDouble(wall -> wall.getValue().median()))
                .orElseThrow()
                .getKey();
        walls.forEach((name, wall) -> {
            String what = pages + " pages, " + delay.toMillis() + " ms an answer, beside " + name;
            if (name.equals(fastest)) {
                report.ratio(what, "wall s", ours, wall, mostOfFastest);
            } else {
                report.beside(what, "wall s", ours, wall);
            }
        });
    }

    private Map<String, List<Program.Cost>> measure(int pages, int runs, Duration delay)
            throws IOException, InterruptedException {
        int rows = pages * Shape.LIVE.pageSize();
        Program vendor = new Program(folder.resolve("vendor.log"), List.of());
        Files.deleteIfExists(vendor.log());
        Process serving = vendor.start(
                FastVendor.class.getName(), Shape.LIVE.name(), Integer.toString(rows), Long.toString(delay.toMillis()));
        try {
            String url = EndToEnd.address(vendor.log(), serving);
            Map<String, List<Program.Cost>> costs = new LinkedHashMap<>();
            Map<String, Job> jobs = jobs(url, pages);
            for (int run = 0; run < runs; run++) {
                for (Map.Entry<String, Job> job : jobs.entrySet()) {
                    Path out = folder.resolve("out");
                    Homes.clear(out);
                    Files.createDirectories(out);
                    Program.Cost cost = job.getValue().run(out);
                    check(job.getKey(), out, rows);
                    costs.computeIfAbsent(job.getKey(), name -> new ArrayList<>())
                            .add(cost);
                }
            }
            return costs;
        } finally {
            serving.destroyForcibly().onExit().join();
        }
    }

    private Map<String, Job> jobs(String url, int pages) throws IOException, InterruptedException {
        Path prepared = new EndToEnd(report, folder, 1).prepare(Shape.LIVE, url);
        Map<String, Job> jobs = new LinkedHashMap<>();
        jobs.put(OURS, out -> {
            Path home = Homes.copy(prepared, folder.resolve("home"));
            Program.Cost cost = Program.in(folder).rankwire("--home", home.toString(), "run", "--once");
            Homes.copy(home.resolve("data/out"), out);
            return cost;
        });
        jobs.put(CAMEL, out -> Program.in(folder)
                .runWith(LIKE_OURS, BareCamel.class.getName(), url + "/", out.toString()));
        installed.forEach((peer, tools) -> jobs.put(peer.name(), out -> Program.in(folder)
                .shell(scripts, peer.environment(tools, url, pages, out), peer.run())));
        return jobs;
    }

    private void tell(int pages, Map<String, List<Program.Cost>> costs, double mostOfDlt, double mostOfCamel) {
        Map<String, ToDoubleFunction<Program.Cost>> figures = new LinkedHashMap<>();
        figures.put("wall s", Program.Cost::wall);
        figures.put("CPU s", Program.Cost::cpu);
        figures.forEach((unit, figure) -> costs.forEach((name, runs) -> {
            String what = pages + " pages × 100 rows, beside " + name;
            Report.Figures ours = figures(costs.get(OURS), figure);
            if (name.startsWith("dlt")) {
                report.ratio(what, unit, ours, figures(runs, figure), mostOfDlt);
            } else if (name.equals(CAMEL)) {
                report.ratio(what, unit, ours, figures(runs, figure), mostOfCamel);
            } else if (!name.equals(OURS)) {
                report.beside(what, unit, ours, figures(runs, figure));
            }
        }));
    }

    private static Report.Figures figures(List<Program.Cost> costs, ToDoubleFunction<Program.Cost> figure) {
        return Report.Figures.of(costs.stream().mapToDouble(figure).toArray());
    }

    /** Every row is in the CSV and in the JSON Lines, in the vendor's order. */
    private static void check(String name, Path out, int rows) throws IOException {
        for (String ending : List.of(".csv", ".jsonl")) {
            try (Stream<Path> all = Files.walk(out)) {
                List<Path> files = all.filter(file -> file.toString().endsWith(ending))
                        .filter(file -> !BOOKKEEPING.matcher(file.toString()).find())
                        .toList();
                if (files.size() != 1) {
                    throw new IllegalStateException(name + " wrote " + files.size() + " files of " + ending);
                }
                checkRows(name, files.get(0), rows);
            }
        }
    }

    private static void checkRows(String name, Path file, int rows) throws IOException {
        int row = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher key = KEY.matcher(line);
                boolean found = key.find();
                if (found && key.group().equals(FastVendor.key(row, PERIOD))) {
                    row++;
                } else if (found || row > 0) {
                    throw new IllegalStateException(name + " wrote another row " + row + " into " + file + ": " + line);
                }
            }
        }
        if (row != rows) {
            throw new IllegalStateException(name + " wrote " + row + " rows of " + rows + " into " + file);
        }
    }
}
