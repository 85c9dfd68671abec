package io.rankwire.command;

import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.engine.OnceRound;
import io.rankwire.listing.Listing;
import io.rankwire.poll.Demand;
import io.rankwire.poll.PollRequests;
import io.rankwire.route.polling.Polled;
import io.rankwire.route.polling.PolledSeries;
import io.rankwire.route.polling.PollsOnDemand;
import io.rankwire.store.Nodes;
import io.rankwire.store.Store;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poll}: a feed now, by the process that runs on this home, or else by this one. */
@Command(
        name = "poll",
        description = {
            "Polls a feed now, even while it waits after a fault or at the vendor's request, and prints the outcome"
                    + " and the cost.",
            "A period that is stored already is fetched again only with --recheck. If a `run` is active on this home,"
                    + " it polls and delivers; otherwise this command does."
        })
final class PollCommand implements Callable<Integer> {
    /** A process that runs looks for requests twice a second. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "The feed.")
    private String feed;

    @Option(
            names = "--recheck",
            description = "Fetch the newest stored ranking again, to find the vendor's corrections.")
    private boolean recheck;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Operator.requireFeedFile(feed);
        Optional<Polled> polled = OpenStore.with(this::askProcess);
        return polled.isPresent() ? tell(polled.get()) : here();
    }

    private Demand demand() {
        return recheck ? Demand.RECHECK : Demand.NOW;
    }

    /** What a process that runs said of the poll; empty when there is none that would poll. */
    private Optional<Polled> askProcess(Store store) {
        if (new Nodes(store, Clock.systemUTC()).working().isEmpty()) {
            return Optional.empty();
        }
        PollRequests requests = new PollRequests(store, Clock.systemUTC());
        long id = requests.ask(feed, demand());
        long since = System.nanoTime();
        boolean told = false;
        while (true) {
            PollRequests.State state = requests.state(id)
                    .orElseThrow(() -> new IllegalStateException("the request to poll " + feed + " is gone"));
            if (state.takenBy() != null) {
                told = told || say(state.takenBy());
            }
            if (state.answer() != null) {
                return Optional.of(PollsOnDemand.read(state.answer()));
            }
            if (state.takenBy() != null) {
                requireWorking(store, state.takenBy());
            } else if (System.nanoTime() - since > TAKEN_WITHIN.toNanos() && requests.withdraw(id)) {
                return Optional.empty();
            }
            pause();
        }
    }

    private static void requireWorking(Store store, String takenBy) {
        if (!new Nodes(store, Clock.systemUTC()).working().contains(takenBy)) {
            throw new IllegalStateException(
                    name(takenBy) + " took the request and ended; the pages it bought are kept, poll again");
        }
    }

    private boolean say(String takenBy) {
        spec.commandLine().getErr().println("polled by " + name(takenBy) + ", which runs on this home");
        spec.commandLine().getErr().flush();
        return true;
    }

    private static String name(String node) {
        return node.substring(0, node.indexOf(' '));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the poll", e);
        }
    }

    private int here() throws Exception {
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            Operator.requireFeed(engine.desk(), feed);
            PollsOnDemand.refusal(engine.feeds(), feed, demand()).ifPresent(why -> {
                throw new OperatorMistake(why);
            });
            OnceRound round = new OnceRound(engine, List.of(feed), demand());
            boolean done = round.play();
            Listing.print(round.lines(), json, spec.commandLine().getOut());
            if (engine.desk().isAnythingRefusedBehind(List.of(feed))) {
                return ExitCode.USAGE;
            }
            return done ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private int tell(Polled polled) {
        List<PolledSeries> series = new ArrayList<>(polled.series());
        if (polled.failure() != null) {
            spec.commandLine().getErr().println(polled.failure());
            spec.commandLine().getErr().flush();
        }
        Listing.print(OnceRound.lines(series), json, spec.commandLine().getOut());
        return polled.done() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
