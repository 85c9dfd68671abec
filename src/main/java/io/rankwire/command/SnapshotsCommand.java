package io.rankwire.command;

import io.rankwire.listing.Listing;
import io.rankwire.listing.ListingFields;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshots}: what was fetched. */
@Command(name = "snapshots", description = "Lists what was fetched, newest first.")
final class SnapshotsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Parameters(paramLabel = "FEED", arity = "0..1", description = "Only of this feed.")
    private @Nullable String feed;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Maximum number of lines, newest first (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        return OpenStore.with(store -> {
            Operator.requirePositive("--limit", limit);
            // One more than is shown, to see whether there are more.
            List<Map<String, Object>> lines = new Snapshots(store)
                    .list(Optional.ofNullable(feed), Math.max(limit, limit + 1)).stream()
                            .map(ListingFields::of)
                            .toList();
            boolean more = lines.size() > limit;
            Listing.print(
                    more ? lines.subList(0, limit) : lines,
                    json,
                    spec.commandLine().getOut());
            if (more) {
                spec.commandLine().getErr().println("these are the newest " + limit + "; --limit shows more");
                spec.commandLine().getErr().flush();
            }
            return ExitCode.OK;
        });
    }

    /** {@code snapshots show}: everything that is known about one. */
    @Command(name = "show", description = "Shows all details of a snapshot as JSON.")
    int show(@Parameters(paramLabel = "ID", description = "The snapshot's id.") long id) {
        return OpenStore.with(store -> {
            Snapshots snapshots = new Snapshots(store);
            Snapshot snapshot = snapshots.find(id).orElseThrow(() -> new OperatorMistake("there is no snapshot " + id));
            Map<String, Object> line = ListingFields.of(snapshot);
            line.put("series", snapshot.origin().series());
            line.put("reason", snapshot.state().reason());
            line.put("depth", snapshot.extent().positions());
            line.put("vendorTotal", snapshot.extent().total());
            line.put(
                    "comparedWith",
                    snapshot.baseline().map(baseline -> baseline.period().key()).orElse(null));
            line.put("changedRows", snapshot.tally().changed());
            line.put("warnings", snapshots.warnings(snapshot));
            line.put("requestIds", snapshots.requestIds(snapshot));
            Listing.print(List.of(line), true, spec.commandLine().getOut());
            return ExitCode.OK;
        });
    }
}
