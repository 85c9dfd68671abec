package io.rankwire.ranking;

import io.rankwire.vendor.Account;
import io.rankwire.vendor.Budget;
import io.rankwire.vendor.Endpoint;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The budget in the store: one row an account and month, so that it holds over threads, restarts and processes. */
public final class StoredBudget implements Budget {
    private final Jdbi jdbi;
    private final Clock clock;
    private final ZoneId zone;

    /** Months begin at midnight in {@code zone}. */
    public StoredBudget(Store store, Clock clock, ZoneId zone) {
        this.jdbi = store.jdbi();
        this.clock = clock;
        this.zone = zone;
    }

    /** What an account spent in a month. */
    public record Spent(String account, String month, String unit, long used) {}

    @Override
    public boolean take(Account account, Endpoint.Unit unit, int amount) {
        long limit = account.monthlyLimit().orElse(Long.MAX_VALUE);
        if (amount > limit) {
            return false;
        }
        String month = YearMonth.from(clock.instant().atZone(zone)).toString();
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into budget (account, month, unit, used) values (:account, :month, :unit, :amount)
                        on conflict (account, month) do update set used = budget.used + excluded.used
                        where budget.used + excluded.used <= :limit""")
                .bind("account", account.name())
                .bind("month", month)
                .bind("unit", unit.word())
                .bind("amount", amount)
                .bind("limit", limit)
                .execute());
        return changed == 1;
    }

    /** Everything spent, newest month first. */
    public List<Spent> spent() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select account, month, unit, used from budget order by month desc, account")
                .map((rs, ctx) -> new Spent(
                        rs.getString("account"), rs.getString("month"), rs.getString("unit"), rs.getLong("used")))
                .list());
    }
}
