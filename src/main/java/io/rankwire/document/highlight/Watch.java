package io.rankwire.document.highlight;

import io.rankwire.ranking.Row;
import io.rankwire.text.NameFold;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of the watch-list, and where it stands in a ranking. */
public final class Watch {
    private final String wanted;
    private final String folded;
    private final Cells cells;
    private final List<String> columns;
    private @Nullable Row best;
    private @Nullable Row gone;
    private int rows;

    /**
     * An entry, before the ranking's rows are looked at.
     *
     * @param columns those beside key and name that it may be in, such as the shop's
     */
    Watch(String wanted, Cells cells, List<String> columns) {
        this.wanted = wanted;
        this.folded = NameFold.of(wanted);
        this.cells = cells;
        this.columns = List.copyOf(columns);
    }

    /** Whether the row is the one, or of the one, that is watched: by its key as it is, or by a name as people read it. */
    boolean isMeant(Row row) {
        return row.key().equals(wanted)
                || NameFold.of(row.name()).equals(folded)
                || columns.stream()
                        .map(column -> cells.text(row, column))
                        .flatMap(Optional::stream)
                        .anyMatch(text -> NameFold.of(text).equals(folded));
    }

    void offer(Row row) {
        if (isMeant(row)) {
            rows++;
            if (best == null || row.position() < best.position()) {
                best = row;
            }
        }
    }

    void offerDropped(Row row) {
        if (gone == null && isMeant(row)) {
            gone = row;
        }
    }

    /** As the operator wrote it. */
    public String wanted() {
        return wanted;
    }

    /** The best of its rows; empty when it is not in the ranking. */
    public Optional<Row> best() {
        return Optional.ofNullable(best);
    }

    /** Its row in the baseline, when it dropped out since. */
    public Optional<Row> gone() {
        return Optional.ofNullable(best == null ? gone : null);
    }

    /** How many rows it has: a shop has many products. */
    public int rows() {
        return rows;
    }

    /** The key by which its past is looked up. */
    public String key() {
        return best().or(this::gone).map(Row::key).orElse(wanted);
    }
}
