package io.rankwire.document.report;

import freemarker.template.TemplateMethodModelEx;
import io.rankwire.document.format.SnapshotFields;
import io.rankwire.document.highlight.Caveats;
import io.rankwire.document.highlight.Cells;
import io.rankwire.document.highlight.Figures;
import io.rankwire.document.highlight.Headline;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Past;
import io.rankwire.document.highlight.Shares;
import io.rankwire.document.highlight.Watch;
import io.rankwire.document.highlight.Words;
import io.rankwire.feed.Period;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.RankHistory;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a report are given, as plain maps, lists and texts, every one of them ready to be read. Vendors'
 * text is one line, without control and direction characters; what is missing is absent. {@code docs/report-model.md}
 * lists the names; operators' own templates depend on them.
 */
final class ReportModel {
    private final Snapshots snapshots;
    private final Snapshot snapshot;
    private final Report.Heading heading;
    private final ReportOptions options;
    private final Words words;
    private final Figures figures;
    private final Cells cells;
    private final Highlights highlights;
    private final RowModel rows;

    ReportModel(Snapshots snapshots, Snapshot snapshot, Report.Heading heading, ReportOptions options) {
        this.snapshots = snapshots;
        this.snapshot = snapshot;
        this.heading = heading;
        this.options = options;
        this.words = new Words(options.reader().locale());
        this.figures = new Figures(words);
        this.cells = new Cells(snapshot, heading.layout(), words, figures);
        this.highlights = Highlights.of(snapshots, snapshot, cells, heading.layout(), options.wanted());
        this.rows = new RowModel(cells, highlights, words, options.pictures());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    ReportOptions options() {
        return options;
    }

    /** Why the ranking is not worth a report, by the condition that was set; empty when it is. */
    Optional<String> unmet() {
        return highlights.unmet();
    }

    private List<Row> top(int most) {
        return highlights.top().stream().limit(most).toList();
    }

    /** Where the first rows stood, {@code most} of them. */
    Past past(int most) {
        return Past.of(snapshots.history(), snapshot, top(most));
    }

    /**
     * The whole of it.
     *
     * @param chart the Content-ID of the picture of {@code past}; null when there is none
     * @param most how many of the first rows it may list
     */
    Map<String, Object> of(Past past, @Nullable String chart, int most) {
        Map<String, Object> model = new LinkedHashMap<>();
        String total = totalTitle();
        String market = market();
        Headline headline = new Headline(snapshot, highlights, words, total == null ? "" : total);
        model.put("subject", headline.subject(heading.title(), market));
        model.put("preview", headline.preview());
        model.put("language", words.language());
        addIdentity(model);
        model.put("summary", headline.summary());
        model.put("notices", new ArrayList<>(new Caveats(snapshot, words).all(snapshots)));
        model.put("tiles", new Tiles(snapshot, highlights, words, figures).of(total));
        model.put("figures", cells.figureTitles());
        model.put("watch", highlights.watch().stream().map(this::watched).toList());
        List<Row> top = top(most);
        model.put("top", rows.all(top));
        model.put("more", Math.max(0, snapshot.extent().rows() - top.size()));
        model.put("sections", sections());
        if (past.isTelling()) {
            model.put("history", history(past, chart));
        }
        highlights.shares().column().ifPresent(column -> model.put("shares", shares(column)));
        model.put("footer", footer());
        return model;
    }

    /** The words that templates ask for by {@code say("key", values…)}. */
    TemplateMethodModelEx say() {
        return Say.in(words);
    }

    private void addIdentity(Map<String, Object> model) {
        model.put("feed", OneLine.of(heading.feed(), 100));
        model.put("title", heading.title());
        model.put("source", OneLine.of(heading.sourceTitle(), 100));
        String market = market();
        if (market != null) {
            model.put("market", market);
        }
        highlights.shares().category().ifPresent(category -> model.put("category", category));
        model.put("period", period(snapshot.period()));
        snapshot.baseline().ifPresent(baseline -> model.put("baseline", period(baseline.period())));
        cells.sortTitle().ifPresent(sort -> model.put("sort", sort));
        model.put(
                "fetched",
                words.moment(snapshot.origin().fetchedAt(), options.reader().zone()));
        model.put("depth", depth());
        model.put("rows", snapshot.extent().rows());
        model.put("status", snapshot.state().status().word());
        model.put("revision", snapshot.revision());
        model.put(
                "flags", SnapshotFields.flags(snapshot).stream().map(Flag::word).toList());
    }

    private Map<String, Object> period(Period period) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", period.type().word());
        model.put("key", period.key());
        model.put("label", words.period(period));
        model.put("short", words.shortPeriod(period));
        model.put("dates", words.dates(period));
        model.put("first", period.first().toString());
        model.put("last", period.last().toString());
        return model;
    }

    /** The region asked for. */
    private @Nullable String market() {
        String region =
                OneLine.of(Series.parse(snapshot.origin().series()).scope().getOrDefault("region", ""), 40);
        return region.isEmpty() ? null : region;
    }

