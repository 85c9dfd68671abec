package io.rankwire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a table for people and as JSON. */
final class Report {
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> plots = new LinkedHashMap<>();
    private final Map<String, Chart> charts = new LinkedHashMap<>();

    /**
     * One figure.
     *
     * @param what was done
     * @param unit of the figures
     * @param ours the figures of Rankwire's runs
     * @param baseline those of the baseline's; empty when there is none
     * @param goal in words
     * @param met whether the median meets it; null where there is no goal
     */
    record Line(String what, String unit, Figures ours, Figures baseline, String goal, Boolean met) {}

    /**
     * Several runs of one thing.
     *
     * @param runs their figures, least first
     */
    record Figures(List<Double> runs) {
        Figures {
            runs = runs.stream().sorted().toList();
        }

        static Figures of(double... runs) {
            return new Figures(Arrays.stream(runs).boxed().toList());
        }

        static Figures of(List<Double> runs) {
            return new Figures(runs);
        }

        static Figures none() {
            return of();
        }

        double median() {
            return runs.isEmpty() ? Double.NaN : runs.get(runs.size() / 2);
        }

        /** Half the distance from the least to the most, in percent of the median. */
        double spread() {
            return runs.size() < 2 ? 0 : (runs.get(runs.size() - 1) - runs.get(0)) / 2 / median() * 100;
        }
    }

    /** A figure beside a baseline's; the goal is the most that ours may be of it. */
    void ratio(String what, String unit, Figures ours, Figures baseline, double most) {
        boolean met = ours.median() / baseline.median() <= most;
        add(new Line(what, unit, ours, baseline, "≤ " + number(most) + " ×", met));
    }

    /** A figure that may be at the most so much. */
    void atMost(String what, String unit, Figures ours, double most) {
        add(new Line(what, unit, ours, Figures.none(), "≤ " + number(most), ours.median() <= most));
    }

    /** A figure that must be at least so much. */
    void atLeast(String what, String unit, Figures ours, double least) {
        add(new Line(what, unit, ours, Figures.none(), "≥ " + number(least), ours.median() >= least));
    }

    /** A figure beside a baseline's, without a goal. */
    void beside(String what, String unit, Figures ours, Figures baseline) {
        add(new Line(what, unit, ours, baseline, "", null));
    }

    /** A figure without a goal. */
    void note(String what, String unit, double figure) {
        add(new Line(what, unit, Figures.of(figure), Figures.none(), "", null));
    }

    private synchronized void add(Line line) {
        lines.add(line);
        System.out.println(row(line));
    }

    /** A bar a figure, as long as it is large. */
    void plot(String title, Map<String, Double> figures) {
        double most = figures.values().stream().mapToDouble(d -> d).max().orElse(1);
        StringBuilder bars = new StringBuilder();
        figures.forEach((name, figure) -> bars.append(String.format(
                Locale.ROOT, "%-28s %-40s %s%n", name, "█".repeat((int) (figure / most * 40)), number(figure))));
        plots.put(title, bars.toString());
    }

    /** A picture beside the report, of that name. */
    void chart(String name, Chart chart) {
        charts.put(name, chart);
    }

    private static String row(Line line) {
        Figures base = line.baseline();
        String against = base.runs().isEmpty()
                ? " | "
                : number(base.median()) + " ± " + Math.round(base.spread()) + " % | "
                        + String.format(Locale.ROOT, "%.2f ×", line.ours().median() / base.median());
        return "| " + line.what() + " | " + line.unit() + " | "
                + number(line.ours().median()) + " ± "
                + Math.round(line.ours().spread()) + " % | " + against + " | " + line.goal() + " | "
                + (line.met() == null ? "" : line.met() ? "met" : "**not met**") + " |";
    }

    private static String number(double number) {
        return number == 0 || Math.abs(number) >= 100
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.3g", number);
    }

    synchronized void write(Path folder, Map<String, String> environment) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> facts = new LinkedHashMap<>(environment);
        facts.put("written", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        StringBuilder text = new StringBuilder("# What Rankwire costs\n\n");
        facts.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append("""

                Median ± half the distance between the least and the most of the runs. Rankwire runs as its start script runs \
                it; the baselines are the shortest programs that do the same work, with Java's own defaults.

                """);
        text.append("| what | unit | Rankwire | baseline | ratio | goal | |\n|---|---|---|---|---|---|---|\n");
        lines.forEach(line -> text.append(row(line)).append('\n'));
        plots.forEach((title, bars) -> text.append("\n## ")
                .append(title)
                .append("\n\n```\n")
                .append(bars)
                .append("```\n"));
        for (Map.Entry<String, Chart> chart : charts.entrySet()) {
            chart.getValue().write(folder, chart.getKey());
            text.append("\n![%s](%s.png)\n".formatted(chart.getValue().title(), chart.getKey()));
        }
        Files.writeString(folder.resolve("report.md"), text);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("report.json").toFile(), Map.of("environment", facts, "lines", lines));
    }
}
