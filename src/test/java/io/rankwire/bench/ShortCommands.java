package io.rankwire.bench;

import io.rankwire.bench.FastVendor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands that only look, run in turn, beside a program that does nothing in the same JVM options. */
final class ShortCommands {
    /** The longest that each may take, in seconds. */
    private static final Map<String, Double> LONGEST = Map.of(
            "--version", 0.25,
            "--help", 0.25,
            "snapshots", 0.5,
            "deliveries", 0.5,
            "budget", 0.5,
            "sinks", 0.5,
            "check", 0.9);

    private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -Xmn12m -XX:-UsePerfData";

    private final Report report;
    private final Path folder;

    ShortCommands(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** Does nothing. */
    static final class Nothing {
        private Nothing() {}

        public static void main(String[] arguments) {}
    }

    /** With something in the store. */
    void run(int runs, String with) throws Exception {
        Program program = Program.in(folder);
        Map<String, List<Program.Cost>> costs = new LinkedHashMap<>();
        List<Program.Cost> nothing = new ArrayList<>();
        try (FastVendor vendor = new FastVendor(Shape.LIVE, Shape.LIVE.pageSize())) {
            Path home = Homes.make(folder.resolve("looked-at"), vendor.url().toString());
            Homes.live(home, "bench", "2026-W13", Homes.publish("csv"));
            Homes.drop(home, "csv");
            program.rankwire("--home", home.toString(), "run", "--once");
            for (int run = 0; run < runs; run++) {
                nothing.add(program.runWith(OPTIONS, Nothing.class.getName()));
                for (String command : LONGEST.keySet().stream().sorted().toList()) {
                    costs.computeIfAbsent(command, one -> new ArrayList<>()).add(run(program, home, command));
                }
            }
        }
        Report.Figures empty = Report.Figures.of(
                nothing.stream().mapToDouble(Program.Cost::cpu).toArray());
        costs.forEach((command, all) -> {
            String what = command + ", " + with;
            double[] walls = all.stream().mapToDouble(Program.Cost::wall).toArray();
            double[] cpus = all.stream().mapToDouble(Program.Cost::cpu).toArray();
            report.atMost(what, "wall s", Report.Figures.of(walls), LONGEST.get(command));
            report.beside(what, "CPU s", Report.Figures.of(cpus), empty);
        });
    }

    private static Program.Cost run(Program program, Path home, String command) throws Exception {
        return command.startsWith("--")
                ? program.rankwire(command)
                : program.rankwire("--home", home.toString(), command);
    }
}
