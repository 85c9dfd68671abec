package io.rankwire.command;

import io.rankwire.delivery.Sinks;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.listing.Listing;
import io.rankwire.listing.ListingFields;
import io.rankwire.operator.check.Checker;
import io.rankwire.route.dispatch.TestDeliveries;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sinks}: how each is doing. */
@Command(name = "sinks", description = "Lists sinks with their last delivery, what is waiting and since when.")
final class SinksCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Override
    public Integer call() {
        return OpenStore.with(store -> {
            List<String> files = Homes.home().sinks();
            Set<String> wrong = wrong();
            List<Map<String, Object>> lines = OpenStore.sinks(store).states(files).stream()
                    .map(state -> line(
                            state,
                            files.contains(state.sink()),
                            wrong.contains("routes/sinks/" + state.sink() + ".camel.yaml")))
                    .toList();
            Listing.print(lines, json, spec.commandLine().getOut());
            return ExitCode.OK;
        });
    }

    /** {@code sinks disable}: what is owed to it waits. */
    @Command(name = "disable", description = "Disables a sink; its deliveries wait.")
    int disable(@Parameters(paramLabel = "SINK", description = "The sink.") String sink) {
        return OpenStore.with(store -> {
            Operator.requireSink(sink);
            OpenStore.sinks(store).disable(sink, "disabled by an operator");
            return ExitCode.OK;
        });
    }

    /** {@code sinks enable}: deliveries go there again. */
    @Command(name = "enable", description = "Enables a disabled sink; its deliveries continue.")
    int enable(@Parameters(paramLabel = "SINK", description = "The sink.") String sink) {
        return OpenStore.with(store -> {
            if (!OpenStore.sinks(store).enable(sink)) {
                throw new OperatorMistake("sink " + sink + " is not disabled");
            }
            return ExitCode.OK;
        });
    }

    /** {@code sinks test}: the newest ranking, marked as a test. */
    @Command(
            name = "test",
            description = "Sends the newest ranking to a sink, marked as a test; the ledger does not record it.")
    int test(@Parameters(paramLabel = "SINK", description = "The sink.") String sink) throws Exception {
        Operator.requireSink(sink);
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            TestDeliveries.Result result = engine.testDeliveries().send(sink);
            (result.arrived() ? spec.commandLine().getOut() : spec.commandLine().getErr())
                    .println("sink " + sink + (result.arrived() ? " took " : " failed: ") + result.says());
            return result.arrived() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** The files that a run refuses as they are on disk. */
    private static Set<String> wrong() {
        try (Checker checker = new Checker(Homes.home(), Map.of())) {
            return checker.errors(checker.look()).keySet();
        }
    }

    private static Map<String, Object> line(Sinks.State state, boolean isThere, boolean isRefused) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sink", state.sink());
        line.put("state", ListingFields.word(state, isThere, isRefused));
        line.put("reason", state.disabled());
        line.putAll(ListingFields.of(state));
        return line;
    }
}
