package io.rankwire.document.report;

import io.rankwire.document.highlight.Past;
import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OneLine;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mail report of a snapshot from two templates, the operator's or those that come with the program, which
 * also stand in for an operator's broken one. Safe for use by many threads.
 */
public final class ReportWriter {
    /** Gmail cuts off what is longer than 102 kB. */
    static final int MOST_BYTES = 90_000;

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HTML = ".html.ftlh";
    private static final String TEXT = ".txt.ftl";

    private final Snapshots snapshots;
    private final Templates own;
    private final Templates shipped;
    private final @Nullable RankChart chart;

    /**
     * Takes templates from the folder, and those that are not there from the program. The folder need not exist.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public ReportWriter(Snapshots snapshots, Path folder) {
        this(snapshots, folder, RankChart.open().orElse(null));
    }

    ReportWriter(Snapshots snapshots, Path folder, @Nullable RankChart chart) {
        this(snapshots, Templates.of(folder, PATIENCE), chart);
    }

    private ReportWriter(Snapshots snapshots, Templates own, @Nullable RankChart chart) {
        this.snapshots = snapshots;
        this.own = own;
        this.shipped = Templates.shipped(PATIENCE);
        this.chart = chart;
    }

    /** The same, of reports in which there is no room for a chart. */
    ReportWriter withoutChart() {
        return new ReportWriter(snapshots, own, null);
    }

    /** The report of a ranking, once its rows are read. */
    public Report.Draft draft(Snapshot snapshot, Report.Heading heading, ReportOptions options) {
        ReportModel ranking = read(snapshot, heading, options);
        return new Report.Draft(ranking.unmet(), () -> write(ranking, Integer.MAX_VALUE));
    }

    ReportModel read(Snapshot snapshot, Report.Heading heading, ReportOptions options) {
        return new ReportModel(snapshots, snapshot, heading, options);
    }

    /** The report with no more of the first rows than this. */
    Report write(ReportModel ranking, int most) {
        ReportOptions options = ranking.options();
        Past past = ranking.past(most);
        Report.Image image = chart != null && past.isTelling() ? chart.draw(past, ranking.snapshot()) : null;
        Map<String, Object> model = ranking.of(past, image == null ? null : image.id(), most);
        model.put("say", ranking.say());
        Map<String, TemplateFault> faults = new LinkedHashMap<>();
        Parts parts = parts(options.template(), model, faults);
        if (!faults.isEmpty()) {
            // Once more, now that the other part can tell of it too.
            noteFaults(model, new Words(options.reader().locale()), faults);
            parts = parts(options.template(), model, faults);
        }
        return new Report(
                String.valueOf(model.get("subject")),
                String.valueOf(model.get("preview")),
                parts.html(),
                parts.text(),
                image == null ? List.of() : List.of(image),
                List.copyOf(faults.values()));
    }

    private record Parts(String html, String text) {}

    private Parts parts(String name, Map<String, Object> model, Map<String, TemplateFault> faults) {
        return new Parts(part(name, HTML, model, faults), part(name, TEXT, model, faults));
    }

    private String part(String name, String ending, Map<String, Object> model, Map<String, TemplateFault> faults) {
        if (!faults.containsKey(ending)) {
            try {
                return shortened(own, name + ending, model);
            } catch (Templates.Broken e) {
                faults.put(ending, e.fault());
            }
        }
        try {
            return shortened(shipped, standIn(name, ending) + ending, model);
        } catch (Templates.Broken e) {
            throw new IllegalStateException("the program's own template cannot be used: " + e.getMessage(), e);
        }
    }

    /** The program's own of that name, where it has one. */
    private static String standIn(String name, String ending) {
        return ReportWriter.class.getResource("templates/" + name + ending) == null ? ReportOptions.TEMPLATE : name;
    }

    /** With as many of the first rows as fit into what mail programs show. */
    private static String shortened(Templates templates, String name, Map<String, Object> model)
            throws Templates.Broken {
        String text = templates.render(name, model);
        List<?> top = (List<?>) model.getOrDefault("top", List.of());
        int rows = top.size();
        for (int bytes = bytes(text); bytes > MOST_BYTES && rows > 1; bytes = bytes(text)) {
            rows = Math.max(1, Math.min(rows - 1, (int) ((long) rows * MOST_BYTES / bytes)));
            Map<String, Object> less = new LinkedHashMap<>(model);
            less.put("top", top.subList(0, rows));
            less.put("more", (int) model.getOrDefault("more", 0) + top.size() - rows);
            less.put("cutFrom", top.size());
            text = templates.render(name, less);
        }
        return text;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void noteFaults(Map<String, Object> model, Words words, Map<String, TemplateFault> faults) {
        List<Object> notices = new ArrayList<>((List<?>) model.get("notices"));
        faults.values().forEach(fault -> notices.add(words.say("notice.template", OneLine.of(fault.toString(), 300))));
        model.put("notices", notices);
    }
}
