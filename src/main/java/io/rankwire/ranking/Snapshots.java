package io.rankwire.ranking;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The snapshots in the store, for reading. Rows are read a page at a time. Safe for use by many threads. */
public final class Snapshots {
    static final String SELECT = """
            select s.*, r.canonical, r.source, b.first_day as baseline_first, b.revision as baseline_revision,
              b.covers as baseline_covers
            from snapshot s join series r on r.id = s.series_id left join snapshot b on b.id = s.baseline_id
            """;

    private final Jdbi jdbi;

    public Snapshots(Store store) {
        this.jdbi = store.jdbi();
    }

    /** The snapshot of that id. */
    public Optional<Snapshot> find(long id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    public static Optional<Snapshot> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "where s.id = :id")
                .bind("id", id)
                .map((rs, ctx) -> snapshot(rs))
                .findOne();
    }

    /** The newest revision of a period of a series, in whatever state it is. */
    public Optional<Snapshot> newest(long seriesId, Period period) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT
                        + "where s.series_id = :series and s.first_day = :first order by s.revision desc limit 1")
                .bind("series", seriesId)
                .bind("first", period.first().toString())
                .map((rs, ctx) -> snapshot(rs))
                .findOne());
    }

    /** Whether the ranking of a period of the series is there and finished. */
    public boolean isSealed(Series series, Period period) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select 1 from snapshot s join series r on r.id = s.series_id
                        where r.fingerprint = :series and s.first_day = :first and s.status in ('complete', 'partial'))""")
                .bind("series", series.fingerprint())
                .bind("first", period.first().toString())
                .mapTo(Boolean.class)
                .one());
    }

    /** The newest finished ranking of the series. */
    public Optional<Snapshot> newestSealed(Series series) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where r.fingerprint = :series and s.status in ('complete', 'partial')
                        order by s.first_day desc, s.revision desc limit 1""")
                .bind("series", series.fingerprint())
                .map((rs, ctx) -> snapshot(rs))
                .findOne());
    }

    /** Every snapshot, newest first; of one feed when its name is given. */
    public List<Snapshot> list(Optional<String> feed) {
        return list(feed, Integer.MAX_VALUE);
    }

    /** The newest of them, at most so many. */
    public List<Snapshot> list(Optional<String> feed, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + "where cast(:feed as text) is null or s.feed = :feed order by s.id desc limit :most")
                .bind("feed", feed.orElse(null))
                .bind("most", most)
                .map((rs, ctx) -> snapshot(rs))
                .list());
    }

    /** Hands over every row with the JSON it came as, in order, one page in memory at a time. */
    public void forEachItem(Snapshot snapshot, ItemConsumer consumer) {
        pages(snapshot.id(), "number, rows, raw", rs -> {
            List<byte[]> raw = PageCodec.decodeRaw(rs.getBytes("raw"));
            List<Row> rows = PageCodec.decode(rs.getBytes("rows"));
            for (int i = 0; i < rows.size(); i++) {
                consumer.accept(rows.get(i), raw.get(i));
            }
        });
    }

    /** Hands over every row in order, one page in memory at a time. */
    public void forEachRow(Snapshot snapshot, Consumer<Row> consumer) {
        pages(snapshot.id(), "number, rows", rs -> PageCodec.decode(rs.getBytes("rows"))
                .forEach(consumer));
    }

    /** The first rows, at most {@code count}. */
    public List<Row> top(Snapshot snapshot, int count) {
        return jdbi.withHandle(handle -> rows(handle, snapshot).limit(count).toList());
    }

    /** Where rows stood before. */
    public RankHistory history() {
        return new RankHistory(jdbi);
    }

    /** What the vendor and the reader said about single rows. */
    public List<String> warnings(Snapshot snapshot) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select warnings from page where snapshot_id = :id and warnings <> '' order by number")
                .bind("id", snapshot.id())
                .mapTo(String.class)
                .stream()
                .flatMap(String::lines)
                .distinct()
                .toList());
    }

    /** The vendor's names for the requests that its pages came from, in order, as far as it gave them. */
    public List<String> requestIds(Snapshot snapshot) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select request_id from page where snapshot_id = :id and request_id is not null order by number")
                .bind("id", snapshot.id())
                .mapTo(String.class)
                .list());
    }

    /** Whether there is such a row; no page is read after the one in which it is. */
    public boolean hasRow(Snapshot snapshot, Predicate<Row> wanted) {
        return jdbi.withHandle(handle -> rows(handle, snapshot).anyMatch(wanted));
    }

    /** Hands over the rows of the baseline within the common depth; none where there is no baseline. */
    public void forEachBefore(Snapshot snapshot, Gone.BaselineConsumer consumer) {
        boolean tells = snapshot.state().status() == Status.COMPLETE;
        Gone gone =
                new Gone(snapshot.origin().seriesId(), snapshot.period(), snapshot.revision(), snapshot.commonDepth());
        snapshot.baseline()
                .ifPresent(baseline ->
                        jdbi.useHandle(handle -> gone.forEachBefore(handle, baseline.id(), tells, consumer)));
    }

    /** A page is read when its first row is wanted. */
    private static Stream<Row> rows(Handle handle, Snapshot snapshot) {
        return StoredPages.numbers(handle, snapshot.id())
                .boxed()
                .flatMap(number -> StoredPages.read(handle, snapshot.id(), number, PageCodec::decode).stream());
    }

    /** A row and the JSON it came as. */
    @FunctionalInterface
    public interface ItemConsumer {
        void accept(Row row, byte[] raw);
    }

    private interface PageConsumer {
        void accept(ResultSet page) throws SQLException;
    }

    private void pages(long snapshotId, String columns, PageConsumer consumer) {
        jdbi.useHandle(handle -> {
            StoredPages.numbers(handle, snapshotId).forEach(number -> handle.createQuery(
                            "select " + columns + " from page where snapshot_id = :id and number = :number")
                    .bind("id", snapshotId)
                    .bind("number", number)
                    .map((rs, ctx) -> {
                        consumer.accept(rs);
                        return true;
                    })
                    .one());
        });
    }

    static Snapshot snapshot(ResultSet rs) throws SQLException {
        PeriodType type = PeriodType.parse(rs.getString("period_type"));
        int sortColumn = rs.getInt("sort_column");
        Optional<Integer> sort = rs.wasNull() ? Optional.empty() : Optional.of(sortColumn);
        return new Snapshot(
                rs.getLong("id"),
                new Snapshot.Origin(
                        rs.getLong("series_id"),
                        rs.getString("canonical"),
                        rs.getString("source"),
                        rs.getString("feed"),
                        Instant.ofEpochMilli(rs.getLong("fetched_at"))),
                new Period(type, LocalDate.parse(rs.getString("first_day"))),
                rs.getInt("revision"),
                new Snapshot.State(
                        Status.of(rs.getString("status")),
                        Flag.of(rs.getString("flags")),
                        rs.getString("reason"),
                        Instant.ofEpochMilli(rs.getLong("resume_at"))),
                extent(rs),
                ColumnCodec.read(rs.getString("columns")),
                sort,
                baselineOf(rs, type),
                new Snapshot.Tally(
                        rs.getInt("entered"),
                        rs.getInt("returned"),
                        rs.getInt("climbed"),
                        rs.getInt("fell"),
                        rs.getInt("dropped"),
                        rs.getInt("changed")));
    }

    private static Snapshot.Extent extent(ResultSet rs) throws SQLException {
        long total = rs.getLong("total");
        @Nullable Long known = rs.wasNull() ? null : total;
        return new Snapshot.Extent(
                rs.getInt("row_count"),
                rs.getInt("positions"),
                rs.getInt("covers"),
                known,
                rs.getInt("requests"),
                rs.getInt("credits"));
    }

    private static Optional<Snapshot.Baseline> baselineOf(ResultSet rs, PeriodType type) throws SQLException {
        long id = rs.getLong("baseline_id");
        return rs.wasNull()
                ? Optional.empty()
                : Optional.of(new Snapshot.Baseline(
                        id,
                        new Period(type, LocalDate.parse(rs.getString("baseline_first"))),
                        rs.getInt("baseline_revision"),
                        rs.getInt("baseline_covers")));
    }

    public static Snapshot.Baseline baseline(ResultSet rs, PeriodType type) throws SQLException {
        return new Snapshot.Baseline(
                rs.getLong("id"),
                new Period(type, LocalDate.parse(rs.getString("first_day"))),
                rs.getInt("revision"),
                rs.getInt("covers"));
    }
}
