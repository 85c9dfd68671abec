package io.rankwire.document;

import io.rankwire.ranking.Row;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entry of the watch-list, and where it stands. */
final class Watch {
    private final String wanted;
    private final String folded;
    private Row best;
    private Row gone;
    private int rows;

    Watch(String wanted) {
        this.wanted = wanted;
        this.folded = fold(wanted);
    }

    /** Keys as they are, names whatever their case and width. */
    private static String fold(String text) {
        return Normalizer.normalize(OneLine.of(text, 500), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private boolean isMeant(Row row, Cells cells, List<String> columns) {
        return row.key().equals(wanted)
                || fold(row.name()).equals(folded)
                || columns.stream()
                        .map(column -> cells.text(row, column))
                        .flatMap(Optional::stream)
                        .anyMatch(text -> fold(text).equals(folded));
    }

    void offer(Row row, Cells cells, List<String> columns) {
        if (isMeant(row, cells, columns)) {
            rows++;
            if (best == null || row.position() < best.position()) {
                best = row;
            }
        }
    }

    void offerDropped(Row row, Cells cells, List<String> columns) {
        if (gone == null && isMeant(row, cells, columns)) {
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
