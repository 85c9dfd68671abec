package io.rankwire.route.step;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.export.SharedDocuments;
import io.rankwire.document.format.Format;
import io.rankwire.document.report.Digest;
import io.rankwire.document.report.Report;
import io.rankwire.kamelet.Shipped;
import io.rankwire.settings.Home;
import io.rankwire.source.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;

/** The steps of sinks that make something of a ranking: documents and reports. */
public final class SinkSteps {
    /** The property that holds the {@link Shipment} of an attempt. */
    public static final String SHIPMENT = "rankwireShipment";

    private final SharedDocuments documents;
    private final Reports reports;
    private final Home home;

    public SinkSteps(SharedDocuments documents, Reports reports, Home home) {
        this.documents = documents;
        this.reports = reports;
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
    public static Shipment single(Exchange exchange, Options options) throws DeliveryFault {
        Shipment shipment = shipment(exchange);
        if (shipment.digest().isPresent()) {
            throw DeliveryFault.permanent(
                    options.kamelet() + " takes no digest, which is for mails; have the feeds publish to "
                            + shipment.delivery().sink() + " themselves");
        }
        return shipment;
    }

    /** Out: the file, and its name in {@code CamelFileName}, so that any component can take it on. */
    private void export(Exchange exchange) throws IOException {
        ExportOptions options = ExportOptions.parse(KameletCall.options(exchange, "export"), home::resolve);
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
                    documents.export(ranking.snapshot().orElseThrow(), ranking.label(), options, shipment.folder()));
        }
    }

    /**
     * Out: a {@link Report}, and the attachments among the shipment's documents. A ranking that is not worth a report
     * ends the route here.
     */
    private void report(Exchange exchange) throws IOException {
        Options options = KameletCall.options(exchange, Reports.KAMELET);
        Shipment shipment = shipment(exchange);
        Report.Draft draft = reports.draft(shipment, reports.options(options));
        if (draft.unmet().isPresent() && !shipment.isCorrection() && !shipment.isTest()) {
            shipment.unwanted(draft.unmet().get());
            exchange.setRouteStop(true);
            return;
        }
        exchange.getMessage().setBody(report(shipment, options, draft));
    }

    /** The report of a shipment, with its attachments put among the shipment's documents. */
    public Report report(Shipment shipment, Options options) throws IOException {
        return report(shipment, options, reports.draft(shipment, reports.options(options)));
    }

    private Report report(Shipment shipment, Options options, Report.Draft draft) throws IOException {
        for (String format : options.list("attach")) {
            export(shipment, forPeople(format));
        }
        return Reports.write(shipment.delivery().feed(), draft);
    }

    /** How a file of some format is for a person who opens it: in CSV, text that would act as a formula is guarded. */
    public static ExportOptions forPeople(String format) {
        String forExcel = Boolean.toString(Format.CSV.word().equals(format));
        return ExportOptions.parse(
                Shipped.kamelet("export").options("", Map.of("format", format, "forExcel", forExcel)), Path::of);
    }
}
