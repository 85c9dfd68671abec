package io.rankwire.delivery;

import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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
     * @param oldestDue since when the oldest of them waits; null when none does
     * @param dead deliveries that were given up
     */
    public record State(
            String sink,
            @Nullable String disabled,
            @Nullable Instant lastDelivered,
            int due,
            @Nullable Instant oldestDue,
            int dead) {}

    /** How the sinks of those names are doing, and all others that anything was ever owed to, in order. */
    public List<State> states(Collection<String> names) {
        return jdbi.withHandle(handle -> {
            SortedSet<String> all = new TreeSet<>(names);
            all.addAll(known(handle));
            return all.stream().map(sink -> state(handle, sink)).toList();
        });
    }

    /** Found from name to name, not by reading what was delivered one by one. */
    private static List<String> known(Handle handle) {
        return handle.createQuery("""
                        with recursive made (sink) as (
                          select min(sink) from delivery where status = 'delivered'
                          union all
                          select (select min(sink) from delivery where status = 'delivered' and sink > made.sink)
                          from made where made.sink is not null)
                        select sink from made where sink is not null
                        union select sink from delivery where status = 'due'
                        union select sink from delivery where status = 'dead'
                        union select sink from disabled_sink""").mapTo(String.class).list();
    }

    private static State state(Handle handle, String sink) {
        return handle.createQuery("""
                        select
                          (select reason from disabled_sink where sink = :sink) as disabled,
                          (select max(settled_at) from delivery where status = 'delivered' and sink = :sink) as last,
                          (select count(*) from delivery where status = 'due' and sink = :sink) as due,
                          (select min(created_at) from delivery where status = 'due' and sink = :sink) as oldest,
                          (select count(*) from delivery where status = 'dead' and sink = :sink) as dead""")
                .bind("sink", sink)
                .map((rs, ctx) -> new State(
                        sink,
                        rs.getString("disabled"),
                        Deliveries.moment(rs, "last"),
                        rs.getInt("due"),
                        Deliveries.moment(rs, "oldest"),
                        rs.getInt("dead")))
                .one();
    }

    /** A sink that nothing is handed to. */
    public record Disabled(String sink, String reason) {}

    /** The sinks that nothing is handed to, in order. */
    public List<Disabled> disabled() {
        return jdbi.withHandle(handle -> handle.createQuery("select sink, reason from disabled_sink order by sink")
                .map((rs, ctx) -> new Disabled(rs.getString("sink"), rs.getString("reason")))
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
        return jdbi.inTransaction(handle -> {
            OperatorNotices.over(handle, OperatorNotices.Kind.SINK_DISABLED, sink, clock.instant());
            return handle.execute("delete from disabled_sink where sink = ?", sink) == 1;
        });
    }
}
