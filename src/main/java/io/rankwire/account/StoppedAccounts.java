package io.rankwire.account;

import io.rankwire.store.Store;
import io.rankwire.text.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Accounts that are not asked for the time being: the vendor refused the key, or said that nothing is left to spend.
 * Each is asked again when its time is over, when an operator resumes it, or when its settings change.
 */
public final class StoppedAccounts {
    private final Jdbi jdbi;
    private final Clock clock;

    public StoppedAccounts(Store store, Clock clock) {
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /**
     * An account that is not asked.
     *
     * @param until when it is asked again by itself; {@link Instant#MAX} for never
     */
    public record Stopped(String account, String reason, Instant until) {}

    /** Why the account is not asked; empty when it is. */
    public Optional<Stopped> find(Account account, Accounts accounts) {
        return jdbi.withHandle(handle -> handle.select(
                        "select * from stopped_account where account = ? and configuration = ? and until > ?",
                        account.name(),
                        configuration(account, accounts),
                        clock.millis())
                .map((rs, ctx) -> stopped(rs))
                .findOne());
    }

    /** Stops the account until the moment, {@link Instant#MAX} for until an operator acts. */
    public void stop(Account account, Accounts accounts, String reason, Instant until) {
        long millis = until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
        jdbi.useHandle(handle -> handle.execute("""
                insert into stopped_account (account, reason, configuration, until) values (?, ?, ?, ?)
                on conflict (account) do update set reason = excluded.reason,
                  configuration = excluded.configuration, until = excluded.until""", account.name(), reason, configuration(account, accounts), millis));
    }

    /** Has the account asked again; false when it was not stopped. */
    public boolean resume(String account) {
        return jdbi.withHandle(handle -> handle.execute("delete from stopped_account where account = ?", account)) == 1;
    }

    /** Every account that is stopped now, as far as its settings did not change. */
    public List<Stopped> list() {
        return jdbi.withHandle(handle -> handle.select(
                        "select * from stopped_account where until > ? order by account", clock.millis())
                .map((rs, ctx) -> stopped(rs))
                .list());
    }

    private static Stopped stopped(ResultSet rs) throws SQLException {
        long until = rs.getLong("until");
        Instant end = until == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(until);
        return new Stopped(rs.getString("account"), rs.getString("reason"), end);
    }

    /** A digest of the settings, cut so short that nothing of the key can be had from it. */
    private static String configuration(Account account, Accounts accounts) {
        return Sha256.hex(account + "\n" + accounts.configuration(account.name()))
                .substring(0, 8);
    }
}
