package io.rankwire.app;

import io.rankwire.camel.Feeds;
import io.rankwire.camel.RouteDesk;
import io.rankwire.feed.Feed;
import io.rankwire.vendor.Endpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
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
        line.put("requestsAPeriod", requests.isPresent() ? (Integer) requests.getAsInt() : null);
        line.put(
                "creditsAPeriod",
                requests.isPresent() && endpoint.unit() == Endpoint.Unit.CREDITS
                        ? (Integer) (requests.getAsInt() * endpoint.cost())
                        : null);
        return line;
    }
}
