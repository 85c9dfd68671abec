package io.rankwire.document;

import io.rankwire.ranking.Row;
import io.rankwire.text.OneLine;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entry of the watch-list, and where it stands in a ranking. */
final class Watch {
    private final String wanted;
    private final String folded;
    private final Cells cells;
    private final List<String> columns;
    private Row best;
    private Row gone;
    private int rows;

    /**
     * An entry, before the ranking's rows are looked at.
     *
     * @param columns those beside key and name that it may be in, such as the shop's
     */
    Watch(String wanted, Cells cells, List<String> columns) {
        this.wanted = wanted;
        this.folded = fold(wanted);
        this.cells = cells;
        this.columns = List.copyOf(columns);
    }

    /** Keys as they are, names whatever their case and width. */
    private static String fold(String text) {
        return Normalizer.normalize(OneLine.of(text, 500), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Whether the row is the one, or of the one, that is watched. */
    boolean isMeant(Row row) {
        return row.key().equals(wanted)
                || fold(row.name()).equals(folded)
                || columns.stream()
                        .map(column -> cells.text(row, column))
                        .flatMap(Optional::stream)
                        .anyMatch(text -> fold(text).equals(folded));
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
    String wanted() {
        return wanted;
    }

    /** The best of its rows; empty when it is not in the ranking. */
    Optional<Row> best() {
        return Optional.ofNullable(best);
    }

    /** Its row in the baseline, when it dropped out since. */
    Optional<Row> gone() {
        return Optional.ofNullable(best == null ? gone : null);
    }

    /** How many rows it has: a shop has many products. */
    int rows() {
        return rows;
    }

    /** The key by which its past is looked up. */
    String key() {
        return best().or(this::gone).map(Row::key).orElse(wanted);
    }
}
