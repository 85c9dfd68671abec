package io.rankwire.ranking;

import io.rankwire.feed.Period;
import io.rankwire.store.Store;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Where the rows of a series stood in its periods, found by seeks. Safe for use by many threads. */
public final class Standings {
    private final Jdbi jdbi;

    public Standings(Store store) {
        this.jdbi = store.jdbi();
    }

    /**
     * Where a row stood in one period.
     *
     * @param rank empty when it was not in the ranking of that period
     */
    public record Standing(Period period, Optional<Integer> rank) {}

    /** Where a key stood in the last {@code count} finished periods of the snapshot's series, oldest first. */
    public List<Standing> history(Snapshot snapshot, String key, int count) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.first_day, p.rank from (
                          select series_id, first_day, max(revision) as revision from snapshot
                          where series_id = :series and status in ('complete', 'partial') and first_day <= :last
                          group by series_id, first_day order by first_day desc limit :count) s
                        left join placement p on p.series_id = s.series_id and p.first_day = s.first_day
                          and p.revision = s.revision and p.key = :key and p.kept = 1
                        order by s.first_day""")
                .bind("series", snapshot.origin().seriesId())
                .bind("last", snapshot.period().first().toString())
                .bind("key", key)
                .bind("count", count)
                .map((rs, ctx) -> {
                    int rank = rs.getInt("rank");
                    Optional<Integer> standing = rs.wasNull() ? Optional.empty() : Optional.of(rank);
                    LocalDate first = LocalDate.parse(rs.getString("first_day"));
                    return new Standing(new Period(snapshot.period().type(), first), standing);
                })
                .list());
    }

    /** The ranks that keys have in a snapshot; those that are not in it are absent. */
    public Map<String, Integer> ranks(Snapshot snapshot, Collection<String> keys) {
        Map<String, Integer> ranks = new HashMap<>();
        jdbi.useHandle(handle -> KeyLookup.find(
                handle,
                """
                        select key, rank from placement where series_id = ? and first_day = ? and revision = ?
                          and kept = 1 and key in (<keys>)""",
                new Object[] {
                    snapshot.origin().seriesId(), snapshot.period().first().toString(), snapshot.revision()
                },
                keys,
                found -> ranks.put(found.getString(1), found.getInt(2))));
        return ranks;
    }
}
