package io.rankwire.store;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The processes that poll and deliver on a store; this one is among them between {@link #join} and {@link #close}. */
public final class Nodes implements AutoCloseable {
    private static final String RENEWAL = "update node set until = :until where id = :id and fence = :fence";

    private final Store store;
    private final Jdbi jdbi;
    private final Clock clock;
    private Leases.@Nullable Lease joined;

    public Nodes(Store store, Clock clock) {
        this.store = store;
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /** Says that this process works on the store, for as long as it gives signs of life. */
    public Nodes join() {
        Leases leases = store.leases();
        long id = store.withHandle(handle -> handle.createQuery("""
                        insert into node (owner, started, until) values (:owner, :now, :until)
                        on conflict (owner) do update set until = excluded.until returning id""")
                .bind("owner", leases.node().toString())
                .bind("now", clock.millis())
                .bind("until", leases.until(clock))
                .mapTo(Long.class)
                .one());
        Leases.Lease lease = new Leases.Lease(RENEWAL, id, 1, clock);
        joined = lease;
        leases.keep(lease);
        return this;
    }

    /** Who works on the store, as far as can be seen from here. */
    public List<String> working() {
        return jdbi
                .withHandle(handle -> handle.createQuery("select owner from node where until > :now order by id")
                        .bind("now", clock.millis())
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(owner -> !store.leases().node().knowsDead(owner))
                .toList();
    }

    @Override
    public void close() {
        Leases.Lease lease = joined;
        if (lease != null) {
            store.leases().drop(lease);
            jdbi.useHandle(handle -> handle.execute("delete from node where id = ?", lease.id()));
            joined = null;
        }
    }
}
