package io.rankwire.document;

import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the templates of a report are given, as plain maps, lists, texts and numbers. Text is one line, without control
 * and direction characters; what is missing is absent. The names are listed at the top of the HTML template; operators'
 * own templates depend on them.
 */
final class ReportModel {
    private static final int LONGEST_NAME = 120;
    private static final Pattern REGION = Pattern.compile("[?&]region=([^&#]*)");
    /** Columns that have a place of their own in every report. */
    private static final List<String> SHOWN = List.of("units", "gmv", "gmvUsd");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Snapshot snapshot;
    private final Highlights highlights;

    ReportModel(Snapshot snapshot, Highlights highlights) {
        this.snapshot = snapshot;
        this.highlights = highlights;
    }

    Map<String, Object> of(Report.Heading heading) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("feed", OneLine.of(heading.feed(), 100));
        model.put("title", heading.title());
        model.put("source", OneLine.of(heading.sourceTitle(), 100));
        region().ifPresent(region -> model.put("region", region));
        model.put("scope", OneLine.of(snapshot.origin().series(), 500));
        model.put("period", period());
        model.put("revision", snapshot.revision());
        model.put("status", snapshot.state().status().word());
        model.put("flags", Facts.flags(snapshot).stream().map(Flag::word).toList());
        model.put("notices", Notices.of(snapshot));
        snapshot.baseline()
                .ifPresent(baseline -> model.put("baseline", baseline.period().key()));
        model.put("baselineIsOlder", snapshot.baselineIsOlder());
        model.put("fetchedAt", MINUTE.format(snapshot.origin().fetchedAt()));
        addExtent(model);
        addRows(model);
        return model;
    }

    private Map<String, Object> period() {
        return Map.of(
                "type", snapshot.period().type().word(),
                "key", snapshot.period().key(),
                "first", snapshot.period().first().toString(),
                "last", snapshot.period().last().toString());
    }

    /** The region asked for. */
    private Optional<String> region() {
        return REGION.matcher(snapshot.origin().series())
                .results()
                .map(match -> OneLine.of(match.group(1), 40))
                .findFirst();
    }

    private void addExtent(Map<String, Object> model) {
        model.put("rows", snapshot.extent().rows());
        if (snapshot.extent().covers() != Integer.MAX_VALUE) {
            model.put("covers", snapshot.extent().covers());
        }
        Snapshot.Tally tally = snapshot.tally();
        model.put(
                "tally",
                Map.of(
                        "new", tally.entered(),
                        "reEntries", tally.returned(),
                        "climbed", tally.climbed(),
                        "fell", tally.fell(),
                        "dropped", tally.dropped()));
        snapshot.sortColumn()
                .ifPresent(sort ->
                        model.put("sortedBy", words(snapshot.columns().get(sort).name())));
        if (highlights.rowsWithGmvUsd() > 0) {
            model.put("total", "USD " + Figures.money(highlights.gmvUsd()));
        }
        model.put("rowsWithTotal", highlights.rowsWithGmvUsd());
    }

    private void addRows(Map<String, Object> model) {
        model.put("top", rows(highlights.top()));
        model.put("entered", rows(highlights.entered()));
        model.put("returned", rows(highlights.returned()));
        model.put("climbers", rows(highlights.climbers()));
        model.put("fallers", rows(highlights.fallers()));
        model.put("dropped", rows(highlights.dropped()));
    }

    private List<Map<String, Object>> rows(List<Row> rows) {
        return rows.stream().map(this::row).toList();
    }

    private Map<String, Object> row(Row row) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("position", row.position());
        model.put("rank", row.rank());
        model.put("name", name(row));
        Figures.url(row).ifPresent(url -> model.put("url", url));
        Figures.region(row).ifPresent(region -> model.put("region", region));
        Figures.amount(row).ifPresent(amount -> model.put("amount", amount));
        Figures.units(row).ifPresent(units -> model.put("units", units));
        sortValue(row).ifPresent(value -> model.put("sortValue", value));
        Movement movement = row.movement();
        model.put("movement", movement.label().word());
        model.put("moved", moved(row));
        if (movement.previousRank() != null) {
            model.put("previousRank", movement.previousRank());
        }
        if (movement.lastSeen() != null) {
            model.put("lastSeen", movement.lastSeen());
        }
        return model;
    }

    static String name(Row row) {
        String name = OneLine.of(row.name(), LONGEST_NAME);
        return name.isEmpty() ? OneLine.of(row.key(), LONGEST_NAME) : name;
    }

    /** The value sorted by, where the report does not show it anyway. */
    private Optional<String> sortValue(Row row) {
        return snapshot.sortColumn()
                .filter(sort -> !SHOWN.contains(snapshot.columns().get(sort).name()))
                .filter(sort -> row.value(sort) != null)
                .map(sort -> Figures.any(
                        row.value(sort), snapshot.columns().get(sort).type()));
    }

    /** A sign and a number or word, so that colour is never needed to tell. */
    private static String moved(Row row) {
        return switch (row.movement().label()) {
            case UP -> "▲ " + Figures.plain(row.movement().change(row.rank()));
            case DOWN -> "▼ " + Figures.plain(-row.movement().change(row.rank()));
            case SAME -> "=";
            case NEW -> "NEW";
            case RE_ENTRY -> "RE";
            case NONE -> "";
        };
    }

    /** {@code liveCount} as {@code live count}. */
    private static String words(String column) {
        return SHOWN.contains(column)
                ? column.replace("gmvUsd", "GMV").replace("gmv", "GMV")
                : OneLine.of(column.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT), 40);
    }
}
