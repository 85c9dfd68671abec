package io.rankwire.command;

import io.rankwire.command.plan.ShownRequests;
import io.rankwire.command.plan.Target;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.kamelet.Feeds;
import io.rankwire.listing.Listing;
import io.rankwire.route.polling.FirstPage;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.Item;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code try}: what a feed would get and where it would go. */
@Command(
        name = "try",
        description = {
            "Fetches one page of a feed and shows its first rows, the cost, and what would be sent where.",
            "Stores and delivers nothing; the page itself is paid for and counts in the budget.",
            "Exit code 1 if a poll would fail, 2 if a file that the feed needs is refused."
        })
final class TryCommand implements Callable<Integer> {
    /** What people look at first; the column that the ranking is sorted by comes on top. */
    private static final List<String> SHOWN = List.of("key", "name", "region", "currency", "units", "gmv", "gmvUsd");

    private static final int WIDEST = 40;
    private static final int MOST_WARNINGS = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "The feed.")
    private String name;

    @Option(names = "--rows", defaultValue = "10", description = "Number of rows to show (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--show-request",
            description = "Show the requests of the first two pages, secrets as names, and send nothing.")
    private boolean showRequest;

    @Option(names = "--json", description = "One JSON object per series.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Operator.requirePositive("--rows", rows);
        try (Engine engine = new Engine(Homes.home(), clock, Map.of()).start()) {
            engine.desk().load(false);
            Operator.requireFeed(engine.desk(), name);
            Feeds.Asked asked = engine.feeds()
                    .find(name)
                    .orElseThrow(
                            () -> new OperatorMistake(name + " polls no source kamelet, so there is nothing to try"));
            if (showRequest) {
                show(asked, engine);
                return ExitCode.OK;
            }
            FirstPage page = new FirstPage(engine.context(), engine.settings(), engine.budget(), clock);
            List<Target> sinks = Target.of(name, engine);
            boolean good = true;
            for (Feed feed : asked.feeds()) {
                FirstPage.Tried tried = page.fetch(asked.source(), feed);
                Trial trial = new Trial(asked.source().endpoint(), feed, tried, sinks);
                good &= trial.isGood();
                if (json) {
                    Listing.print(List.of(line(trial)), true, spec.commandLine().getOut());
                } else {
                    tell(trial, spec.commandLine().getOut());
                }
            }
            if (engine.desk().isAnythingRefusedBehind(List.of(name))) {
                return ExitCode.USAGE;
            }
            return good ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void show(Feeds.Asked asked, Engine engine) {
        PrintWriter out = spec.commandLine().getOut();
        for (Feed feed : asked.feeds()) {
            Period period = feed.candidates(Clock.systemUTC()).get(0);
            ShownRequests requests = new ShownRequests(asked.source(), feed, period, engine.settings());
            if (json) {
                Listing.print(requests.lines(), true, out);
            } else {
                requests.print(out);
            }
        }
        out.flush();
    }

    private record Trial(Endpoint endpoint, Feed feed, FirstPage.Tried tried, List<Target> sinks) {
        int credits() {
            return endpoint.unit() == Endpoint.Unit.CREDITS ? tried.requests() * endpoint.cost() : 0;
        }

        /** What is odd about single rows. */
        List<String> warnings() {
            return tried.result() instanceof PageResult.Page page ? page.warnings() : List.of();
        }

        List<Item> items() {
            return tried.result() instanceof PageResult.Page page ? page.items() : List.of();
        }

        /** Whether a poll would go on with it. */
        boolean isGood() {
            return tried.result() instanceof PageResult.Page page
                    ? page.received() == 0 || !page.items().isEmpty()
                    : tried.result() instanceof PageResult.NotPublished;
        }

        /** How the vendor's answer is to be called. */
        String answer() {
            if (tried.result() instanceof PageResult.Page page && page.received() > 0) {
                String all = page.echo().total().isPresent()
                        ? " of " + page.echo().total().getAsLong()
                        : "";
                return page.received() + " rows" + all + " on the first page" + leftOut(page);
            }
            return tried.result() instanceof PageResult.Fault fault ? fault.reason() : "not published yet";
        }
    }

    private static String leftOut(PageResult.Page page) {
        int left = page.received() - page.items().size();
        if (left == 0) {
            return "";
        }
        return left == page.received()
                ? ", none of which has a key: a poll would stop here"
                : ", " + left + " of which are left out";
    }

    private void tell(Trial trial, PrintWriter out) {
        out.println(trial.feed().label() + ", " + trial.tried().period() + ": " + trial.answer());
        trial.warnings().stream().limit(MOST_WARNINGS).forEach(warning -> out.println("  " + warning));
        if (!trial.items().isEmpty()) {
            out.println();
            Listing.print(table(trial), false, out);
            out.println();
        }
        int requests = trial.tried().requests();
        out.println("Cost: " + requests + (requests == 1 ? " request" : " requests")
                + (trial.credits() == 0 ? "" : ", " + trial.credits() + " credits") + " of account "
                + trial.feed().account() + ". Nothing was stored or delivered.");
        trial.feed().transform().ifPresent(route -> out.println("Row steps that are not taken here: " + route));
        out.println(trial.sinks().isEmpty() ? "It is published nowhere." : "It would go to:");
        trial.sinks().forEach(sink -> out.println("  " + sink.sink() + ": " + sink.words()));
        out.flush();
    }

    private List<Map<String, Object>> table(Trial trial) {
        List<Map<String, Object>> all = rows(trial);
        String sorted = trial.endpoint()
                .sortColumn(trial.feed().series().scope().get(Endpoint.ORDER_BY))
                .map(index -> trial.endpoint().allColumns().get(index).name())
                .orElse("");
        List<String> columns = new ArrayList<>(SHOWN);
        if (!sorted.isEmpty() && !columns.contains(sorted)) {
            columns.add(sorted);
        }
        columns.removeIf(column -> all.stream().map(row -> row.get(column)).allMatch(Objects::isNull));
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Map<String, Object> row : all) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("position", row.get("position"));
            columns.forEach(column -> line.put(column, clip(row.get(column))));
            lines.add(line);
        }
        return lines;
    }

    private static @Nullable Object clip(@Nullable Object value) {
        return value instanceof String text && text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : value;
    }

    private List<Map<String, Object>> rows(Trial trial) {
        List<Column> columns = trial.endpoint().allColumns();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Item item : trial.items()
                .subList(0, Math.min(Math.max(rows, 0), trial.items().size()))) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("position", lines.size() + 1);
            for (int i = 0; i < columns.size(); i++) {
                line.put(columns.get(i).name(), item.values().get(i));
            }
            lines.add(line);
        }
        return lines;
    }

    private Map<String, Object> line(Trial trial) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("feed", trial.feed().name());
        line.put("series", trial.feed().label());
        line.put("account", trial.feed().account());
        line.put("period", trial.tried().period().toString());
        line.put("answer", trial.answer());
        line.put("warnings", trial.warnings());
        line.put("requests", trial.tried().requests());
        line.put("credits", trial.credits());
        line.put("rows", rows(trial));
        line.put("sinks", trial.sinks());
        return line;
    }
}
