package io.rankwire.ranking;

import io.rankwire.feed.Series;
import io.rankwire.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The newest snapshots, found by seeks however long the history is. Safe for use by many threads. */
public final class Latest {
    private static final String NEWEST = Snapshots.SELECT + """
            where s.id in (select (select n.id from snapshot n where n.series_id = q.id %s
                                   order by n.first_day desc, n.revision desc limit 1) from series q %s)
            order by s.feed, r.canonical""";

    private static final String SEALED = "and n.status in ('complete', 'partial')";

    private final Jdbi jdbi;

    public Latest(Store store) {
        this.jdbi = store.jdbi();
    }

    /** The newest finished ranking of every series. */
    public List<Snapshot> sealed() {
        return list(SEALED);
    }

    /** The newest finished ranking of each of these series. */
    public List<Snapshot> sealed(List<Series> series) {
        return list(SEALED, series);
    }

    /** The newest ranking of every series in whatever state it is. */
    public List<Snapshot> all() {
        return list("");
    }

    /** The newest ranking of each of these series in whatever state it is. */
    public List<Snapshot> all(List<Series> series) {
        return list("", series);
    }

    private List<Snapshot> list(String state) {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST.formatted(state, ""))
                .map((rs, ctx) -> Snapshots.snapshot(rs))
                .list());
    }

    private List<Snapshot> list(String state, List<Series> series) {
        if (series.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        NEWEST.formatted(state, "where q.fingerprint in (<series>)"))
                .bindList("series", series.stream().map(Series::fingerprint).toList())
                .map((rs, ctx) -> Snapshots.snapshot(rs))
                .list());
    }

    /**
     * How a snapshot came to be.
     *
     * @param pages fetched so far
     * @param took from its beginning to its newest page, with the pauses between polls; empty when it is not known
     */
    public record Fetch(Snapshot snapshot, int pages, Optional<Duration> took) {}

    /** What a feed fetched last, newest first, at most {@code count}. */
    public List<Fetch> ofFeed(String feed, int count) {
        return jdbi.withHandle(
                handle -> handle.createQuery(Snapshots.SELECT + "where s.feed = :feed order by s.id desc limit :count")
                        .bind("feed", feed)
                        .bind("count", count)
                        .map((rs, ctx) -> {
                            long began = rs.getLong("began_at");
                            Optional<Duration> took = rs.wasNull()
                                    ? Optional.empty()
                                    : Optional.of(Duration.ofMillis(rs.getLong("fetched_at") - began));
                            return new Fetch(Snapshots.snapshot(rs), rs.getInt("pages"), took);
                        })
                        .list());
    }

    /** The finished rankings of a series, newest period first and its newest revision first, at most {@code count}. */
    public List<Snapshot> ofSeries(long seriesId, int count) {
        return jdbi.withHandle(handle -> handle.createQuery(Snapshots.SELECT + """
                        where s.series_id = :series and s.status in ('complete', 'partial')
                        order by s.first_day desc, s.revision desc limit :count""")
                .bind("series", seriesId)
                .bind("count", count)
                .map((rs, ctx) -> Snapshots.snapshot(rs))
                .list());
    }
}
