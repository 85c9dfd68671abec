package io.rankwire.poll;

import io.rankwire.ranking.Flag;
import io.rankwire.source.ColumnType;
import io.rankwire.source.page.Item;
import io.rankwire.source.page.PageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Gives the rows of a run's next page their places.
 *
 * @param run whose page it is
 * @param sort the column that the ranking is sorted by; -1 for none that is known
 * @param maxRows places to give at the most
 */
record Numbering(Run run, int sort, int maxRows) {

    /** The keys of the page that were on an earlier one. */
    Set<String> known(Handle handle, PageResult.Page page) {
        return new Placements(handle, run)
                .known(page.items().stream().map(item -> item.values().get(0)).toList());
    }

    /** A key that was on an earlier page keeps the place it had there, and the later ones close up. */
    List<NumberedRow> number(Set<String> known, PageResult.Page page) {
        List<Item> items = page.items();
        Set<String> seen = new HashSet<>(known);
        boolean repeated = page.digest().equals(run.lastDigest);
        List<NumberedRow> rows = new ArrayList<>(items.size());
        for (Item item : items) {
            if (repeated || run.positions >= maxRows) {
                break;
            }
            if (!seen.add(item.values().get(0))) {
                run.flags.add(Flag.DRIFT);
                continue;
            }
            int rank = rank(item);
            rows.add(new NumberedRow(run.positions, rank, item, item.values(), true));
        }
        return rows;
    }

    private int rank(Item item) {
        return sort < 0
                ? run.nextRank(null, ColumnType.TEXT)
                : run.nextRank(item.values().get(sort), run.columns.get(sort).type());
    }
}
