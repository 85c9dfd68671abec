package io.rankwire.poll;

import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** When each feed was last asked for, by whichever node, and whose polls were broken off. Safe for use by many threads. */
public final class Rounds {
    private final Store store;
    private final Clock clock;

    public Rounds(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Whether a timer that fired is to be followed, and not just that of another node.
     *
     * @param spacing how long after one round the next may begin
     */
    public boolean isDue(String feed, Instant fired, Duration spacing) {
        return store.withHandle(handle -> handle.createQuery(
                        "select not exists (select 1 from feed_round where feed = :feed and began > :latest)")
                .bind("feed", feed)
                .bind("latest", fired.minus(spacing).toEpochMilli())
                .mapTo(Boolean.class)
                .one());
    }

    /** Notes that a round of the feed is done that began then. */
    public void done(String feed, Instant began) {
        store.withHandle(handle -> handle.createUpdate("""
                        insert into feed_round (feed, began) values (:feed, :began)
                        on conflict (feed) do update set began = excluded.began
                        where feed_round.began < excluded.began""")
                .bind("feed", feed)
                .bind("began", began.toEpochMilli())
                .execute());
    }

    private record Held(String feed, String owner, long until) {}

    /** The feeds that hold a series whose poll is no longer running: their node died or lost the store. */
    public Set<String> brokenOff() {
        return store
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select feed, owner, until from claim where until > 0 and feed is not null")
                        .map((rs, ctx) -> new Held(rs.getString(1), rs.getString(2), rs.getLong(3)))
                        .list())
                .stream()
                .filter(held -> store.leases().isFree(held.owner(), held.until(), clock))
                .map(Held::feed)
                .collect(Collectors.toSet());
    }
}
