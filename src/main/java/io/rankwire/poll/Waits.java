package io.rankwire.poll;

import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** The moments in the store that work waits for. */
public final class Waits {
    private final Store store;
    private final Clock clock;

    public Waits(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Has nothing wait longer than it should because the clock was set back by so much; nothing waits for less than none. */
    public void moveBack(Duration step) {
        store.inTransaction(handle -> {
            move(handle, "delivery", "next_attempt_at", "status = 'due'", step);
            move(handle, "snapshot", "resume_at", "status in ('fetching', 'failed')", step);
            move(handle, "operator_post", "next_at", "id = 1", step);
            // A round that seems to begin in the future would keep its feed from being asked until then.
            move(handle, "feed_round", "began", "feed <> ''", step);
            long now = clock.millis() * 1000;
            return handle.createUpdate("update pace set free_at = :now where free_at > :now")
                    .bind("now", now)
                    .execute();
        });
    }

    private void move(Handle handle, String table, String column, String condition, Duration step) {
        handle.createUpdate("""
                        update <table> set <column> =
                          case when <column> - :step > :now then <column> - :step else :now end
                        where <condition> and <column> > :now""")
                .define("table", table)
                .define("column", column)
                .define("condition", condition)
                .bind("step", step.toMillis())
                .bind("now", clock.millis())
                .execute();
    }
}
