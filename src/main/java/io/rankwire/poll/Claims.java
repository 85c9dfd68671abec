package io.rankwire.poll;

import io.rankwire.store.Leases;
import io.rankwire.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes sure that one poll of a series runs at a time, over all threads, processes and machines on the store. */
final class Claims {
    private static final String RENEWAL =
            "update claim set until = :until where series_id = :id and fence = :fence and until > 0";

    private final Store store;
    private final Clock clock;

    public Claims(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A series held for polling.
     *
     * @param fence grows with every owner of the series
     */
    record Claim(long seriesId, long fence) {}

    private record Holder(String owner, long fence, long until) {}

    /** Claims the series for a feed; empty when a process that seems to be alive holds it. */
    Optional<Claim> take(long seriesId, String feed) {
        // Of this call alone: it recognises its own claim when the connection was lost before it heard of it.
        String owner = store.leases().node() + " " + UUID.randomUUID();
        Optional<Claim> claim = store.untilDone(() -> take(seriesId, feed, owner));
        claim.map(this::lease).ifPresent(store.leases()::keep);
        return claim;
    }

    private Optional<Claim> take(long seriesId, String feed, String owner) {
        Jdbi jdbi = store.jdbi();
        Optional<Holder> holder = jdbi.withHandle(
                handle -> handle.createQuery("select owner, fence, until from claim where series_id = :series")
                        .bind("series", seriesId)
                        .map((rs, ctx) -> new Holder(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                        .findOne());
        if (holder.isPresent() && holder.get().owner().equals(owner)) {
            return Optional.of(new Claim(seriesId, holder.get().fence()));
        }
        if (holder.filter(this::isAlive).isPresent()) {
            return Optional.empty();
        }
        // Of several who saw the same holder gone, the first one gets the series.
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into claim (series_id, owner, fence, until, feed) values (:series, :owner, 1, :until, :feed)
                        on conflict (series_id) do update
                        set owner = excluded.owner, fence = claim.fence + 1, until = excluded.until, feed = excluded.feed
                        where claim.fence = :seen returning fence""")
                .bind("series", seriesId)
                .bind("owner", owner)
                .bind("feed", feed)
                .bind("until", store.leases().until(clock))
                .bind("seen", holder.map(Holder::fence).orElse(0L))
                .mapTo(Long.class)
                .findOne()
                .map(fence -> new Claim(seriesId, fence)));
    }

    private boolean isAlive(Holder holder) {
        return !store.leases().isFree(holder.owner(), holder.until(), clock);
    }

    private Leases.Lease lease(Claim claim) {
        return new Leases.Lease(RENEWAL, claim.seriesId(), claim.fence(), clock);
    }

    /** Keeps the claim for another while, within the caller's transaction; false when another process has the series now. */
    boolean renew(Handle handle, Claim claim) {
        return store.leases().renew(handle, lease(claim));
    }

    /** Lets the series go, if the claim still holds. */
    void release(Claim claim) {
        store.leases().drop(lease(claim));
        store.withHandle(
                handle -> handle.createUpdate("update claim set until = 0 where series_id = :series and fence = :fence")
                        .bind("series", claim.seriesId())
                        .bind("fence", claim.fence())
                        .execute());
    }
}
