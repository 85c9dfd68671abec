package io.rankwire.account;

import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * The pace of all nodes on a store: one row an account says when its next request may go. The nodes' clocks must agree
 * as closely as the pace is to be kept. Safe for use by many threads.
 */
public final class SharedPace implements Pace {
    private static final long SECOND = 1_000_000;

    private final Jdbi jdbi;
    private final Clock clock;

    public SharedPace(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    private record Place(long freeAt, int slower) {}

    @Override
    public Duration take(Account account) {
        long now = micros(clock.instant());
        long step = SECOND / account.requestsPerSecond();
        Place place = jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            update pace set slower = slower / 2, slowed_at = :now
                            where account = :account and slower > 1 and slowed_at < :recovered""")
                    .bind("account", account.name())
                    .bind("now", now)
                    .bind("recovered", now - RECOVERY.toMillis() * 1000)
                    .execute();
            return handle.createQuery("""
                            insert into pace (account, free_at) values (:account, :now + :step)
                            on conflict (account) do update set free_at = pace.slower * :step
                              + case when pace.free_at > :now then pace.free_at else :now end
                            returning free_at, slower""")
                    .bind("account", account.name())
                    .bind("now", now)
                    .bind("step", step)
                    .map((rs, ctx) -> new Place(rs.getLong("free_at"), rs.getInt("slower")))
                    .one();
        });
        return Duration.of(place.freeAt() - place.slower() * step - now, ChronoUnit.MICROS);
    }

    @Override
    public void slowDown(Account account) {
        long now = micros(clock.instant());
        long step = SECOND / account.requestsPerSecond();
        // No request goes at once: the slot that is free now is the one that was too fast.
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into pace (account, free_at, slower, slowed_at)
                        values (:account, :now + 2 * :step, 2, :now)
                        on conflict (account) do update set slowed_at = :now,
                          slower = case when pace.slower * 2 > :slowest then :slowest else pace.slower * 2 end,
                          free_at = :now + :step * case when pace.slower * 2 > :slowest then :slowest else pace.slower * 2 end""")
                .bind("account", account.name())
                .bind("now", now)
                .bind("step", step)
                .bind("slowest", SLOWEST)
                .execute());
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }
}
