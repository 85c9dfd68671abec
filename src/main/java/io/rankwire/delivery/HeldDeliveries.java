package io.rankwire.delivery;

import io.rankwire.ranking.Leases;
import io.rankwire.ranking.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/** The deliveries that this process is attempting, each held so that no other attempts it. Safe for use by many threads. */
final class HeldDeliveries {
    /** The oldest owed delivery of each feed within a sink, as {@link Ledger#SINKS_DUE} finds it. */
    static final String HEADS_DUE = """
            with recursive head (id, feed) as (
              select id, feed from (select id, feed from delivery where status = 'due' and sink = :sink
                order by feed, id limit 1) oldest
              union all
              select later.id, later.feed from head join delivery later on later.id = (
                select id from delivery where status = 'due' and sink = :sink and feed > head.feed
                order by feed, id limit 1))
            select delivery.* from head join delivery on delivery.id = head.id
            where next_attempt_at <= :now and sink not in (select sink from disabled_sink)
            order by head.id""";

    private static final String RENEWAL =
            "update delivery set taken_until = :until where id = :id and fence = :fence and taken_by is not null";

    private final Store store;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Map<Long, Leases.Lease> held = new ConcurrentHashMap<>();

    HeldDeliveries(Store store, Clock clock) {
        this.store = store;
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /** Takes the sink's next free delivery that is due now. */
    Optional<Delivery> take(String sink) {
        Optional<Taken> taken = store.untilDone(
                () -> free(sink).stream().flatMap(seen -> take(seen).stream()).findFirst());
        taken.ifPresent(mine -> {
            held.put(mine.delivery().id(), mine.lease());
            store.leases().keep(mine.lease());
        });
        return taken.map(Taken::delivery);
    }

    private record Taken(Delivery delivery, Leases.Lease lease) {}

    /** A delivery as it was found; whoever takes it finds the same fence still there. */
    private record Seen(Delivery delivery, String takenBy, long takenUntil, long fence) {}

    private List<Seen> free(String sink) {
        List<Seen> due = jdbi.withHandle(handle -> handle.createQuery(HEADS_DUE)
                .bind("sink", sink)
                .bind("now", clock.millis())
                .map((rs, ctx) -> new Seen(
                        Deliveries.delivery(rs),
                        rs.getString("taken_by"),
                        rs.getLong("taken_until"),
                        rs.getLong("fence")))
                .list());
        return due.stream()
                .filter(seen -> seen.takenBy() == null
                        || seen.takenUntil() <= clock.millis()
                        || store.leases().node().knowsDead(seen.takenBy()))
                .toList();
    }

    /** Of several who found it free, the first one gets it. */
    private Optional<Taken> take(Seen seen) {
        Delivery delivery = seen.delivery();
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        update delivery set taken_by = :node, taken_until = :until, fence = fence + 1
                        where id = :id and fence = :seen and status = 'due' and next_attempt_at <= :now""")
                .bind("node", store.leases().node().toString())
                .bind("until", store.leases().until(clock))
                .bind("id", delivery.id())
                .bind("seen", seen.fence())
                .bind("now", clock.millis())
                .execute());
        return changed == 0
                ? Optional.empty()
                : Optional.of(new Taken(delivery, new Leases.Lease(RENEWAL, delivery.id(), seen.fence() + 1, clock)));
    }

    /** Leaves the delivery to whoever takes it next, unless the attempt at it ended already. */
    void putBack(Delivery delivery) {
        if (held.containsKey(delivery.id())) {
            end(
                    delivery,
                    lease -> jdbi.withHandle(handle -> handle.execute(
                                    "update delivery set taken_by = null, taken_until = 0 where id = ? and fence = ?",
                                    lease.id(),
                                    lease.fence()))
                            == 1);
        }
    }

    /** Ends an attempt; what was written before the connection was lost counts as written. */
    boolean end(Delivery delivery, Predicate<Leases.Lease> writing) {
        Leases.Lease lease = held.remove(delivery.id());
        if (lease == null) {
            throw new IllegalStateException("delivery " + delivery.id() + " was not taken");
        }
        store.leases().drop(lease);
        return store.untilDone(() -> writing.test(lease) || isEnded(lease));
    }

    private boolean isEnded(Leases.Lease lease) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select 1 from delivery where id = :id and fence = :fence and taken_by is null)")
                .bind("id", lease.id())
                .bind("fence", lease.fence())
                .mapTo(Boolean.class)
                .one());
    }
}
