package io.rankwire.command;

import io.rankwire.command.plan.Cost;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.kamelet.Feeds;
import io.rankwire.log.Logs;
import io.rankwire.poll.Outcome;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backfill}: past periods, oldest first, so that each finds the one before it to be compared with. */
@Command(
        name = "backfill",
        description = {
            "Fetches past periods of a feed, oldest first, and stores them without delivering them.",
            "Periods that are stored already are not fetched again; an interrupted period is continued by the next backfill."
        })
final class BackfillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "The feed.")
    private String name;

    @Option(names = "--from", required = true, description = "The first period, such as 2026-W01, 2026-01-31, 2026-01.")
    private String from = "";

    @Option(names = "--to", required = true, description = "The last period.")
    private String to = "";

    @Option(names = "--dry-run", description = "Print the cost and fetch nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            Operator.requireFeed(engine.desk(), name);
            Feeds.Asked asked = engine.feeds()
                    .find(name)
                    .orElseThrow(() ->
                            new OperatorMistake(name + " polls no source kamelet, so there is nothing to backfill"));
            List<Period> periods = periods(asked);
            Cost.Estimate estimate = new Cost(engine.snapshots()).estimate(asked, periods);
            out.println(estimate.line());
            out.flush();
            return dryRun ? ExitCode.OK : fetch(engine, periods, out);
        }
    }

    private List<Period> periods(Feeds.Asked asked) {
        Feed feed = asked.feeds().get(0);
        if (feed.when().inferred()) {
            throw new OperatorMistake(name + " has rankings of the moment only; there are no past periods to be had");
        }
        PeriodType type = feed.series().periodType();
        Period first = Period.parse(type, from);
        Period last = Period.parse(type, to);
        Period newest = Period.newestCompleted(
                type, Clock.systemUTC().instant(), feed.when().zone());
        if (first.compareTo(last) > 0 || last.compareTo(newest) > 0) {
            throw new OperatorMistake("--from " + first + " --to " + last
                    + " is no range of past periods; the newest that is over is " + newest);
        }
        return Stream.iterate(first, period -> period.compareTo(last) <= 0, period -> period.minus(-1))
                .toList();
    }

    private int fetch(Engine engine, List<Period> periods, PrintWriter out) throws Exception {
        Logs.leavePollsToTheCommand();
        FeedRunner runner = new FeedRunner(engine.context());
        ProgressLine progress = new ProgressLine(out, periods.size());
        for (Period period : periods) {
            List<Outcome> outcomes = runner.fetch(name, period);
            boolean stopped =
                    outcomes.isEmpty() || outcomes.stream().anyMatch(outcome -> outcome instanceof Outcome.Suspended);
            progress.done(period + "  " + words(outcomes));
            if (stopped) {
                out.println("stopped at " + period + "; the same command goes on from there");
                out.flush();
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    private static String words(List<Outcome> outcomes) {
        return String.join(", ", outcomes.stream().map(BackfillCommand::word).toList());
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Known known) {
            return known.snapshot().extent().rows() + " rows";
        } else if (outcome instanceof Outcome.Suspended down) {
            return down.reason();
        } else if (outcome instanceof Outcome.Pending) {
            return "not published";
        } else if (outcome instanceof Outcome.Busy) {
            return "being polled by another process";
        }
        return "as it was";
    }
}
