package io.rankwire.ranking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The newest snapshots, found by seeks however long the history is. Safe for use by many threads. */
public final class Latest {
    private static final String NEWEST = Snapshots.SELECT + """
            where s.id in (select (select n.id from snapshot n where n.series_id = q.id %s
                                   order by n.first_day desc, n.revision desc limit 1) from series q)
            order by s.feed, r.canonical""";

    private final Jdbi jdbi;

    public Latest(Store store) {
        this.jdbi = store.jdbi();
    }

    /** The newest finished ranking of every series. */
    public List<Snapshot> sealed() {
        return list(NEWEST.formatted("and n.status in ('complete', 'partial')"));
    }

    /** The newest ranking of every series in whatever state it is. */
    public List<Snapshot> all() {
        return list(NEWEST.formatted(""));
    }

    private List<Snapshot> list(String query) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
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
