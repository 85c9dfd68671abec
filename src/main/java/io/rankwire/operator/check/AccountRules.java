package io.rankwire.operator.check;

import io.rankwire.account.Account;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.plan.PlannedSeries;
import io.rankwire.operator.plan.Trigger;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether feeds that are each modest enough are so together, where they share an account. */
final class AccountRules {
    private final CheckContext checkContext;
    private IdentityHashMap<FeedPlan, Demand> known = new IdentityHashMap<>();

    AccountRules(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    /**
     * What a feed asks of its account.
     *
     * @param rate requests a second; null when it does not ask by itself
     * @param cost of its rankings in a month; empty when their length is unknown
     * @param series the same of each of its series
     */
    private record Demand(
            FeedPlan plan,
            @Nullable BigDecimal rate,
            Optional<BigDecimal> cost,
            Map<String, Optional<BigDecimal>> series) {
        static Demand of(FeedPlan plan) {
            List<PlannedSeries> all = PlannedSeries.of(List.of(plan));
            Map<String, Optional<BigDecimal>> series = new TreeMap<>();
            all.forEach(one -> series.put(one.feed().series().canonical(), FeedRules.monthly(List.of(one))));
            return new Demand(
                    plan,
                    plan.trigger() == null ? null : perSecond(plan, plan.trigger()),
                    FeedRules.monthly(all),
                    series);
        }
    }

    /** What is wrong with feeds that do this together, by the key that sets the limit. */
    Map<String, List<Mistake>> mistakes(List<FeedPlan> plans) {
        IdentityHashMap<FeedPlan, Demand> now = new IdentityHashMap<>();
        Map<String, List<Demand>> accounts = new TreeMap<>();
        for (FeedPlan plan : plans) {
            Demand demand = known.get(plan);
            now.put(plan, demand == null ? Demand.of(plan) : demand);
            accounts.computeIfAbsent(plan.feeds().get(0).account(), name -> new ArrayList<>())
                    .add(now.get(plan));
        }
        known = now;
        Map<String, List<Mistake>> mistakes = new TreeMap<>();
        accounts.forEach((name, feeds) -> {
            if (feeds.size() > 1 && checkContext.placeholders().has(name + ".url")) {
                try {
                    Account account = checkContext.settings().account(name);
                    Findings pace = new Findings(SettingsFile.PATH);
                    checkPace(account, feeds, pace);
                    mistakes.put(name + ".requestsPerSecond", pace.all());
                    Findings budget = new Findings(SettingsFile.PATH);
                    checkBudget(account, feeds, budget);
                    mistakes.put(name + "." + unit(feeds) + "PerMonth", budget.all());
                } catch (OperatorMistake e) {
                    // A value that is no number is told where it is set.
                }
            }
        });
        return mistakes;
    }

    private static String unit(List<Demand> feeds) {
        return feeds.get(0).plan().source().endpoint().unit().word();
    }

    private void checkPace(Account account, List<Demand> feeds, Findings findings) {
        BigDecimal most = BigDecimal.valueOf(account.requestsPerSecond());
        List<BigDecimal> rates =
                feeds.stream().flatMap(feed -> Stream.ofNullable(feed.rate())).toList();
        BigDecimal all = rates.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        // A feed that is too fast alone is told in its own file.
        if (all.compareTo(most) > 0 && rates.stream().allMatch(rate -> rate.compareTo(most) <= 0)) {
            findings.at(place(account.name() + ".requestsPerSecond"), Rule.TIMING)
                    .warning("the " + rates.size() + " feeds of account " + account.name() + " ask "
                            + all.setScale(1, RoundingMode.HALF_UP)
                            + " times a second together; its requestsPerSecond is "
                            + most);
        }
    }

    private static BigDecimal perSecond(FeedPlan feed, Trigger trigger) {
        Duration gap = trigger.shortest(Instant.now());
        return BigDecimal.valueOf(1000L * feed.feeds().size())
                .divide(BigDecimal.valueOf(Math.max(1, gap.toMillis())), 6, RoundingMode.HALF_UP);
    }

    private void checkBudget(Account account, List<Demand> feeds, Findings findings) {
        if (account.monthlyLimit().isEmpty()) {
            return;
        }
        BigDecimal limit = BigDecimal.valueOf(account.monthlyLimit().getAsLong());
        List<BigDecimal> costs =
                feeds.stream().flatMap(feed -> feed.cost().stream()).toList();
        BigDecimal all = together(feeds);
        if (all.compareTo(limit) > 0 && costs.stream().allMatch(cost -> cost.compareTo(limit) <= 0)) {
            String unit = unit(feeds);
            // As much as it can be: a budget that is lower is kept, and may be meant.
            findings.at(place(account.name() + "." + unit + "PerMonth"), Rule.TIMING)
                    .warning("the rankings of the " + costs.size() + " feeds of account " + account.name()
                            + " cost up to " + all.toPlainString() + " " + unit + " a month together; its limit is "
                            + limit);
        }
    }

    /** What feeds share is bought once; of what has no known end nothing can be said. */
    private static BigDecimal together(List<Demand> feeds) {
        Map<String, List<Demand>> asking = new TreeMap<>();
        feeds.forEach(feed -> feed.series().keySet().forEach(series -> asking.computeIfAbsent(
                        series, key -> new ArrayList<>())
                .add(feed)));
        BigDecimal all = BigDecimal.ZERO;
        for (Map.Entry<String, List<Demand>> series : asking.entrySet()) {
            List<Demand> some = series.getValue();
            Optional<BigDecimal> cost = some.size() == 1
                    ? some.get(0).series().getOrDefault(series.getKey(), Optional.empty())
                    : shared(series.getKey(), some);
            all = all.add(cost.orElse(BigDecimal.ZERO));
        }
        return all;
    }

    private static Optional<BigDecimal> shared(String series, List<Demand> feeds) {
        return FeedRules.monthly(
                PlannedSeries.of(feeds.stream().map(Demand::plan).toList()).stream()
                        .filter(one -> one.feed().series().canonical().equals(series))
                        .toList());
    }

    private Place place(String key) {
        return checkContext
                .settingsFile()
                .find(key)
                .map(entry -> entry.value().place())
                .orElse(Place.START);
    }
}
