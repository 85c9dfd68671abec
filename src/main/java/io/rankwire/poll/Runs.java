package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.ranking.ColumnCodec;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.PageCodec;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Status;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.Paging;
import io.rankwire.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The store of runs: begun, taken up, written page by page, put down, sealed. Safe for use by many threads. */
final class Runs {
    private final Jdbi jdbi;
    private final Clock clock;

    Runs(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    long seriesId(Series series) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into series (fingerprint, canonical, source) values (:fingerprint, :canonical, :source)
                        on conflict (fingerprint) do update set source = excluded.source returning id""")
                .bind("fingerprint", series.fingerprint())
                .bind("canonical", series.canonical())
                .bind("source", series.source())
                .mapTo(Long.class)
                .one());
    }

    /** What a run is to fetch. */
    record Start(Period period, int revision, Endpoint endpoint) {}

    Run begin(Handle handle, long seriesId, Feed feed, Start start) {
        List<Column> columns = start.endpoint().allColumns();
        Optional<Integer> sortColumn =
                start.endpoint().sortColumn(feed.series().scope().get(Endpoint.ORDER_BY));
        long now = clock.millis();
        long id = handle.createQuery("""
                            insert into snapshot
                              (series_id, feed, period_type, first_day, revision, status, columns, sort_column, page_size,
                               matched, began_at, fetched_at)
                            values (:series, :feed, :type, :first, :revision, 'fetching', :columns, :sort, :pageSize,
                              0, :now, :now)
                            returning id""")
                .bind("series", seriesId)
                .bind("feed", feed.name())
                .bind("type", start.period().type().word())
                .bind("first", start.period().first().toString())
                .bind("revision", start.revision())
                .bind("columns", ColumnCodec.write(columns))
                .bind("sort", sortColumn.orElse(null))
                .bind("pageSize", feed.limits().pageSize())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        Run run = new Run(
                id,
                seriesId,
                start.period(),
                start.revision(),
                new Run.Form(feed.limits().pageSize(), columns));
        run.began = now;
        return run;
    }

    /** The run as its newest page left it. */
    Run resume(long id) {
        return jdbi.withHandle(handle -> resume(handle, id));
    }

    Run resume(Handle handle, long id) {
        Run run = handle.createQuery("select * from snapshot where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> run(rs))
                .one();
        run.baseline = baselineOf(handle, id, run.period.type());
        HeldPages.giveBack(handle, run);
        return run;
    }

    private static Run run(ResultSet rs) throws SQLException {
        Period period =
                new Period(PeriodType.parse(rs.getString("period_type")), LocalDate.parse(rs.getString("first_day")));
        Run run = new Run(
                rs.getLong("id"),
                rs.getLong("series_id"),
                period,
                rs.getInt("revision"),
                new Run.Form(rs.getInt("page_size"), ColumnCodec.read(rs.getString("columns"))));
        run.end = Paging.End.valueOf(rs.getString("ended"));
        run.flags.addAll(Flag.of(rs.getString("flags")));
        run.pages = rs.getInt("pages");
        run.received = rs.getInt("received");
        run.positions = rs.getInt("positions");
        run.rows = rs.getInt("row_count");
        long total = rs.getLong("total");
        run.total = rs.wasNull() ? null : total;
        run.began = rs.getLong("began_at");
        run.lastDigest = rs.getString("last_digest");
        run.next = rs.getString("next_page");
        run.lastSort = rs.getString("last_sort");
        run.lastRank = rs.getInt("last_rank");
        run.requests = rs.getInt("requests");
        run.credits = rs.getInt("credits");
        run.entered = rs.getInt("entered");
        run.returned = rs.getInt("returned");
        run.climbed = rs.getInt("climbed");
        run.fell = rs.getInt("fell");
        run.matched = rs.getInt("matched");
        run.begun = rs.getInt("begun_page") == run.pages ? rs.getInt("begun") : 0;
        return run;
    }

    private static Optional<Snapshot.Baseline> baselineOf(Handle handle, long id, PeriodType type) {
        return handle.createQuery("""
                        select b.id, b.first_day, b.revision, b.covers from snapshot s
                        join snapshot b on b.id = s.baseline_id where s.id = :id""")
                .bind("id", id)
                .map((rs, ctx) -> Snapshots.baseline(rs, type))
                .findOne();
    }

    /** The newest complete snapshot of an earlier period of the series: what the run's rows are compared with. */
    static Optional<Snapshot.Baseline> newestBefore(Handle handle, long seriesId, Period period) {
        return handle.createQuery("""
                        select id, first_day, revision, covers from snapshot
                        where series_id = :series and first_day < :first and status = 'complete'
                        order by first_day desc, revision desc limit 1""")
                .bind("series", seriesId)
                .bind("first", period.first().toString())
                .map((rs, ctx) -> Snapshots.baseline(rs, period.type()))
                .findOne();
    }

    Optional<Snapshot.Baseline> newestBefore(long seriesId, Period period) {
        return jdbi.withHandle(handle -> newestBefore(handle, seriesId, period));
    }

    /** What a page leaves in the store beside its rows. */
    record PagePaid(Optional<String> requestId, List<String> warnings) {}

    /** Stores a page and how far the run has come with it, within the caller's transaction. */
    void append(Handle handle, Run run, List<NumberedRow> rows, PagePaid paid) {
        Placements placements = new Placements(handle, run);
        List<Row> kept = placements.place(rows);
        run.matched = run.matched < 0 ? -1 : run.matched + placements.matched();
        kept.forEach(row -> run.count(row.movement()));
        handle.createUpdate("""
                        insert into page (snapshot_id, number, request_id, warnings, rows, raw)
                        values (:snapshot, :number, :request, :warnings, :rows, :raw)""")
                .bind("snapshot", run.id)
                .bind("number", run.pages)
                .bind("request", paid.requestId().orElse(null))
                .bind("warnings", String.join("\n", paid.warnings()))
                .bind("rows", PageCodec.encode(kept))
                .bind(
                        "raw",
                        PageCodec.encodeRaw(rows.stream()
                                .filter(NumberedRow::kept)
                                .map(row -> row.item().raw())
                                .toList()))
                .execute();
        if (!run.held.isEmpty()) {
            boolean areOfUse = run.end == Paging.End.NOT_YET && !run.shifted;
            HeldPages.letGo(handle, run, areOfUse ? run.pages : Integer.MAX_VALUE);
        }
        save(handle, run, Status.FETCHING, null, 0);
    }

    /** Notes that a poll of the run begins to do what may end the program. */
    void begun(Handle handle, Run run) {
        handle.execute("update snapshot set begun = ?, begun_page = ? where id = ?", run.begun, run.pages, run.id);
    }

    /** Notes that the poll of a run ended, though nothing came of it. */
    void broken(Handle handle, Run run) {
        handle.execute("update snapshot set begun = 0 where id = ? and status = 'fetching'", run.id);
    }

    /** Leaves the run for a later poll. */
    void suspend(Handle handle, Run run, Status status, String reason, Instant resumeAt) {
        save(handle, run, status, reason, resumeAt.toEpochMilli());
    }

    /** Notes that the operator was told that a period is late; false when that was done before. */
    boolean tell(Run run) {
        return jdbi.withHandle(handle -> handle.execute(
                        "update snapshot set told_at = ? where id = ? and told_at is null", clock.millis(), run.id))
                == 1;
    }

    /** Writes that the run is finished, within the caller's transaction. */
    void seal(Handle handle, Run run, Verdict verdict) {
        run.flags.addAll(verdict.flags());
        run.begun = 0;
        save(handle, run, verdict.status(), null, 0);
        handle.createUpdate(
                        "update snapshot set covers = :covers, dropped = :dropped, changed = :changed, checked_at = :now where id = :id")
                .bind("covers", verdict.covers())
                .bind("changed", run.revision > 1 ? new Placements(handle, run).differences() : 0)
                .bind("now", clock.millis())
                .bind("dropped", verdict.dropped())
                .bind("id", run.id)
                .execute();
    }

    private void save(Handle handle, Run run, Status status, @Nullable String reason, long resumeAt) {
        handle.createUpdate("""
                        update snapshot set first_day = :first, status = :status, flags = :flags, reason = :reason,
                          columns = :columns, pages = :pages, ended = :ended, received = :received, positions = :positions,
                          row_count = :rows, total = :total, last_digest = :lastDigest, next_page = :next, last_sort = :lastSort,
                          last_rank = :lastRank, requests = :requests, credits = :credits, baseline_id = :baseline,
                          entered = :entered, returned = :returned, climbed = :climbed, fell = :fell, matched = :matched,
                          resume_at = :resumeAt, begun = :begun, begun_page = :pages,
                          fetched_at = case when :asked then :now else fetched_at end
                        where id = :id""")
                // What is put down or sealed later came when its newest page did.
                .bind("asked", status == Status.FETCHING || status == Status.PENDING)
                .bind("id", run.id)
                .bind("first", run.period.first().toString())
                .bind("status", status.word())
                .bind("flags", Flag.words(run.flags))
                .bind("reason", reason)
                .bind("columns", ColumnCodec.write(run.columns))
                .bind("pages", run.pages)
                .bind("ended", run.end.name())
                .bind("received", run.received)
                .bind("positions", run.positions)
                .bind("rows", run.rows)
                .bind("total", run.total)
                .bind("lastDigest", run.lastDigest)
                .bind("next", run.next)
                .bind("lastSort", run.lastSort)
                .bind("lastRank", run.lastRank)
                .bind("requests", run.requests)
                .bind("credits", run.credits)
                .bind("baseline", run.baseline.map(Snapshot.Baseline::id).orElse(null))
                .bind("entered", run.entered)
                .bind("returned", run.returned)
                .bind("climbed", run.climbed)
                .bind("fell", run.fell)
                .bind("matched", run.matched)
                .bind("resumeAt", resumeAt)
                // While it is fetched, the next page begins as this one ends.
                .bind("begun", status == Status.FETCHING ? 1 : run.begun)
                .bind("now", clock.millis())
                .execute();
    }
}