    private String depth() {
        Snapshot.Extent extent = snapshot.extent();
        Long total = extent.total();
        boolean deeper = total != null && total > extent.positions();
        String all = total != null && deeper ? figures.plain(total) : figures.plain(extent.positions()) + "+";
        if (snapshot.state().flags().contains(Flag.CAPPED)) {
            return words.say("depth.capped", extent.positions(), all);
        }
        if (snapshot.state().flags().contains(Flag.LIMITED)) {
            return words.say("depth.limited", extent.positions(), all);
        }
        return deeper ? words.say("depth.part", extent.positions(), all) : words.say("depth.whole", extent.positions());
    }

    private @Nullable String totalTitle() {
        String column = heading.layout().total();
        return column == null || highlights.sum().counted() == 0 ? null : cells.title(column);
    }

    private Map<String, Object> watched(Watch watch) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("wanted", OneLine.of(watch.wanted(), 80));
        watch.best().ifPresent(row -> model.put("row", rows.of(row)));
        watch.gone().ifPresent(row -> model.put("gone", rows.gone(row)));
        model.put("state", watch.best().isPresent() ? "" : absent());
        if (watch.rows() > 1) {
            model.put("others", words.say("watch.others", watch.rows() - 1));
        }
        List<RankHistory.Stand> stands =
                snapshots.history().ever(snapshot, List.of(watch.key())).getOrDefault(watch.key(), List.of());
        stands.stream()
                .min(Comparator.comparingInt(RankHistory.Stand::rank)
                        .thenComparing(stand -> stand.period().first()))
                .ifPresent(best -> model.put(
                        "best",
                        words.say("watch.best", best.rank(), best.period().key())));
        return model;
    }

    private String absent() {
        return snapshot.extent().covers() == Integer.MAX_VALUE
                ? words.say("watch.absent")
                : words.say("watch.absent.top", snapshot.extent().positions());
    }

    private List<Map<String, Object>> sections() {
        List<Map<String, Object>> sections = new ArrayList<>();
        Snapshot.Tally tally = snapshot.tally();
        add(sections, "new", rows.all(highlights.entered()), tally.entered());
        add(sections, "back", rows.all(highlights.returned()), tally.returned());
        add(sections, "climbers", rows.all(highlights.climbers()), highlights.climbed());
        add(sections, "fallers", rows.all(highlights.fallers()), highlights.fell());
        add(sections, "dropped", highlights.dropped().stream().map(rows::gone).toList(), tally.dropped());
        return sections;
    }

    private void add(List<Map<String, Object>> sections, String id, List<Map<String, Object>> listed, int count) {
        if (listed.isEmpty()) {
            return;
        }
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("id", id);
        section.put("title", words.say("section." + id));
        section.put("count", count);
        boolean figure = (id.equals("new") || id.equals("dropped"))
                && !cells.figureTitles().isEmpty();
        section.put("shows", figure ? "figure" : "move");
        section.put(
                "column",
                figure ? cells.figureTitles().get(0) : words.say("table." + (id.equals("back") ? "seen" : "moved")));
        section.put("rows", listed);
        section.put("more", Math.max(0, count - listed.size()));
        sections.add(section);
    }

    private Map<String, Object> history(Past past, @Nullable String chart) {
        Map<String, Object> model = new LinkedHashMap<>();
        String unit = words.say(
                "periods." + snapshot.period().type().word(), past.periods().size());
        model.put("title", words.say("history.title", past.lines().size(), unit));
        if (chart != null) {
            model.put("image", "cid:" + chart);
        }
        model.put("width", RankChart.WIDTH / 2);
        model.put("height", RankChart.HEIGHT / 2);
        model.put("periods", past.periods().stream().map(Words::tick).toList());
        model.put("lines", past.lines().stream().map(this::line).toList());
        return model;
    }

    private Map<String, Object> line(Past.Line line) {
        Map<String, Object> model = new LinkedHashMap<>();
        Row row = line.row();
        model.put("rank", (highlights.isTied(row.rank()) ? "=" : "") + row.rank());
        model.put("name", OneLine.of(Cells.name(row), 60));
        model.put(
                "ranks",
                line.ranks().stream()
                        .map(rank -> rank.map(Object::toString).orElse(Cells.MISSING))
                        .toList());
        return model;
    }

    private Map<String, Object> shares(String column) {
        List<Shares.Bar> bars = highlights.shares().bars(column);
        int all = highlights.shares().rows();
        int largest = bars.stream().mapToInt(Shares.Bar::rows).max().orElse(1);
        List<Map<String, Object>> models = new ArrayList<>();
        for (Shares.Bar bar : bars) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("name", bar.name().isEmpty() ? words.say("shares.rest") : bar.name());
            model.put("rows", bar.rows());
            model.put("width", Math.max(1, Math.round(100f * bar.rows() / largest)));
            model.put(
                    "percent",
                    figures.percent(new java.math.BigDecimal(Math.round(100f * bar.rows() / all)).movePointLeft(2)));
            models.add(model);
        }
        Map<String, Object> shares = new LinkedHashMap<>();
        shares.put("title", words.say("shares.title", cells.title(column).toLowerCase(Locale.ROOT), all));
        shares.put("bars", models);
        return shares;
    }

    private List<String> footer() {
        return new Footer(snapshot, options, words).of(OneLine.of(heading.feed(), 100));
    }
}
