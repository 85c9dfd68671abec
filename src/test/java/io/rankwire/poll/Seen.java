package io.rankwire.poll;

import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that a reader of a snapshot can see, but its id, when it came and what it cost. */
public record Seen(
        Period period,
        int revision,
        Status status,
        Set<Flag> flags,
        Depth depth,
        Optional<Period> baseline,
        Snapshot.Tally tally,
        List<Row> rows,
        List<String> raw,
        List<String> dropped,
        List<String> warnings,
        List<String> requestIds) {

    record Depth(int rows, int positions, int covers, Long total) {}

    public static Seen of(Snapshots snapshots, Snapshot snapshot) {
        List<Row> rows = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        snapshots.forEachItem(snapshot, (row, json) -> {
            rows.add(row);
            raw.add(new String(json, StandardCharsets.UTF_8));
        });
        List<String> dropped = new ArrayList<>();
        snapshots.forEachBefore(snapshot, (row, gone) -> {
            if (gone) {
                dropped.add(row.key());
            }
        });
        Snapshot.Extent extent = snapshot.extent();
        return new Seen(
                snapshot.period(),
                snapshot.revision(),
                snapshot.state().status(),
                snapshot.state().flags(),
                new Depth(extent.rows(), extent.positions(), extent.covers(), extent.total()),
                snapshot.baseline().map(Snapshot.Baseline::period),
                snapshot.tally(),
                rows,
                raw,
                dropped,
                snapshots.warnings(snapshot),
                snapshots.requestIds(snapshot));
    }

    List<String> keys() {
        return rows.stream().map(Row::key).toList();
    }

    List<Integer> ranks() {
        return rows.stream().map(Row::rank).toList();
    }
}
