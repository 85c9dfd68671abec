package io.rankwire.delivery;

import io.rankwire.ranking.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How the sinks are doing, and which of them are disabled. Safe for use by many threads. */
public final class Sinks {
    private final Jdbi jdbi;
    private final Clock clock;

    public Sinks(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /**
     * How a sink is doing.
     *
     * @param disabled why nothing is handed to it; null when it is enabled
     * @param lastDelivered when something arrived there last; null for never
     * @param due deliveries that wait
     * @param dead deliveries that were given up
     */
    public record State(String sink, String disabled, Instant lastDelivered, int due, int dead) {}

    /** Every sink that anything was ever owed to. */
    public List<State> states() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.sink, x.reason, max(case when d.status = 'delivered' then d.settled_at end) as last,
                          count(case when d.status = 'due' then 1 end) as due,
                          count(case when d.status = 'dead' then 1 end) as dead
                        from delivery d left join disabled_sink x on x.sink = d.sink
                        group by d.sink, x.reason order by d.sink""")
                .map((rs, ctx) -> {
                    long last = rs.getLong("last");
                    Instant lastDelivered = rs.wasNull() ? null : Instant.ofEpochMilli(last);
                    return new State(
                            rs.getString("sink"),
                            rs.getString("reason"),
                            lastDelivered,
                            rs.getInt("due"),
                            rs.getInt("dead"));
                })
                .list());
    }

    /** Hands nothing more to the sink; what is owed to it waits. */
    public void disable(String sink, String reason) {
        jdbi.useHandle(handle -> disable(handle, sink, reason, clock.instant()));
    }

    static void disable(Handle handle, String sink, String reason, Instant now) {
        handle.execute(
                "insert into disabled_sink (sink, reason, since) values (?, ?, ?) on conflict (sink) do nothing",
                sink,
                reason,
                now.toEpochMilli());
    }

    /** Hands deliveries to the sink again; false when it was not disabled. */
    public boolean enable(String sink) {
        return jdbi.withHandle(handle -> handle.execute("delete from disabled_sink where sink = ?", sink)) == 1;
    }
}
