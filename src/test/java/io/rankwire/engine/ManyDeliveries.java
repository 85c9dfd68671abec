package io.rankwire.engine;

import io.rankwire.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A store as it is after years: many feeds, each with its rankings, and what was sent of them. */
final class ManyDeliveries {
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String COLUMNS = """
            [{"name":"key","type":"text"},{"name":"name","type":"text"}]""";

    private ManyDeliveries() {}

    /** Writes, for every series of a feed, as many days of rankings as it takes for so many deliveries to each sink. */
    static void write(Store store, List<String[]> feedsAndSeries, List<String> sinks, int deliveries) {
        int days = deliveries / feedsAndSeries.size() / sinks.size();
        store.jdbi().useTransaction(handle -> {
            for (String[] feed : feedsAndSeries) {
                long series = handle.createUpdate(
                                "insert into series (fingerprint, canonical, source) values (:f, :c, 'fastmoss-shop-most-promoted')")
                        .bind("f", feed[2])
                        .bind("c", feed[1])
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
                snapshots(handle, series, feed[0], days);
            }
            for (String sink : sinks) {
                handle.execute("""
                        insert into delivery (event_id, snapshot_id, feed, label, sink, status, attempts, next_attempt_at,
                          document, bytes, sha256, created_at, settled_at)
                        select ? || id, id, feed, feed, ?, case when id % 97 = 0 then 'dead' when id % 101 = 0 then 'due'
                          else 'delivered' end, 1, fetched_at, 'x.csv', 1000, 'abc', fetched_at, fetched_at
                        from snapshot""", sink, sink);
            }
        });
    }

    private static void snapshots(Handle handle, long series, String feed, int days) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into snapshot (series_id, feed, period_type, first_day, revision, status, columns, page_size, pages,
                  ended, received, positions, row_count, covers, requests, credits, entered, climbed, fell, fetched_at)
                values (:series, :feed, 'day', :day, 1, 'complete', :columns, 100, 3, 'LAST', 240, 240, 240, 240, 3, 3,
                  12, 80, 70, :at)""");
        for (int day = 0; day < days; day++) {
            batch.bind("series", series)
                    .bind("feed", feed)
                    .bind("day", FIRST.plusDays(day).toString())
                    .bind("columns", COLUMNS)
                    .bind("at", NOW)
                    .add();
        }
        batch.execute();
    }
}
