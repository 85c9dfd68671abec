package io.rankwire.ranking;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes sure that one poll of a series runs at a time, over all threads and processes on the store. */
public final class Claims {
    /** How long a claim holds without a page being stored; a process that died before gives it up at once. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final Clock clock;

    public Claims(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /**
     * A series held for polling.
     *
     * @param fence grows with every owner of the series
     */
    record Claim(long seriesId, long fence) {}

    /** Claims the series, or nothing when somebody alive has it. */
    Optional<Claim> take(long seriesId) {
        long now = clock.millis();
        return jdbi.inTransaction(handle -> {
            Optional<String> holder = handle.createQuery(
                            "select owner from claim where series_id = :series and until > :now")
                    .bind("series", seriesId)
                    .bind("now", now)
                    .mapTo(String.class)
                    .findOne();
            if (holder.filter(Owner::isAlive).isPresent()) {
                return Optional.empty();
            }
            long fence = handle.createQuery("""
                            insert into claim (series_id, owner, fence, until) values (:series, :owner, 1, :until)
                            on conflict (series_id) do update
                            set owner = excluded.owner, fence = claim.fence + 1, until = excluded.until
                            returning fence""")
                    .bind("series", seriesId)
                    .bind("owner", Owner.self())
                    .bind("until", now + LEASE.toMillis())
                    .mapTo(Long.class)
                    .one();
            return Optional.of(new Claim(seriesId, fence));
        });
    }

    /** Keeps the claim for another while, within the caller's transaction; false when somebody else has the series now. */
    boolean renew(Handle handle, Claim claim) {
        return handle.createUpdate(
                                "update claim set until = :until where series_id = :series and fence = :fence and until > 0")
                        .bind("until", clock.millis() + LEASE.toMillis())
                        .bind("series", claim.seriesId())
                        .bind("fence", claim.fence())
                        .execute()
                == 1;
    }

    /** Lets the series go, if the claim still holds. */
    void release(Claim claim) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update claim set until = 0 where series_id = :series and fence = :fence")
                        .bind("series", claim.seriesId())
                        .bind("fence", claim.fence())
                        .execute());
    }
}
