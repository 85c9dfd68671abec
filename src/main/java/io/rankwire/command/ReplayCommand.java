package io.rankwire.command;

import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OperatorMistake;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: a snapshot delivered once more, or to a sink that came later. */
@Command(
        name = "replay",
        description = "Queues a snapshot for a sink: again, or for the first time if the sink was added later.")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SNAPSHOT", description = "The snapshot's id.")
    private long id;

    @Option(names = "--sink", required = true, description = "The sink.")
    private String sink = "";

    @Override
    public Integer call() {
        return OpenStore.with(store -> {
            Snapshot snapshot = new Snapshots(store)
                    .find(id)
                    .filter(found -> found.state().status().sealed())
                    .orElseThrow(() -> new OperatorMistake("there is no finished snapshot " + id));
            Operator.requireSink(sink);
            long delivery = OpenStore.ledger(store).replay(snapshot, sink);
            spec.commandLine().getOut().println("delivery " + delivery + " is due; it is made by `rankwire run`");
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        });
    }
}
