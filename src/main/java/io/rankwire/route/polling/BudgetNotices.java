package io.rankwire.route.polling;

import io.rankwire.account.StoredBudget.Standing;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.OperatorNotices.Kind;
import io.rankwire.route.step.Steps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** Has the operator told when an account has little or nothing left of its month's budget, and when it has again. */
public final class BudgetNotices {
    private final Supplier<List<Standing>> standings;
    private final OperatorNotices notices;
    /** How far each account was at the last look. */
    private final Map<String, Level> levels = new HashMap<>();

    private enum Level {
        ENOUGH,
        NEAR_ITS_END,
        SPENT
    }

    /**
     * Notices about these.
     *
     * @param standings where every account stands that spent anything this month
     */
    public BudgetNotices(Supplier<List<Standing>> standings, OperatorNotices notices) {
        this.standings = standings;
        this.notices = notices;
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.repeated(registry, "look-at-budgets", exchange -> look());
    }

    /** Looks at every budget, and raises or ends what changed since the look before. */
    public synchronized void look() {
        Map<String, Standing> now = new HashMap<>();
        standings.get().forEach(standing -> now.put(standing.account(), standing));
        now.forEach((account, standing) -> changed(account, level(standing), standing));
        // A new month in which nothing is spent yet.
        List.copyOf(levels.keySet()).stream()
                .filter(account -> !now.containsKey(account))
                .filter(account -> levels.put(account, Level.ENOUGH) != Level.ENOUGH)
                .forEach(this::over);
    }

    private static Level level(Standing standing) {
        if (standing.used() >= standing.limit().orElse(Long.MAX_VALUE)) {
            return Level.SPENT;
        }
        return standing.isNearlySpent() ? Level.NEAR_ITS_END : Level.ENOUGH;
    }

    private void over(String account) {
        notices.over(Kind.BUDGET_NEAR_ITS_END, account);
        notices.over(Kind.BUDGET_SPENT, account);
    }

    private void changed(String account, Level level, Standing standing) {
        if (level == levels.put(account, level)) {
            return;
        }
        if (level == Level.ENOUGH) {
            over(account);
        } else {
            notices.raise(Kind.BUDGET_NEAR_ITS_END, account, """
                    %d of the %d %s of %s are spent.
                    When all are, its feeds wait for the next month. To go on, raise the limit in config/rankwire.properties.""".formatted(
                            standing.used(), standing.limit().orElseThrow(), standing.unit(), standing.month()));
        }
        if (level == Level.SPENT) {
            notices.raise(Kind.BUDGET_SPENT, account, """
                    All %d %s of %s are spent; its feeds wait for the next month.
                    To go on now, raise the limit in config/rankwire.properties.""".formatted(
                            standing.limit().orElseThrow(), standing.unit(), standing.month()));
        } else if (level == Level.NEAR_ITS_END) {
            notices.over(Kind.BUDGET_SPENT, account);
        }
    }
}
