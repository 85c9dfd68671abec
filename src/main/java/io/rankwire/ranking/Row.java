package io.rankwire.ranking;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a ranking.
 *
 * @param position order of arrival, 1 for the first
 * @param rank competition rank on the value sorted by: 1, 1, 3
 * @param values one a column of its snapshot, as text; null for missing. Shorter than the columns when the last ones
 *     are missing
 * @param movement where it stood before
 */
public record Row(int position, int rank, List<@Nullable String> values, Movement movement) {

    public Row {
        values = Collections.unmodifiableList(values);
    }

    /** The row's identity within its series. */
    public String key() {
        return values.get(0);
    }

    /** What it is called; the key when it has no name. */
    public String name() {
        return values.get(1) == null ? key() : values.get(1);
    }

    /** The value in a column, by its place among the snapshot's columns; null when missing. */
    public @Nullable String value(int column) {
        return column >= 0 && column < values.size() ? values.get(column) : null;
    }
}
