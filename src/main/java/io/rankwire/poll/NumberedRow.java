package io.rankwire.poll;

import io.rankwire.source.page.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that has its place but is not stored yet: row steps may still change or drop it.
 *
 * @param position order of arrival, 1 for the first
 * @param rank competition rank on the value sorted by
 * @param item as the vendor gave it
 * @param values what is to be stored, one a column; row steps may have changed them
 * @param kept false when row steps dropped it
 */
public record NumberedRow(int position, int rank, Item item, List<@Nullable String> values, boolean kept) {

    /** The same row with other values. */
    public NumberedRow with(List<@Nullable String> changed) {
        return new NumberedRow(position, rank, item, changed, kept);
    }

    /** The same row, not to be stored. */
    public NumberedRow dropped() {
        return new NumberedRow(position, rank, item, values, false);
    }
}
