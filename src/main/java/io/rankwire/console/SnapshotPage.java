package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.document.format.Format;
import io.rankwire.listing.ListingFields;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Selection;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Standings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One snapshot: its rows, searched, ordered and compared with any other of its series. */
final class SnapshotPage {
    private static final int OTHERS = 60;
    private static final int GONE = 100;

    private final ConsoleServices stage;
    private final Snapshots snapshots;
    private final Standings standings;
    private final Latest latest;

    SnapshotPage(ConsoleServices stage) {
        this.stage = stage;
        this.snapshots = stage.snapshots();
        this.standings = new Standings(stage.store());
        this.latest = new Latest(stage.store());
    }

    /**
     * What there is to see of a snapshot.
     *
     * @param previous where the rows before begin; null for none
     * @param next where the rows after begin; null for none
     * @param others snapshots of the series that it can be compared with
     * @param difference null when it is compared with none
     * @param sinks where it can be sent once more
     */
    record SnapshotView(
            Map<String, Object> snapshot,
            RankingTable.Asked asked,
            RankingTable ranking,
            @Nullable Integer previous,
            @Nullable Integer next,
            List<Map<String, Object>> others,
            @Nullable Difference difference,
            List<String> formats,
            List<String> sinks) {}

    /**
     * How the rows shown differ from another snapshot of the series.
     *
     * @param ranks of the keys shown, in the other one; absent for those that are not in it
     * @param gone rows that are in the other one only, the highest first
     */
    record Difference(Map<String, Object> against, Map<String, Integer> ranks, List<Map<String, Object>> gone) {}

    SnapshotView show(Question question) {
        Snapshot snapshot = find(snapshots, question.number("id"));
        RankingTable.Asked asked = RankingTable.Asked.of(question);
        RankingTable table = asked.of(snapshots, snapshot);
        int rows = RankingTable.Asked.ROWS;
        boolean more = asked.from() + rows < table.fitting() && asked.from() + 2 * rows <= Selection.DEEPEST;
        return new SnapshotView(
                facts(snapshot),
                asked,
                table,
                asked.from() == 0 ? null : (Integer) Math.max(0, asked.from() - rows),
                more ? (Integer) (asked.from() + rows) : null,
                others(snapshot),
                question.findNumber("against")
                        .map(id -> difference(snapshot, find(snapshots, id), table))
                        .orElse(null),
                Stream.of(Format.values()).map(Format::word).toList(),
                stage.sinkNames());
    }

    static Snapshot find(Snapshots snapshots, long id) {
        return snapshots.find(id).orElseThrow(() -> new Question.Unanswerable(404, "There is no snapshot " + id + "."));
    }

    private Map<String, Object> facts(Snapshot snapshot) {
        Map<String, Object> facts = ListingFields.of(snapshot);
        facts.put("series", snapshot.origin().series());
        facts.put("reason", snapshot.state().reason());
        facts.put("depth", snapshot.extent().positions());
        facts.put("vendorTotal", snapshot.extent().total());
        facts.put(
                "comparedWith",
                snapshot.baseline().map(baseline -> baseline.period().key()).orElse(null));
        facts.put("new", snapshot.tally().entered());
        facts.put("reEntries", snapshot.tally().returned());
        facts.put("climbed", snapshot.tally().climbed());
        facts.put("fell", snapshot.tally().fell());
        facts.put("dropped", snapshot.tally().dropped());
        facts.put("changedRows", snapshot.tally().changed());
        facts.put("warnings", snapshots.warnings(snapshot));
        return facts;
    }

    private List<Map<String, Object>> others(Snapshot snapshot) {
        return latest.ofSeries(snapshot.origin().seriesId(), OTHERS).stream()
                .filter(other -> other.id() != snapshot.id())
                .map(other -> Map.<String, Object>of(
                        "id", other.id(), "period", other.period().key(), "revision", other.revision()))
                .toList();
    }

    private Difference difference(Snapshot snapshot, Snapshot other, RankingTable table) {
        if (other.origin().seriesId() != snapshot.origin().seriesId()) {
            throw new Question.Unanswerable(
                    400, "Snapshot " + other.id() + " is of another series; ranks of both mean different things.");
        }
        return new Difference(ListingFields.of(other), standings.ranks(other, table.keys()), gone(snapshot, other));
    }

    /** The first of the other's rows that are not here, looked up a page at a time. */
    private List<Map<String, Object>> gone(Snapshot snapshot, Snapshot other) {
        List<Map<String, Object>> gone = new ArrayList<>();
        List<Row> batch = new ArrayList<>();
        Selection all = new Selection("", Optional.empty(), 0, Selection.DEEPEST);
        for (Row row : all.of(snapshots, other).rows()) {
            batch.add(row);
            if (batch.size() == 500) {
                addGone(snapshot, batch, gone);
            }
        }
        addGone(snapshot, batch, gone);
        return List.copyOf(gone.subList(0, Math.min(GONE, gone.size())));
    }

    private void addGone(Snapshot snapshot, List<Row> batch, List<Map<String, Object>> gone) {
        Map<String, Integer> here =
                standings.ranks(snapshot, batch.stream().map(Row::key).toList());
        batch.stream().filter(row -> !here.containsKey(row.key())).forEach(row -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("rank", row.rank());
            line.put("key", row.key());
            line.put("name", row.name());
            gone.add(line);
        });
        batch.clear();
    }
}
