package io.rankwire.command;

import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.engine.OnceRound;
import io.rankwire.listing.Listing;
import io.rankwire.poll.Demand;
import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: every feed by its timer until the end, or once and now. */
@Command(name = "run", description = "Polls each feed on its schedule and delivers, until stopped.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Poll now, attempt all due deliveries, and exit.")
    private boolean once;

    @Parameters(
            paramLabel = "FEED",
            description =
                    "With --once: the feeds to poll and the digests to send; by default all feeds and the digests that are due.")
    private List<String> feeds = List.of();

    @Override
    public Integer call() throws Exception {
        if (!once && !feeds.isEmpty()) {
            throw new OperatorMistake("feeds can be named with --once only");
        }
        try (StopSignal stop = new StopSignal();
                Engine engine = engine().start()) {
            if (!once) {
                openConsole(engine);
                engine.shareWork();
            }
            engine.desk().load(!once);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            requireFeeds(engine);
            return once ? once(engine) : untilStopped(engine, stop);
        }
    }

    private Engine engine() {
        Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of());
        return once ? engine : engine.patient();
    }

    /** Feeds that are refused may be mended while it runs; where there are none, it is the wrong folder. */
    private void requireFeeds(Engine engine) {
        boolean none = engine.desk().feeds().isEmpty();
        if (none && engine.desk().problems().isEmpty()) {
            throw new OperatorMistake("there is no feed in " + engine.home().routes());
        } else if (none && once) {
            throw new OperatorMistake(
                    "there is no feed that could run in " + engine.home().routes());
        }
    }

    private void openConsole(Engine engine) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        engine.openConsole().ifPresent(address -> out.println("The console is at " + address));
        out.flush();
    }

    private static int untilStopped(Engine engine, StopSignal stop) throws Exception {
        engine.dispatchByItself();
        engine.reloadByItself();
        stop.await();
        return ExitCode.OK;
    }

    private int once(Engine engine) throws Exception {
        feeds.forEach(feed -> Operator.requireFeed(engine.desk(), feed));
        OnceRound round = new OnceRound(engine, feeds, Demand.DUE);
        boolean done = round.play();
        Listing.print(round.lines(), false, spec.commandLine().getOut());
        // Of the files that were refused, those count that were asked for; they are to be mended before anything is
        // retried.
        boolean refused = feeds.isEmpty()
                ? !engine.desk().problems().isEmpty()
                : engine.desk().isAnythingRefusedBehind(feeds);
        if (refused) {
            return ExitCode.USAGE;
        }
        return done ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
