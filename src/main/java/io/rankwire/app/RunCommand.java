package io.rankwire.app;

import io.rankwire.camel.FeedRunner;
import io.rankwire.camel.RouteDesk;
import io.rankwire.delivery.Delivery;
import io.rankwire.ranking.Outcome;
import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: every feed by its timer until the end, or once and now. */
@Command(name = "run", description = "Polls every feed by its timer and delivers, until it is stopped.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Poll now, settle the deliveries that can be settled, and end.")
    private boolean once;

    @Parameters(
            paramLabel = "FEED",
            description =
                    "With --once: the feeds to poll and digests to send; without any, all feeds, and digests that are due.")
    private List<String> feeds = List.of();

    @Override
    public Integer call() throws Exception {
        if (!once && !feeds.isEmpty()) {
            throw new OperatorMistake("feeds can be named with --once only");
        }
        try (StopSignal stop = new StopSignal();
                Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            if (!once) {
                openConsole(engine);
                engine.shareWork();
            }
            engine.desk().load(!once);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            if (engine.desk().feeds().isEmpty()) {
                throw new OperatorMistake("there is no feed in " + engine.home().routes());
            }
            return once ? once(engine) : untilStopped(engine, stop);
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
        return RankwireMain.DONE;
    }

    private int once(Engine engine) throws Exception {
        Set<Long> dead = dead(engine);
        boolean done = true;
        FeedRunner runner = new FeedRunner(engine.context());
        Map<Boolean, List<String>> chosen =
                chosen(engine.desk()).stream().collect(Collectors.partitioningBy(engine.digests()::isDigest));
        for (String feed : chosen.get(false)) {
            List<Outcome> outcomes = runner.poll(feed);
            done &= !outcomes.isEmpty() && outcomes.stream().allMatch(RunCommand::isDone);
        }
        // A digest that is named is wanted now; of the others those that were missed.
        for (String digest : chosen.get(true)) {
            done &= feeds.isEmpty()
                    ? engine.digests().catchUp(digest)
                    : engine.digests().fire(digest);
        }
        engine.dispatcher().settle();
        engine.tellOperator();
        boolean owed = !engine.deliveries().ids(Delivery.Status.DUE).isEmpty();
        if (!done || owed || !dead.containsAll(dead(engine))) {
            return RankwireMain.FAILED;
        }
        // What could be done is done; only the files that were refused are left.
        return engine.desk().problems().isEmpty() ? RankwireMain.DONE : RankwireMain.BAD_FILES;
    }

    /** Whether nothing is left to do but to wait for the vendor's publication. */
    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Known
                || outcome instanceof Outcome.Unchanged
                || outcome instanceof Outcome.Pending;
    }

    private List<String> chosen(RouteDesk desk) {
        feeds.forEach(feed -> Operator.requireFeed(desk, feed));
        List<String> known =
                desk.feeds().stream().map(RouteDesk.Loaded::routeId).toList();
        return feeds.isEmpty() ? known : feeds;
    }

    private static Set<Long> dead(Engine engine) {
        return engine.deliveries().ids(Delivery.Status.DEAD);
    }
}
