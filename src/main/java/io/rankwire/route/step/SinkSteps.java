package io.rankwire.route.step;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.Exporter;
import io.rankwire.document.format.Format;
import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.document.report.Digest;
import io.rankwire.document.report.Report;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.settings.Home;
import io.rankwire.text.CommaList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;

/** The steps of sinks that make something of a ranking: documents and reports. */
public final class SinkSteps {
    /** The property that holds the {@link Shipment} of an attempt. */
    public static final String SHIPMENT = "rankwireShipment";

    private final Exporter exporter;
    private final Reports reports;
    private final Snapshots snapshots;
    private final Home home;

    public SinkSteps(Exporter exporter, Reports reports, Snapshots snapshots, Home home) {
        this.exporter = exporter;
        this.reports = reports;
        this.snapshots = snapshots;
        this.home = home;
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "export", this::export);
        Steps.bind(registry, "ranking-report", this::report);
    }

    public static Shipment shipment(Exchange exchange) {
        Shipment shipment = exchange.getProperty(SHIPMENT, Shipment.class);
        if (shipment == null) {
            throw new IllegalStateException("this step works in a sink only, on what a feed publishes");
        }
        return shipment;
    }

    /**
     * What a step delivers that takes one ranking at a time.
     *
     * @throws DeliveryFault for a digest
     */
    public static Shipment single(Exchange exchange, KameletCall call) throws DeliveryFault {
        Shipment shipment = shipment(exchange);
        if (shipment.digest().isPresent()) {
            throw DeliveryFault.permanent(
                    call.kamelet() + " takes no digest, which is for mails; have the feeds publish to "
                            + shipment.delivery().sink() + " themselves",
                    null);
        }
        return shipment;
    }

    /** Out: the file, and its name in {@code CamelFileName}, so that any component can take it on. */
    private void export(Exchange exchange) throws IOException {
        KameletCall call = KameletCall.of(exchange, "export");
        ExportOptions options = ExportOptions.parse(call.parameters(), home::resolve);
        Shipment shipment = shipment(exchange);
        export(shipment, options);
        Message message = exchange.getMessage();
        Document last = shipment.documents().get(shipment.documents().size() - 1);
        message.setBody(last.file().toFile());
        message.setHeader(Exchange.FILE_NAME, last.name());
        message.setHeader(Exchange.CONTENT_TYPE, last.mediaType());
    }

    private void export(Shipment shipment, ExportOptions options) throws IOException {
        for (Digest.Ranking ranking : shipment.rankings()) {
            shipment.add(
                    exporter.export(ranking.snapshot().orElseThrow(), ranking.label(), options, shipment.folder()));
        }
    }

    /**
     * Out: a {@link Report}, and the attachments among the shipment's documents. A ranking that is not worth a report
     * ends the route here.
     */
    private void report(Exchange exchange) throws IOException {
        KameletCall call = KameletCall.of(exchange, "ranking-report");
        Shipment shipment = shipment(exchange);
        ReportOptions options = reports.options(call.parameters());
        Optional<String> unwanted =
                unwanted(shipment, OnlyIf.among(call.parameters(), options.watch()), options.watch());
        if (unwanted.isPresent()) {
            shipment.unwanted(unwanted.get());
            exchange.setRouteStop(true);
            return;
        }
        exchange.getMessage().setBody(report(shipment, call.parameters()));
    }

    /** The report of a shipment, with its attachments put among the shipment's documents. */
    public Report report(Shipment shipment, Map<String, String> parameters) throws IOException {
        for (String format : CommaList.parse(parameters.getOrDefault("attach", ""))) {
            export(shipment, ExportOptions.forPeople(Format.parse(format)));
        }
        return reports.write(shipment, reports.options(parameters));
    }

    private Optional<String> unwanted(Shipment shipment, Optional<OnlyIf> onlyIf, List<String> watch) {
        List<Snapshot> rankings = shipment.rankings().stream()
                .flatMap(ranking -> ranking.snapshot().stream())
                .toList();
        return onlyIf.filter(condition -> !shipment.isCorrection() && !shipment.isTest())
                .flatMap(condition -> condition.unmetByAll(snapshots, rankings, reports::layout, watch));
    }
}
