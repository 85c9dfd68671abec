package io.rankwire.operator.check;

import io.rankwire.account.Account;
import io.rankwire.feed.Feed;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.plan.DigestTimes;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.plan.PlannedSeries;
import io.rankwire.operator.plan.Trigger;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.route.digest.DigestPlan;
import io.rankwire.source.Source;
import io.rankwire.source.SourceRules;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Whether a feed asks no oftener than its account allows, and has a key to ask with. */
final class FeedRules {
    private static final int DAYS_A_MONTH = 30;

    private final CheckContext checkContext;
    private final IdentityHashMap<RouteFile.Route, Optional<FeedPlan>> plans = new IdentityHashMap<>();
    /** Asked of the settings once, however many feeds an account pays for. */
    private final Map<String, Account> accounts = new HashMap<>();

    private final Map<String, Boolean> tokens = new HashMap<>();

    FeedRules(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    /** Forgets what all other routes will do. */
    void keepOnly(Collection<RouteFile.Route> routes) {
        Set<RouteFile.Route> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(routes);
        plans.keySet().retainAll(kept);
    }

    /** What the route will do; empty when it is no feed, or not right. */
    Optional<FeedPlan> plan(String file, RouteFile.Route route) {
        return plans.computeIfAbsent(route, one -> read(file, one));
    }

    private Optional<FeedPlan> read(String file, RouteFile.Route route) {
        Optional<Source> source = checkContext.source(route).flatMap(Kamelet::source);
        try {
            ZoneId zone = checkContext.zone();
            return source.map(asked -> {
                List<Feed> feeds = asked.feeds(
                        route.name(), resolved(checkContext.sourceCall(route).orElseThrow()), zone);
                return new FeedPlan(
                        file,
                        route.name(),
                        trigger(route).orElse(null),
                        asked,
                        feeds,
                        limit(feeds.get(0).account()));
            });
        } catch (OperatorMistake e) {
            // Told where the wrong parameter stands.
            return Optional.empty();
        }
    }

    private Account account(String name) {
        return accounts.computeIfAbsent(name, checkContext.settings()::account);
    }

    private OptionalLong limit(String account) {
        boolean known = checkContext.placeholders().has(account + ".url");
        return known ? account(account).monthlyLimit() : OptionalLong.empty();
    }

    private Optional<Trigger> trigger(RouteFile.Route route) {
        return route.input().flatMap(input -> Trigger.of(input.scheme(), resolved(input)));
    }

    /** When the route's digest goes out; empty when it gathers none, or is not right. */
    Optional<DigestTimes> digest(RouteFile.Route route) {
        if (route.calls().stream().noneMatch(call -> call.kamelet().equals(Optional.of(DigestPlan.KAMELET)))) {
            return Optional.empty();
        }
        try {
            Optional<Trigger> trigger = trigger(route);
            ZoneId zone = trigger.flatMap(Trigger::zone).orElseGet(ZoneId::systemDefault);
            return Optional.of(new DigestTimes(route.name(), trigger.orElse(null), zone));
        } catch (OperatorMistake e) {
            // Told where the input is written.
            return Optional.empty();
        }
    }

    private Map<String, String> resolved(Call call) {
        Map<String, String> values = new TreeMap<>();
        call.given()
                .forEach((name, value) ->
                        checkContext.placeholders().resolve(value).ifPresent(text -> values.put(name, text)));
        return values;
    }

    void check(RouteFile.Route route, Findings findings) {
        Optional<Call> asks = checkContext.sourceCall(route);
        if (asks.isEmpty()) {
            return;
        }
        Optional<FeedPlan> plan = plan(findings.file(), route);
        if (plan.isEmpty()) {
            return;
        }
        String account = plan.get().feeds().get(0).account();
        SourceRules.settings(plan.get().source().endpoint())
                .forEach(property -> checkSet(account + "." + property, asks.get(), findings));
        try {
            checkPace(plan.get(), account(account), route, asks.get(), findings);
        } catch (OperatorMistake e) {
            if (!checkContext.placeholders().has(account + ".url")
                    && asks.get().option("account").isEmpty()) {
                findings.at(asks.get().targetPlace(), Rule.REFERENCE).error(e.getMessage());
            }
        }
    }

    private boolean isSet(String key) {
        return checkContext.isInVault(key) || checkContext.secret(key).isPresent();
    }

    /** Whether a property is set that requests take something from. */
    private void checkSet(String key, Call asks, Findings findings) {
        boolean secret = KnownSecrets.isNamed(key);
        if (!tokens.computeIfAbsent(key, this::isSet)) {
            Place place = asks.option("account").map(Text::place).orElse(asks.targetPlace());
            String written = checkContext
                    .settingsFile()
                    .find(key)
                    .map(entry -> entry.value().value())
                    .filter(value -> value.contains("{{"))
                    .map(value -> "; " + value + " stands for nothing here")
                    .orElse("; set it in config/rankwire.properties"
                            + (secret ? " to {{env:NAME:}} or {{secretfile:path}}" : ""));
            findings.at(place, secret ? Rule.SECRET : Rule.REFERENCE)
                    .error(key
                            + (secret ? ", the key to ask with, is not set" : ", which requests need, is not set")
                            + written);
        }
    }

    private void checkPace(FeedPlan plan, Account account, RouteFile.Route route, Call asks, Findings findings) {
        int series = plan.feeds().size();
        Place when = route.input()
                .map(input -> input.option("period")
                        .or(() -> input.option("cron"))
                        .orElse(input.uri())
                        .place())
                .orElse(route.place());
        Trigger trigger = plan.trigger();
        if (trigger != null) {
            Duration gap = trigger.shortest(Instant.now());
            Duration needed = Duration.ofMillis(1000L * series / account.requestsPerSecond());
            if (gap.compareTo(needed) < 0) {
                findings.at(when, Rule.TIMING)
                        .error("it asks every " + words(gap) + ", faster than the pace of its account: "
                                + account.name()
                                + ".requestsPerSecond is " + account.requestsPerSecond() + ", and "
                                + (series == 1 ? "a look takes a request" : series + " series take a request each"));
                return;
            }
        }
        checkBudget(plan, account, when, asks, findings);
    }

    private void checkBudget(FeedPlan plan, Account account, Place when, Call asks, Findings findings) {
        if (account.monthlyLimit().isEmpty()) {
            return;
        }
        Feed first = plan.feeds().get(0);
        String unit = plan.source().endpoint().unit().word();
        BigDecimal limit = BigDecimal.valueOf(
                account.monthlyLimit().getAsLong() * first.terms().share() / 100);
        List<PlannedSeries> series = PlannedSeries.of(List.of(plan));
        BigDecimal needed = monthly(series).orElse(BigDecimal.ZERO);
        String says = "the limit of account " + account.name() + " is " + limit.toPlainString()
                + (first.terms().share() == 100
                        ? ""
                        : " for this feed (share " + first.terms().share() + ")");
        if (needed.compareTo(limit) > 0) {
            // As much as it can be: a budget that is lower is kept, and may be meant.
            findings.at(asks.targetPlace(), Rule.TIMING)
                    .warning("its rankings"
                            + (series.stream().allMatch(one -> one.rechecks() == 0)
                                    ? ""
                                    : ", fetched again by recheck,")
                            + " cost up to " + needed.toPlainString() + " " + unit + " a month; " + says);
            return;
        }
        Trigger trigger = plan.trigger();
        if (trigger != null) {
            Duration gap = trigger.shortest(Instant.now());
            long looks = Duration.ofDays(DAYS_A_MONTH).toMillis() / Math.max(1, gap.toMillis());
            long most = looks * plan.feeds().size() * plan.source().endpoint().cost();
            if (BigDecimal.valueOf(most).compareTo(limit) > 0
                    && !plan.source().endpoint().inferred()) {
                findings.at(when, Rule.TIMING)
                        .warning("while nothing is published, asking every " + words(gap) + " costs up to " + most + " "
                                + unit + " a month; " + says);
            }
        }
    }

    /** What the rankings of a month cost at the most, looks for corrections among it; empty when their length is unknown. */
    static Optional<BigDecimal> monthly(List<PlannedSeries> series) {
        List<Optional<BigDecimal>> costs =
                series.stream().map(PlannedSeries::mostAMonth).toList();
        return costs.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(costs.stream()
                        .flatMap(Optional::stream)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .setScale(0, RoundingMode.CEILING));
    }

    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
