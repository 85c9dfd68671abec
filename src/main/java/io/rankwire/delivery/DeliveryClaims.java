package io.rankwire.delivery;

import io.rankwire.ranking.Snapshots;
import io.rankwire.store.Leases;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The deliveries that this process is attempting, each held so that no other attempts it: how attempts ended and what is
 * attempted next are written in one transaction, since a commit is what a quick sink waits for. Safe for use by many threads.
 */
public final class DeliveryClaims {
    /**
     * The oldest owed delivery of each sink and feed, found from pair to pair: deliveries that are settled, and those that
     * wait behind another, are never looked at.
     */
    static final String SINKS_DUE = """
            with recursive head (id, sink, feed) as (
              select id, sink, feed from (select id, sink, feed from delivery where status = 'due'
                order by sink, feed, id limit 1) oldest
              union all
              select later.id, later.sink, later.feed from head join delivery later on later.id = (
                select id from delivery where status = 'due' and (sink, feed) > (head.sink, head.feed)
                order by sink, feed, id limit 1))
            select head.sink, count(*) as feeds from head join delivery on delivery.id = head.id
            where next_attempt_at <= :now and head.sink not in (select sink from disabled_sink)
            group by head.sink""";

    /** The oldest owed delivery of each feed within a sink, as {@link #SINKS_DUE} finds it. */
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

    private static final String TAKING = """
            update delivery set taken_by = :node, taken_until = :until, fence = fence + 1, begun = begun + 1
            where id = :id and fence = :fence and status = 'due' and next_attempt_at <= :now""";

    private static final String RENEWAL =
            "update delivery set taken_until = :until where id = :id and fence = :fence and taken_by is not null";

    private final Store store;
    private final Clock clock;
    private final Path spool;
    private final DeliveryOutcomes outcomes;
    private final Map<Long, Leases.Lease> held = new ConcurrentHashMap<>();

    /**
     * Claims of this process.
     *
     * @param schedules when a sink, by its name, is to be tried again
     * @param spool where each shipment has a folder for its documents
     */
    public DeliveryClaims(Store store, Clock clock, Function<String, RetrySchedule> schedules, Path spool) {
        this.store = store;
        this.clock = clock;
        this.spool = spool;
        this.outcomes = new DeliveryOutcomes(clock, schedules);
    }

    /** The enabled sinks that something is due for now, each with how many feeds that is of. */
    public Map<String, Integer> sinksDue() {
        return store.withHandle(handle -> handle.createQuery(SINKS_DUE)
                .bind("now", clock.millis())
                .setMapKeyColumn("sink")
                .setMapValueColumn("feeds")
                .collectInto(new GenericType<Map<String, Integer>>() {}));
    }

    /** What came of the attempts that ended, in their order, and what is to be attempted now. */
    public record Turn(List<DeliveryOutcome.Settled> settled, List<Delivery> taken) {}

    /**
     * Writes down how attempts ended, and takes the sink's next deliveries that are due now, each for an attempt whose
     * ending is written at another turn. Of one feed the oldest goes first, and only when it is settled the next. What
     * another process has taken is left to it, unless that process died or gave no sign of life for a while.
     *
     * @param most as many are taken; with 0 nothing is
     */
    public Turn next(String sink, List<DeliveryOutcome> ended, int most) {
        List<DeliveryOutcomes.Held> own = ended.stream()
                .map(outcome -> new DeliveryOutcomes.Held(outcome, letGo(outcome.delivery())))
                .toList();
        // What was written before the connection was lost counts as written.
        Written written = store.inTransaction(
                handle -> new Written(outcomes.write(handle, own), most == 0 ? List.of() : take(handle, sink, most)));
        written.taken().forEach(taken -> {
            held.put(taken.delivery().id(), taken.lease());
            store.leases().keep(taken.lease());
        });
        return new Turn(
                written.settled(), written.taken().stream().map(Taken::delivery).toList());
    }

    private record Written(List<DeliveryOutcome.Settled> settled, List<Taken> taken) {}

    private record Taken(Delivery delivery, Leases.Lease lease) {}

    /** One attempt at a delivery. The caller closes it. */
    public Shipment open(Delivery delivery) {
        Path folder = spool.resolve(Long.toString(delivery.id()));
        Shipment shipment = delivery.digestId() == null
                ? new Shipment(
                        delivery,
                        new Snapshots(store).find(delivery.snapshotId()).orElseThrow(),
                        folder)
                : new Shipment(delivery, new Digests(store, clock).get(delivery.digestId()), folder);
        if (shipment.snapshot().revision() > 1 && new Deliveries(store).corrects(delivery)) {
            shipment.corrects();
        }
        return shipment;
    }

    private Leases.Lease letGo(Delivery delivery) {
        Leases.Lease lease = held.remove(delivery.id());
        if (lease == null) {
            throw new IllegalStateException("delivery " + delivery.id() + " was not taken");
        }
        store.leases().drop(lease);
        return lease;
    }

    /** Of several who find a delivery free, the first one gets it. */
    private List<Taken> take(Handle handle, String sink, int most) {
        List<BrokenOff.Owed> free =
                BrokenOff.together(BrokenOff.setAside(handle, free(handle, sink, most), clock.instant()));
        if (free.isEmpty()) {
            return List.of();
        }
        long until = store.leases().until(clock);
        PreparedBatch batch = handle.prepareBatch(TAKING);
        free.forEach(seen -> batch.bind("node", store.leases().node().toString())
                .bind("until", until)
                .bind("id", seen.delivery().id())
                .bind("fence", seen.fence())
                .bind("now", clock.millis())
                .add());
        int[] changed = batch.execute();
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            BrokenOff.Owed seen = free.get(i);
            if (changed[i] == 1) {
                Delivery delivery = seen.delivery();
                taken.add(new Taken(delivery, new Leases.Lease(RENEWAL, delivery.id(), seen.fence() + 1, clock)));
            }
        }
        return taken;
    }

    private List<BrokenOff.Owed> free(Handle handle, String sink, int most) {
        return handle
                .createQuery(HEADS_DUE)
                .bind("sink", sink)
                .bind("now", clock.millis())
                .map((rs, ctx) -> new BrokenOff.Owed(
                        Deliveries.delivery(rs),
                        rs.getString("taken_by"),
                        rs.getLong("taken_until"),
                        rs.getLong("fence"),
                        rs.getInt("begun")))
                .stream()
                .filter(seen ->
                        seen.takenBy() == null || store.leases().isFree(seen.takenBy(), seen.takenUntil(), clock))
                .limit(most)
                .toList();
    }
}
