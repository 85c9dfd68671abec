package io.rankwire.command.plan;

import io.rankwire.account.StoredBudget;
import io.rankwire.engine.Engine;
import io.rankwire.feed.Feed;
import io.rankwire.kamelet.Feeds;
import io.rankwire.listing.Listing;
import io.rankwire.operator.plan.DigestTimes;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.plan.PlannedSeries;
import io.rankwire.operator.plan.Trigger;
import io.rankwire.ranking.Snapshots;
import io.rankwire.schedule.ZoneData;
import io.rankwire.settings.Home;
import io.rankwire.text.Failure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** When feeds will ask, and what that costs against the budget. */
public final class CheckPlan {
    private static final int TIMES = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final Home home;
    private final Clock clock;
    private final PrintWriter err;

    public CheckPlan(Home home, Clock clock, PrintWriter err) {
        this.home = home;
        this.clock = clock;
        this.err = err;
    }

    public void tell(List<FeedPlan> plans, boolean json, PrintWriter out) {
        // What was fetched before says best what fetching costs; a home that is new has no store yet, and gets none
        // here.
        if (!Files.isDirectory(home.data())) {
            tell(plans, Optional.empty(), json, out);
            return;
        }
        try (Engine engine = new Engine(home, clock, Map.of()).open()) {
            tell(plans, Optional.of(engine), json, out);
        } catch (RuntimeException e) {
            err.println(
                    "the store cannot be looked into, so costs are those of the longest rankings: " + Failure.line(e));
            err.flush();
            tell(plans, Optional.empty(), json, out);
        }
    }

    private void tell(List<FeedPlan> plans, Optional<Engine> engine, boolean json, PrintWriter out) {
        Optional<Cost> cost = engine.map(opened -> new Cost(new Snapshots(opened.store())));
        List<PlannedCost> costs = PlannedSeries.of(plans).stream()
                .map(series -> planned(series, cost))
                .toList();
        List<AccountCost> accounts = accounts(plans, costs, engine);
        if (json) {
            Listing.print(costs.stream().map(PlannedCost::json).toList(), true, out);
            Listing.print(accounts.stream().map(AccountCost::json).toList(), true, out);
        } else if (!costs.isEmpty()) {
            tell(plans, costs, accounts, out);
        }
    }

    private void tell(List<FeedPlan> plans, List<PlannedCost> costs, List<AccountCost> accounts, PrintWriter out) {
        out.println();
        Listing.print(costs.stream().map(PlannedCost::row).toList(), false, out);
        out.println();
        for (FeedPlan plan : plans) {
            ZoneId zone = plan.feeds().get(0).when().zone();
            out.println(plan.name() + " asks " + moments(next(Stream.ofNullable(plan.trigger()), zone)));
        }
        out.println();
        accounts.forEach(account -> out.println(account.text()));
        out.println("looks: a period is taken to be published " + PlannedSeries.UNPUBLISHED.toHours()
                + "h after its end, or at its publishDeadline; asking before that costs a request each time");
        out.flush();
    }

    /** By whose rules of time zones all this is said. */
    public static void tellZoneData(ZoneData data, boolean json, PrintWriter out) {
        Optional<String> system = data.systemVersion();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", "zone-data");
            line.put("java", data.javaVersion());
            line.put("system", system.orElse(null));
            Listing.print(List.of(line), true, out);
        } else {
            out.println("time zones go by the zone data of this Java, " + data.javaVersion()
                    + system.map(version -> "; those of the system are " + version)
                            .orElse(""));
        }
    }

    /** When digests go out; they cost nothing. */
    public void tellDigests(List<DigestTimes> digests, boolean json, PrintWriter out) {
        for (DigestTimes digest : digests) {
            List<String> next = next(Stream.ofNullable(digest.trigger()), digest.zone());
            if (json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("kind", "digest");
                line.put("digest", digest.name());
                line.put("zone", digest.zone().getId());
                line.put("next", next);
                Listing.print(List.of(line), true, out);
            } else {
                out.println(digest.name() + " goes out " + moments(next));
            }
        }
        out.flush();
    }

    private PlannedCost planned(PlannedSeries series, Optional<Cost> cost) {
        Feed feed = series.feed();
        Feeds.Asked asked = new Feeds.Asked(series.source(), List.of(feed), List.of());
        OptionalInt requests =
                cost.map(known -> known.pages(asked, feed)).orElseGet(() -> Cost.most(series.source(), feed));
        Optional<PlannedSeries.Daily> daily =
                requests.isEmpty() ? Optional.empty() : Optional.of(series.daily(requests.getAsInt(), clock.instant()));
        Stream<Trigger> triggers = series.asking().stream().flatMap(asking -> Stream.ofNullable(asking.trigger()));
        return new PlannedCost(
                series, requests, daily, next(triggers, feed.when().zone()));
    }

    private List<String> next(Stream<Trigger> asks, ZoneId zone) {
        Instant now = clock.instant();
        return asks.flatMap(trigger -> trigger.next(TIMES, now).stream())
                .distinct()
                .sorted()
                .limit(TIMES)
                .map(moment -> TIME.format(moment.atZone(zone)))
                .toList();
    }

    private List<AccountCost> accounts(List<FeedPlan> plans, List<PlannedCost> costs, Optional<Engine> engine) {
        Map<String, FeedPlan> first = new TreeMap<>();
        plans.forEach(plan -> first.putIfAbsent(plan.feeds().get(0).account(), plan));
        List<AccountCost> accounts = new ArrayList<>();
        first.forEach((name, plan) -> accounts.add(new AccountCost(
                name,
                plan.source().endpoint().unit().word(),
                plan.monthlyLimit(),
                engine.map(opened -> used(opened, name)).orElse(0L),
                costs.stream().filter(cost -> cost.account().equals(name)).toList())));
        return accounts;
    }

    private long used(Engine engine, String account) {
        ZoneId zone = engine.settings().zone();
        String month = YearMonth.from(clock.instant().atZone(zone)).toString();
        return new StoredBudget(engine.store(), clock, zone)
                .spent().stream()
                        .filter(spent -> spent.account().equals(account))
                        .filter(spent -> spent.month().equals(month))
                        .mapToLong(StoredBudget.Spent::used)
                        .sum();
    }

    private static String moments(List<String> next) {
        return next.isEmpty() ? "when something else sets it off" : "at " + String.join(", ", next);
    }
}
