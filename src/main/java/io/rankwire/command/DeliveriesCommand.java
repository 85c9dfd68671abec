package io.rankwire.command;

import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.delivery.Receipt;
import io.rankwire.delivery.Receipts;
import io.rankwire.listing.Listing;
import io.rankwire.listing.ListingFields;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deliveries}: what was sent, what is owed, what was given up. */
@Command(name = "deliveries", description = "Lists deliveries, newest first.")
final class DeliveriesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(names = "--feed", description = "Only of this feed.")
    private @Nullable String feed;

    @Option(names = "--sink", description = "Only to this sink.")
    private @Nullable String sink;

    @Option(names = "--status", description = "Only with this status: due, delivered, dead or skipped.")
    private Delivery.@Nullable Status status;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Maximum number of lines, newest first (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        return OpenStore.with(store -> {
            Operator.requirePositive("--limit", limit);
            list(new Deliveries(store));
            return ExitCode.OK;
        });
    }

    private void list(Deliveries deliveries) {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> table = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(limit);
        // One more than is shown, to see whether there are more.
        deliveries.forEach(new DeliveryFilter(feed, sink, status), limit + 1, delivery -> {
            if (left.getAndDecrement() <= 0) {
                return;
            }
            if (json) {
                Listing.print(List.of(ListingFields.of(delivery)), true, out);
            } else {
                table.add(ListingFields.of(delivery));
            }
        });
        if (!json) {
            Listing.print(table, false, out);
        }
        if (left.get() < 0) {
            spec.commandLine().getErr().println("these are the newest " + limit + "; --limit shows more");
            spec.commandLine().getErr().flush();
        }
    }

    /** {@code deliveries retry}: made due again. */
    @Command(name = "retry", description = "Makes a dead or waiting delivery due now.")
    int retry(@Parameters(paramLabel = "ID", description = "The delivery's id.") long id) {
        return OpenStore.with(store -> {
            OpenStore.ledger(store).retry(id);
            return ExitCode.OK;
        });
    }

    /** {@code deliveries skip}: given up. */
    @Command(name = "skip", description = "Skips a delivery that is still due.")
    int skip(@Parameters(paramLabel = "ID", description = "The delivery's id.") long id) {
        return OpenStore.with(store -> {
            OpenStore.ledger(store).skip(id);
            return ExitCode.OK;
        });
    }

    /** {@code deliveries attempts}: every try at one. */
    @Command(
            name = "attempts",
            description = "Lists each attempt of a delivery, the response, and for a mail who has it.")
    int attempts(
            @Parameters(paramLabel = "ID", description = "The delivery's id.") long id,
            @Option(names = "--json", description = "One JSON object per line.") boolean asJson) {
        return OpenStore.with(store -> {
            List<Map<String, Object>> lines = new Deliveries(store)
                    .attempts(id).stream().map(ListingFields::of).toList();
            Listing.print(lines, asJson, spec.commandLine().getOut());
            recipients(new Receipts(store).of(id), asJson);
            return ExitCode.OK;
        });
    }

    /** Whom a mail went to: behind the attempts, lines of their own. */
    private void recipients(List<Receipt> receipts, boolean asJson) {
        if (!receipts.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(asJson ? "" : System.lineSeparator());
            Listing.print(receipts.stream().map(ListingFields::of).toList(), asJson, out);
        }
    }
}
