package io.rankwire.app;

import io.rankwire.camel.Feeds;
import io.rankwire.camel.RouteDesk;
import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.vendor.Endpoint;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: the operator's files, and what they cost. */
@Command(name = "check", description = "Loads every file without polling anything, and says what each feed costs.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            Cost cost = new Cost(engine.snapshots());
            List<Map<String, Object>> lines = new ArrayList<>();
            for (RouteDesk.Loaded route : engine.desk().feeds()) {
                Optional<Feeds.Asked> asked = engine.feeds().find(route.routeId());
                asked.ifPresent(a -> a.feeds().forEach(feed -> lines.add(line(cost, a, feed))));
            }
            Listing.print(lines, json, spec.commandLine().getOut());
            if (!json) {
                tellTotals(lines);
            }
            return engine.desk().problems().isEmpty() ? RankwireMain.DONE : RankwireMain.BAD_FILES;
        }
    }

    private static Map<String, Object> line(Cost cost, Feeds.Asked asked, Feed feed) {
        OptionalInt requests = cost.pages(asked, feed);
        Endpoint endpoint = asked.source().endpoint();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("feed", feed.name());
        line.put("series", feed.label());
        line.put("source", asked.source().name());
        line.put("account", feed.account());
        line.put("period", feed.series().periodType().word());
        BigDecimal daily =
                requests.isPresent() ? daily(requests.getAsInt(), feed.series().periodType()) : null;
        boolean credits = endpoint.unit() == Endpoint.Unit.CREDITS;
        line.put("requestsAPeriod", requests.isPresent() ? (Integer) requests.getAsInt() : null);
        line.put("requestsADay", daily);
        line.put("creditsADay", daily == null || !credits ? null : daily.multiply(BigDecimal.valueOf(endpoint.cost())));
        return line;
    }

    /** Spread over the days of a period; looking whether one is published costs a request a tick on top of it. */
    private static BigDecimal daily(int requests, PeriodType type) {
        int days =
                switch (type) {
                    case DAY -> 1;
                    case WEEK -> 7;
                    case MONTH -> 30;
                };
        return BigDecimal.valueOf(requests).divide(BigDecimal.valueOf(days), 1, RoundingMode.HALF_UP);
    }

    private void tellTotals(List<Map<String, Object>> lines) {
        Map<Object, List<Map<String, Object>>> accounts = lines.stream()
                .collect(Collectors.groupingBy(line -> line.get("account"), TreeMap::new, Collectors.toList()));
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        accounts.forEach((account, all) -> {
            long unknown = all.stream()
                    .filter(line -> line.get("requestsADay") == null)
                    .count();
            BigDecimal credits = sum(all, "creditsADay");
            out.println("account " + account + ": about " + sum(all, "requestsADay") + " requests"
                    + (credits.signum() == 0 ? "" : ", " + credits + " credits") + " a day"
                    + (unknown == 0 ? "" : ", and what " + unknown + " series cost that were never fetched"));
        });
        out.flush();
    }

    private static BigDecimal sum(List<Map<String, Object>> lines, String column) {
        return lines.stream()
                .map(line -> (BigDecimal) line.get(column))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
