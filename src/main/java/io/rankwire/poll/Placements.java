package io.rankwire.poll;

import io.rankwire.feed.Period;
import io.rankwire.ranking.Gone;
import io.rankwire.ranking.KeyLookup;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Where the keys of a run's series stand and stood. */
final class Placements {
    private static final String INSERT = """
            insert into placement (series_id, key, first_day, revision, position, rank, kept, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Handle handle;
    private final Run run;
    private int matched;

    Placements(Handle handle, Run run) {
        this.handle = handle;
        this.run = run;
    }

    /** Which of the keys the run already has. */
    Set<String> known(Collection<String> keys) {
        return Gone.present(handle, run.seriesId, run.period, run.revision, keys);
    }

    /** In how many places the run differs from the revision before: rows that came, went, moved or changed. */
    int differences() {
        return handle.createQuery("""
                        select count(*) from (
                          select key from placement where series_id = :series and first_day = :first
                            and revision in (:revision, :revision - 1)
                          group by key having count(*) = 1 or min(position) <> max(position) or min(hash) <> max(hash)
                        ) as different""")
                .bind("series", run.seriesId)
                .bind("first", run.period.first().toString())
                .bind("revision", run.revision)
                .mapTo(Integer.class)
                .one();
    }

    /** Notes where every row stands, and returns the kept ones with their movement. */
    List<Row> place(List<NumberedRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        insert(rows);
        Map<String, Movement.History> histories =
                histories(rows.stream().map(Placements::key).toList());
        return rows.stream()
                .filter(NumberedRow::kept)
                .map(row -> new Row(
                        row.position(),
                        row.rank(),
                        values(row),
                        movement(key(row), row.position(), row.rank(), histories)))
                .toList();
    }

    /** How many of the keys looked up so far are among the kept rows of the baseline. */
    int matched() {
        return matched;
    }

    /** By JDBC itself: what Jdbi does for each of a row's values costs more than the row. */
    private void insert(List<NumberedRow> rows) {
        String first = run.period.first().toString();
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (NumberedRow row : rows) {
                insert.setLong(1, run.seriesId);
                insert.setString(2, key(row));
                insert.setString(3, first);
                insert.setInt(4, run.revision);
                insert.setInt(5, row.position());
                insert.setInt(6, row.rank());
                insert.setInt(7, row.kept() ? 1 : 0);
                insert.setLong(8, row.item().hash());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("the places of a page cannot be noted", e, null);
        }
    }

    /** The rows with the movement that they have against the run's baseline. */
    List<Row> compare(List<Row> rows) {
        Map<String, Movement.History> histories =
                histories(rows.stream().map(Row::key).toList());
        return rows.stream()
                .map(row -> new Row(
                        row.position(),
                        row.rank(),
                        row.values(),
                        movement(row.key(), row.position(), row.rank(), histories)))
                .toList();
    }

    /** Row steps may change everything about a row but who it is: that is what it is compared by. */
    private static List<String> values(NumberedRow row) {
        if (key(row).equals(row.values().get(0))) {
            return row.values();
        }
        List<String> values = new ArrayList<>(row.values());
        values.set(0, key(row));
        return values;
    }

    private Movement movement(String key, int position, int rank, Map<String, Movement.History> histories) {
        return run.baseline
                .map(baseline -> Movement.of(
                        position, rank, histories.getOrDefault(key, Movement.History.NONE), baseline.covers()))
                .orElse(Movement.NONE);
    }

    /** Where the keys stood: in the baseline, or, if they are not in it, where they were seen last before. */
    private Map<String, Movement.History> histories(List<String> keys) {
        if (run.baseline.isEmpty()) {
            return Map.of();
        }
        Snapshot.Baseline baseline = run.baseline.get();
        Map<String, Movement.History> histories = new HashMap<>();
        KeyLookup.find(
                handle,
                """
                select key, rank, kept from placement
                where series_id = ? and first_day = ? and revision = ? and key in (<keys>)""",
                new Object[] {run.seriesId, baseline.period().first().toString(), baseline.revision()},
                keys,
                found -> {
                    histories.put(found.getString(1), Movement.History.inBaseline(found.getInt(2)));
                    matched += found.getInt(3);
                });
        addLastSeen(keys.stream().filter(key -> !histories.containsKey(key)).toList(), histories);
        return histories;
    }

    private void addLastSeen(List<String> keys, Map<String, Movement.History> histories) {
        KeyLookup.find(
                handle,
                """
                select key, first_day, rank from (
                  select key, first_day, rank,
                    row_number() over (partition by key order by first_day desc, revision desc) as nth
                  from placement where series_id = ? and first_day < ? and key in (<keys>)
                ) as seen where nth = 1""",
                new Object[] {run.seriesId, run.period.first().toString()},
                keys,
                found -> histories.put(
                        found.getString(1),
                        Movement.History.before(
                                new Period(run.period.type(), LocalDate.parse(found.getString(2))), found.getInt(3))));
    }

    private static String key(NumberedRow row) {
        return row.item().values().get(0);
    }
}
