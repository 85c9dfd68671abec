package io.rankwire.app;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.RetrySchedule;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliveries}: what was sent, what is owed, what was given up. */
@Command(name = "deliveries", description = "Lists deliveries, newest first.")
final class DeliveriesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        return OpenStore.with(store -> {
            Ledger ledger = new Ledger(store, Clock.systemUTC(), RetrySchedule.DEFAULT);
            List<Map<String, Object>> lines =
                    ledger.list().stream().map(DeliveriesCommand::line).toList();
            Listing.print(lines, json, spec.commandLine().getOut());
            return RankwireMain.DONE;
        });
    }

    private static Map<String, Object> line(Delivery delivery) {
        Delivery.Progress progress = delivery.progress();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", delivery.id());
        line.put("feed", delivery.feed());
        line.put("snapshot", delivery.snapshotId());
        line.put("sink", delivery.sink());
        line.put("status", progress.status().word());
        line.put("attempts", progress.attempts());
        line.put(
                "nextAttemptAt",
                progress.nextAttemptAt() == null
                        ? null
                        : progress.nextAttemptAt().toString());
        line.put("lastError", progress.lastError());
        line.put("document", delivery.document());
        line.put("sha256", delivery.sha256());
        return line;
    }
}
