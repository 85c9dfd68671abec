package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is settled must cost the workers nothing, however much of it there is. */
class LedgerPlanTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    @AutoClose
    private Store store;

    @BeforeEach
    void fill() {
        store = Store.open("jdbc:sqlite:data/x.db", home);
        store.jdbi().useTransaction(handle -> {
            handle.execute("insert into series (id, fingerprint, canonical, source) values (1, 'f', 'c', 's')");
            handle.execute(
                    "insert into snapshot (id, series_id, feed, period_type, first_day, revision, status, columns,"
                            + " page_size, fetched_at) values (1, 1, 'f', 'WEEK', '2026-03-23', 1, 'complete', '', 1, 0)");
            insert(handle, "delivered", 3_000, 0);
            insert(handle, "dead", 3, 0);
            // Behind the oldest of its feed, which waits, many are due.
            insert(handle, "due", 1, CLOCK.millis() + 60_000);
            insert(handle, "due", 500, 0);
        });
    }

    private static void insert(org.jdbi.v3.core.Handle handle, String status, int count, long next) {
        int before = handle.createQuery("select count(*) from delivery")
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("""
                        with recursive n (i) as (select :before union all select i + 1 from n where i < :before + :count - 1)
                        insert into delivery (event_id, snapshot_id, feed, label, sink, occasion, status, next_attempt_at,
                          created_at, settled_at)
                        select 'msg_' || i, 1, 'f' || (i % 5), 'f', 's' || (i % 3), 'o' || i, :status, :next, i, i from n""")
                .bind("before", before)
                .bind("count", count)
                .bind("status", status)
                .bind("next", next)
                .execute();
    }

    private List<String> plan(String sql) {
        return store.jdbi().withHandle(handle -> handle.createQuery("explain query plan " + sql)
                .bindMap(java.util.Map.of("now", CLOCK.millis(), "sink", "s1"))
                .map((rs, ctx) -> rs.getString("detail"))
                .list());
    }

    @Test
    void findsWorkThroughTheIndexOfWhatIsOwedAndByIdAlone() {
        for (String sql : List.of(DeliveryClaims.SINKS_DUE, DeliveryClaims.HEADS_DUE)) {
            assertThat(plan(sql))
                    .filteredOn(step -> step.contains("delivery") || step.contains("later"))
                    .isNotEmpty()
                    .allMatch(step -> step.contains("USING COVERING INDEX delivery_owed")
                            || step.contains("USING INTEGER PRIMARY KEY (rowid=?)"));
        }
    }

    @Test
    void handsOutTheOldestOfEachFeedOfASinkAndNothingBehindOneThatWaits() {
        DeliveryClaims turns = new DeliveryClaims(store, CLOCK, sink -> RetrySchedule.DEFAULT, Path.of("spool"));

        // 3,003 settled: the one that waits is of sink s0 and feed f3.
        assertThat(turns.sinksDue())
                .containsOnly(java.util.Map.entry("s0", 4), java.util.Map.entry("s1", 5), java.util.Map.entry("s2", 5));
        List<Delivery> taken = new ArrayList<>(turns.next("s0", List.of(), 3).taken());
        assertThat(taken).hasSize(3);
        taken.addAll(turns.next("s0", List.of(), 64).taken());
        assertThat(taken).extracting(Delivery::feed).containsExactlyInAnyOrder("f0", "f1", "f2", "f4");
        assertThat(taken).extracting(Delivery::id).isSorted().allMatch(id -> id > 3_004 && id <= 3_004 + 15);
    }

    @Test
    void tellsHowSinksDoWithoutReadingWhatWasDelivered() {
        List<Sinks.State> states = new Sinks(store, CLOCK).states(List.of("never-used", "s1"));

        assertThat(states).extracting(Sinks.State::sink).containsExactly("never-used", "s0", "s1", "s2");
        assertThat(states.get(0)).isEqualTo(new Sinks.State("never-used", null, null, 0, null, 0));
        assertThat(states.get(2))
                .isEqualTo(
                        new Sinks.State("s1", null, Instant.ofEpochMilli(2_998), 167, Instant.ofEpochMilli(3_004), 1));
    }
}
