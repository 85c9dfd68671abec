package io.rankwire.account;

import io.rankwire.store.Store;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The budget in the store: one row an account and month, so that it holds over threads, restarts and processes. */
public final class StoredBudget implements Budget {
    private static final String IN_ALL = "";

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
    public boolean take(Account account, Purchase purchase) {
        long limit = account.monthlyLimit().orElse(Long.MAX_VALUE);
        // Divided first: an account without a limit has no share of it either.
        long share = limit == Long.MAX_VALUE ? limit : limit * purchase.share() / 100;
        return jdbi.inTransaction(handle -> {
            boolean taken = add(handle, account, purchase.feed(), purchase, share)
                    && add(handle, account, IN_ALL, purchase, limit);
            if (!taken) {
                handle.rollback();
            }
            return taken;
        });
    }

    private boolean add(Handle handle, Account account, String feed, Purchase purchase, long limit) {
        if (purchase.amount() > limit) {
            return false;
        }
        return handle.createUpdate("""
                                insert into budget (account, month, feed, unit, used)
                                values (:account, :month, :feed, :unit, :amount)
                                on conflict (account, month, feed) do update set used = budget.used + excluded.used
                                where budget.used + excluded.used <= :limit""")
                        .bind("account", account.name())
                        .bind("month", month())
                        .bind("feed", feed)
                        .bind("unit", purchase.unit().word())
                        .bind("amount", purchase.amount())
                        .bind("limit", limit)
                        .execute()
                == 1;
    }

    @Override
    public void giveBack(Account account, Purchase purchase) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update budget set used = used - :amount
                        where account = :account and month = :month and feed in (:feed, '') and used >= :amount""")
                .bind("account", account.name())
                .bind("month", month())
                .bind("feed", purchase.feed())
                .bind("amount", purchase.amount())
                .execute());
    }

    private String month() {
        return YearMonth.from(clock.instant().atZone(zone)).toString();
    }

    /**
     * Where an account stands in this month.
     *
     * @param limit what it may spend; empty for no limit
     */
    public record Standing(String account, String month, String unit, long used, OptionalLong limit) {
        /** From so many percent on a limit is near. */
        private static final long NEAR = 80;

        /** How much of the limit is spent; empty without a limit, or with one of nothing. */
        public OptionalLong percent() {
            return limit.isEmpty() || limit.getAsLong() == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(used * 100 / limit.getAsLong());
        }

        /** Whether so much is spent that the operator should know. */
        public boolean isNearlySpent() {
            return percent().orElse(0) >= NEAR;
        }
    }

    /**
     * Where every account stands that spent anything this month and is still described, and every one that spent nothing.
     *
     * @param units the accounts there are, each with the unit of its limit
     */
    public List<Standing> thisMonth(Accounts accounts, Map<String, String> units) {
        String month = month();
        return spent(units).stream()
                .filter(spent -> spent.month().equals(month))
                .flatMap(spent -> standing(spent, accounts).stream())
                .toList();
    }

    private static Optional<Standing> standing(Spent spent, Accounts accounts) {
        try {
            OptionalLong limit = accounts.account(spent.account()).monthlyLimit();
            return Optional.of(new Standing(spent.account(), spent.month(), spent.unit(), spent.used(), limit));
        } catch (OperatorMistake e) {
            // An account that operators took out of their settings: who uses it still is told elsewhere.
            return Optional.empty();
        }
    }

    /** Everything spent, newest month first, and nothing for this month's other accounts. */
    public List<Spent> spent(Map<String, String> units) {
        String month = month();
        List<Spent> all = new ArrayList<>(spent());
        units.forEach((account, unit) -> {
            Spent nothing = new Spent(account, month, unit, 0);
            if (all.stream()
                    .noneMatch(spent ->
                            spent.account().equals(account) && spent.month().equals(month))) {
                all.add(nothing);
            }
        });
        all.sort(Comparator.comparing(Spent::month).reversed().thenComparing(Spent::account));
        return all;
    }

    /** Everything spent, newest month first. */
    public List<Spent> spent() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select account, month, unit, used from budget where feed = '' order by month desc, account")
                .map((rs, ctx) -> new Spent(
                        rs.getString("account"), rs.getString("month"), rs.getString("unit"), rs.getLong("used")))
                .list());
    }
}
