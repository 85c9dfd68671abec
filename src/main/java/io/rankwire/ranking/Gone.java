package io.rankwire.ranking;

import io.rankwire.feed.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What is looked for among a baseline's rows: those that a later ranking of the series no longer has. */
public record Gone(long seriesId, Period period, int revision, int depth) {

    /** How many there are, for which nothing but keys is read. */
    public int count(Handle handle, long baselineId) {
        return StoredPages.numbers(handle, baselineId)
                .mapToObj(number -> StoredPages.read(handle, baselineId, number, rows -> PageCodec.keys(rows, depth)))
                .mapToInt(keys -> keys.size() - present(handle, keys).size())
                .sum();
    }

    /** Takes rows of a baseline. */
    @FunctionalInterface
    public interface BaselineConsumer {
        /**
         * Takes a row.
         *
         * @param gone whether the later ranking does not have it any more; a partial one does not tell
         */
        void accept(Row row, boolean gone);
    }

    /** @param tells whether the ranking tells what is gone */
    void forEachBefore(Handle handle, long baselineId, boolean tells, BaselineConsumer consumer) {
        StoredPages.numbers(handle, baselineId).forEach(number -> {
            List<Row> rows = StoredPages.read(handle, baselineId, number, PageCodec::decode).stream()
                    .filter(row -> row.position() <= depth)
                    .toList();
            Set<String> present =
                    tells ? present(handle, rows.stream().map(Row::key).toList()) : Set.of();
            rows.forEach(row -> consumer.accept(row, tells && !present.contains(row.key())));
        });
    }

    private Set<String> present(Handle handle, List<String> keys) {
        return present(handle, seriesId, period, revision, keys);
    }

    /** Which of the keys the ranking of a period has. */
    public static Set<String> present(
            Handle handle, long seriesId, Period period, int revision, Collection<String> keys) {
        Set<String> present = new HashSet<>();
        KeyLookup.find(
                handle,
                "select key from placement where series_id = ? and first_day = ? and revision = ? and key in (<keys>)",
                new Object[] {seriesId, period.first().toString(), revision},
                keys,
                found -> present.add(found.getString(1)));
        return present;
    }
}
