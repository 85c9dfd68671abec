package io.rankwire.operator.check;

import io.rankwire.account.Account;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether feeds that are each modest enough are so together, where they share an account. */
final class AccountRules {
    private final CheckContext checkContext;
    private final Map<String, List<FeedPlan>> plans = new TreeMap<>();

    AccountRules(CheckContext checkContext, List<FeedPlan> plans) {
        this.checkContext = checkContext;
        plans.forEach(plan -> this.plans
                .computeIfAbsent(plan.feeds().get(0).account(), name -> new ArrayList<>())
                .add(plan));
    }

    /** What is wrong, by the key that sets the limit. */
    Map<String, List<Mistake>> mistakes() {
        Map<String, List<Mistake>> mistakes = new TreeMap<>();
        plans.forEach((name, feeds) -> {
            if (feeds.size() > 1 && checkContext.placeholders().has(name + ".url")) {
                try {
                    Account account = checkContext.settings().account(name);
                    Findings pace = new Findings(SettingsRules.FILE);
                    checkPace(account, feeds, pace);
                    mistakes.put(name + ".requestsPerSecond", pace.all());
                    Findings budget = new Findings(SettingsRules.FILE);
                    checkBudget(account, feeds, budget);
                    mistakes.put(name + "." + unit(feeds) + "PerMonth", budget.all());
                } catch (OperatorMistake e) {
                    // A value that is no number is told where it is set.
                }
            }
        });
        return mistakes;
    }

    private static String unit(List<FeedPlan> feeds) {
        return feeds.get(0).source().endpoint().unit().word();
    }

    private void checkPace(Account account, List<FeedPlan> feeds, Findings findings) {
        BigDecimal most = BigDecimal.valueOf(account.requestsPerSecond());
        List<BigDecimal> rates = feeds.stream()
                .flatMap(feed -> feed.trigger().stream().map(trigger -> rate(feed, trigger)))
                .toList();
        BigDecimal all = rates.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        // A feed that is too fast alone is told in its own file.
        if (all.compareTo(most) > 0 && rates.stream().allMatch(rate -> rate.compareTo(most) <= 0)) {
            findings.warning(
                    place(account.name() + ".requestsPerSecond"),
                    Rule.TIMING,
                    "the " + rates.size() + " feeds of account " + account.name() + " ask "
                            + all.setScale(1, RoundingMode.HALF_UP)
                            + " times a second together; its requestsPerSecond is "
                            + most);
        }
    }

    private static BigDecimal rate(FeedPlan feed, Trigger trigger) {
        Duration gap = trigger.shortest(Instant.now());
        return BigDecimal.valueOf(1000L * feed.feeds().size())
                .divide(BigDecimal.valueOf(Math.max(1, gap.toMillis())), 6, RoundingMode.HALF_UP);
    }

    private void checkBudget(Account account, List<FeedPlan> feeds, Findings findings) {
        if (account.monthlyLimit().isEmpty()) {
            return;
        }
        BigDecimal limit = BigDecimal.valueOf(account.monthlyLimit().getAsLong());
        List<BigDecimal> costs = feeds.stream()
                .flatMap(feed -> FeedRules.monthly(PlannedSeries.of(List.of(feed))).stream())
                .toList();
        // What feeds share is bought once; of what has no known end nothing can be said.
        BigDecimal all = PlannedSeries.of(feeds).stream()
                .flatMap(series -> FeedRules.monthly(List.of(series)).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all.compareTo(limit) > 0 && costs.stream().allMatch(cost -> cost.compareTo(limit) <= 0)) {
            String unit = unit(feeds);
            // As much as it can be: a budget that is lower is kept, and may be meant.
            findings.warning(
                    place(account.name() + "." + unit + "PerMonth"),
                    Rule.TIMING,
                    "the rankings of the " + costs.size() + " feeds of account " + account.name() + " cost up to "
                            + all.toPlainString() + " " + unit + " a month together; its limit is " + limit);
        }
    }

    private Place place(String key) {
        return checkContext
                .settingsFile()
                .find(key)
                .map(entry -> entry.value().place())
                .orElse(Place.START);
    }
}
