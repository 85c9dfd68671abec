package io.rankwire.app;

import io.rankwire.camel.Feeds;
import io.rankwire.camel.Home;
import io.rankwire.camel.check.DigestTimes;
import io.rankwire.camel.check.FeedPlan;
import io.rankwire.camel.check.Trigger;
import io.rankwire.camel.schedule.ZoneData;
import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.StoredBudget;
import io.rankwire.vendor.Endpoint;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When feeds will ask, and what that costs against the budget. */
final class CheckPlan {
    private static final int TIMES = 5;
    private static final BigDecimal DAYS_A_MONTH = BigDecimal.valueOf(30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final Home home;
    private final Clock clock;
    private final PrintWriter err;

    CheckPlan(Home home, Clock clock, PrintWriter err) {
        this.home = home;
        this.clock = clock;
        this.err = err;
    }

    /** What was spent already, and what an account may spend. */
    private record Account(String name, String unit, OptionalLong limit, long used) {}

    void tell(List<FeedPlan> plans, boolean json, PrintWriter out) {
        // What was fetched before says best what fetching costs; a home that is new has no store yet, and gets none
        // here.
        if (!Files.isDirectory(home.data())) {
            print(lines(plans, null), accounts(plans, null), json, out);
            return;
        }
        try (Engine engine = new Engine(home, clock, Map.of()).open()) {
            Cost cost = new Cost(new Snapshots(engine.store()));
            print(lines(plans, cost), accounts(plans, engine), json, out);
        } catch (RuntimeException e) {
            err.println(
                    "the store cannot be looked into, so costs are those of the longest rankings: " + Failure.line(e));
            err.flush();
            print(lines(plans, null), accounts(plans, null), json, out);
        }
    }

    /** By whose rules of time zones all this is said. */
    static void tellZoneData(ZoneData data, boolean json, PrintWriter out) {
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
    void tellDigests(List<DigestTimes> digests, boolean json, PrintWriter out) {
        for (DigestTimes digest : digests) {
            List<String> next = next(digest.trigger(), digest.zone());
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

    private List<Map<String, Object>> lines(List<FeedPlan> plans, Cost cost) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (FeedPlan plan : plans) {
            plan.feeds().forEach(feed -> lines.add(line(plan, feed, cost)));
        }
        return lines;
    }

    private Map<String, Object> line(FeedPlan plan, Feed feed, Cost cost) {
        OptionalInt requests = cost == null
                ? Cost.most(plan.source(), feed)
                : cost.pages(new Feeds.Asked(plan.source(), plan.feeds(), List.of()), feed);
        Endpoint endpoint = plan.source().endpoint();
        BigDecimal daily = requests.isEmpty()
                ? null
                : daily(requests.getAsInt(), feed.series().periodType());
        BigDecimal credits = daily == null || endpoint.unit() != Endpoint.Unit.CREDITS
                ? null
                : daily.multiply(BigDecimal.valueOf(endpoint.cost()));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "feed");
        line.put("feed", feed.name());
        line.put("series", feed.label());
        line.put("source", plan.source().name());
        line.put("account", feed.account());
        line.put("period", feed.series().periodType().word());
        line.put("requestsAPeriod", requests.isPresent() ? (Integer) requests.getAsInt() : null);
        line.put("requestsADay", daily);
        line.put("requestsAMonth", monthly(daily));
        line.put("creditsADay", credits);
        line.put("creditsAMonth", monthly(credits));
        line.put("zone", feed.when().zone().getId());
        line.put("next", next(plan.trigger(), feed.when().zone()));
        return line;
    }

    private List<String> next(Optional<Trigger> asks, ZoneId zone) {
        Instant now = clock.instant();
        return asks.map(trigger -> trigger.next(TIMES, now)).orElse(List.of()).stream()
                .map(moment -> TIME.format(moment.atZone(zone)))
                .toList();
    }

    /** Spread over the days of a period; looking whether one is published costs a request a look on top of it. */
    private static BigDecimal daily(int requests, PeriodType type) {
        int days =
                switch (type) {
                    case DAY -> 1;
                    case WEEK -> 7;
                    case MONTH -> 30;
                };
        return BigDecimal.valueOf(requests).divide(BigDecimal.valueOf(days), 1, RoundingMode.HALF_UP);
    }

    private static BigDecimal monthly(BigDecimal daily) {
        return daily == null ? null : daily.multiply(DAYS_A_MONTH).setScale(0, RoundingMode.HALF_UP);
    }

    private static Map<String, Account> accounts(List<FeedPlan> plans, Engine engine) {
        Map<String, Account> accounts = new TreeMap<>();
        for (FeedPlan plan : plans) {
            String name = plan.feeds().get(0).account();
            String unit = plan.source().endpoint().unit().word();
            accounts.computeIfAbsent(
                    name, key -> new Account(name, unit, plan.monthlyLimit(), engine == null ? 0 : used(engine, name)));
        }
        return accounts;
    }

    private static long used(Engine engine, String account) {
        return new StoredBudget(
                        engine.store(), Clock.systemUTC(), engine.settings().zone())
                .spent().stream()
                        .filter(spent -> spent.account().equals(account))
                        .filter(spent -> spent.month()
                                .equals(java.time.YearMonth.now(
                                                engine.settings().zone())
                                        .toString()))
                        .mapToLong(StoredBudget.Spent::used)
                        .sum();
    }

    private static void print(
            List<Map<String, Object>> lines, Map<String, Account> accounts, boolean json, PrintWriter out) {
        if (json) {
            Listing.print(lines, true, out);
            Listing.print(
                    accounts.values().stream()
                            .map(account -> json(account, of(lines, account)))
                            .toList(),
                    true,
                    out);
            return;
        }
        if (lines.isEmpty()) {
            return;
        }
        out.println();
        Listing.print(lines.stream().map(CheckPlan::short_).toList(), false, out);
        out.println();
        lines.stream()
                .collect(Collectors.toMap(line -> line.get("feed"), line -> line, (a, b) -> a, LinkedHashMap::new))
                .forEach((feed, line) -> out.println(asks(line)));
        out.println();
        accounts.values().forEach(account -> out.println(text(account, of(lines, account))));
        out.flush();
    }

    private static String asks(Map<String, Object> line) {
        List<?> next = (List<?>) line.get("next");
        return line.get("feed") + " asks " + moments(next);
    }

    private static String moments(List<?> next) {
        return next.isEmpty()
                ? "when something else sets it off"
                : "at " + next.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Map<String, Object> short_(Map<String, Object> line) {
        Map<String, Object> columns = new LinkedHashMap<>(line);
        columns.keySet().removeAll(List.of("kind", "feed", "zone", "next"));
        return columns;
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> lines, Account account) {
        return lines.stream()
                .filter(line -> account.name().equals(line.get("account")))
                .toList();
    }

    private static String text(Account account, List<Map<String, Object>> lines) {
        long unknown =
                lines.stream().filter(line -> line.get("requestsADay") == null).count();
        boolean credits = account.unit().equals("credits");
        return "account " + account.name() + ": about " + sum(lines, "requestsADay") + " requests a day, "
                + sum(lines, "requestsAMonth") + " a month"
                + (credits
                        ? "; " + sum(lines, "creditsADay") + " credits a day, " + sum(lines, "creditsAMonth")
                                + " a month"
                        : "")
                + (unknown == 0 ? "" : ", and what " + unknown + " series cost that were never fetched")
                + (account.limit().isEmpty()
                        ? "; no monthly limit is set"
                        : "; " + account.used() + " of " + account.limit().getAsLong() + " " + account.unit()
                                + " are used this month");
    }

    private static Map<String, Object> json(Account account, List<Map<String, Object>> lines) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "account");
        json.put("account", account.name());
        json.put("unit", account.unit());
        json.put("requestsADay", sum(lines, "requestsADay"));
        json.put("requestsAMonth", sum(lines, "requestsAMonth"));
        json.put("creditsADay", sum(lines, "creditsADay"));
        json.put("creditsAMonth", sum(lines, "creditsAMonth"));
        json.put("used", account.used());
        json.put("limit", account.limit().isPresent() ? (Long) account.limit().getAsLong() : null);
        return json;
    }

    private static BigDecimal sum(List<Map<String, Object>> lines, String column) {
        return lines.stream()
                .map(line -> (BigDecimal) line.get(column))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
