package io.rankwire.ranking;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Where rows stood in the periods up to a snapshot, in the newest revision of each that was finished. */
public final class RankHistory {
    private final Jdbi jdbi;

    RankHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A place in the past.
     *
     * @param period when
     * @param rank the place
     */
    public record Stand(Period period, int rank) {}

    /** The periods for which there is a ranking, the snapshot's own included, oldest first; the newest so many. */
    public List<Period> periods(Snapshot snapshot, int most) {
        return jdbi.withHandle(handle -> finished(handle, snapshot, most).keySet().stream()
                .sorted()
                .map(day -> period(snapshot, day))
                .toList());
    }

    /** Where each of the keys stood since the period, oldest first; a key that was never seen is left out. */
    public Map<String, List<Stand>> since(Snapshot snapshot, Period oldest, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> {
            Map<String, Integer> finished = finished(handle, snapshot, Integer.MAX_VALUE);
            Map<String, List<Stand>> stands = new HashMap<>();
            handle.createQuery("""
                            select key, first_day, revision, rank from placement
                            where series_id = :series and first_day >= :oldest and key in (<keys>) order by first_day""")
                    .bind("series", snapshot.origin().seriesId())
                    .bind("oldest", oldest.first().toString())
                    .bindList("keys", List.copyOf(keys))
                    .map((rs, ctx) -> {
                        String day = rs.getString("first_day");
                        if (Integer.valueOf(rs.getInt("revision")).equals(finished.get(day))) {
                            stands.computeIfAbsent(rs.getString("key"), key -> new ArrayList<>())
                                    .add(new Stand(period(snapshot, day), rs.getInt("rank")));
                        }
                        return true;
                    })
                    .list();
            return stands;
        });
    }

    /** Where each of the keys stood in any period up to the snapshot. */
    public Map<String, List<Stand>> ever(Snapshot snapshot, Collection<String> keys) {
        return since(snapshot, Period.containing(snapshot.period().type(), LocalDate.of(1, 1, 1)), keys);
    }

    /** The newest later period that was asked for when this one came, and was not published yet. */
    public Optional<Period> unpublishedAfter(Snapshot snapshot) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select max(first_day) from snapshot
                        where series_id = :series and first_day > :first and status = 'pending'""")
                .bind("series", snapshot.origin().seriesId())
                .bind("first", snapshot.period().first().toString())
                .mapTo(String.class)
                .findOne()
                .map(day -> period(snapshot, day)));
    }

    /** Whether the snapshot came after the deadline that its feed sets for it. */
    public boolean isLate(Snapshot snapshot) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select 1 from snapshot where id = :id and told_at is not null)")
                .bind("id", snapshot.id())
                .mapTo(Boolean.class)
                .one());
    }

    /** Revision by first day. */
    private static Map<String, Integer> finished(Handle handle, Snapshot snapshot, int most) {
        Map<String, Integer> finished = new HashMap<>();
        handle.createQuery("""
                        select first_day, max(revision) as revision from snapshot
                        where series_id = :series and status in ('complete', 'partial')
                          and (first_day < :first or first_day = :first and revision <= :revision)
                        group by first_day order by first_day desc limit :most""")
                .bind("series", snapshot.origin().seriesId())
                .bind("first", snapshot.period().first().toString())
                .bind("revision", snapshot.revision())
                .bind("most", most)
                .map((rs, ctx) -> finished.put(rs.getString("first_day"), rs.getInt("revision")))
                .list();
        return finished;
    }

    private static Period period(Snapshot snapshot, String firstDay) {
        PeriodType type = snapshot.period().type();
        return Period.containing(type, LocalDate.parse(firstDay));
    }
}
