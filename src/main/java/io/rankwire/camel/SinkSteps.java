package io.rankwire.camel;

import io.rankwire.delivery.Letter;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.Document;
import io.rankwire.document.ExportOptions;
import io.rankwire.document.Exporter;
import io.rankwire.document.Format;
import io.rankwire.document.Report;
import io.rankwire.document.ReportOptions;
import io.rankwire.document.ReportWriter;
import io.rankwire.ranking.Snapshot;
import io.rankwire.vendor.Source;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of sinks that make something of a ranking: documents and reports. */
public final class SinkSteps {
    private static final Logger LOG = LoggerFactory.getLogger(SinkSteps.class);

    private final Exporter exporter;
    private final ReportWriter reports;
    private final Sources sources;
    private final Home home;

    public SinkSteps(Exporter exporter, ReportWriter reports, Sources sources, Home home) {
        this.exporter = exporter;
        this.reports = reports;
        this.sources = sources;
        this.home = home;
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "export", this::export);
        Steps.bind(registry, "ranking-report", this::report);
    }

    static Shipment shipment(Exchange exchange) {
        Shipment shipment = exchange.getProperty(Dispatcher.SHIPMENT, Shipment.class);
        if (shipment == null) {
            throw new IllegalStateException("this step works in a sink only, on what a feed publishes");
        }
        return shipment;
    }

    /** Out: the file, and its name in {@code CamelFileName}, so that any component can take it on. */
    private void export(Exchange exchange) throws IOException {
        KameletCall call = KameletCall.of(exchange);
        ExportOptions options = ExportOptions.parse(call.parameters(), home::resolve);
        Document document = export(shipment(exchange), options);
        Message message = exchange.getMessage();
        message.setBody(document.file().toFile());
        message.setHeader(Exchange.FILE_NAME, document.name());
        message.setHeader(Exchange.CONTENT_TYPE, document.mediaType());
    }

    private Document export(Shipment shipment, ExportOptions options) throws IOException {
        Document document =
                exporter.export(shipment.snapshot(), shipment.delivery().label(), options, shipment.folder());
        shipment.add(document);
        return document;
    }

    /** Out: a {@link Report}, and the attachments among the shipment's documents. */
    private void report(Exchange exchange) throws IOException {
        KameletCall call = KameletCall.of(exchange);
        Shipment shipment = shipment(exchange);
        Snapshot snapshot = shipment.snapshot();
        String feed = shipment.delivery().feed();
        Optional<String> description = Optional.ofNullable(exchange.getContext().getRoute(feed))
                .map(Route::getRoute)
                .map(NamedNode::getDescriptionText);
        Source source = sources.source(snapshot.origin().source());
        Report.Heading heading = new Report.Heading(
                feed, description, source.title(), source.endpoint().report());
        ReportOptions options = ReportOptions.parse(call.parameters(), reader(exchange));
        for (String format : PublishStep.sinks(call.get("attach", ""))) {
            export(shipment, ExportOptions.forPeople(Format.parse(format)));
        }
        Report report = reports.write(snapshot, heading, options);
        report.faults().forEach(fault -> LOG.warn("feed={} report: {}; the built-in template was used", feed, fault));
        exchange.getMessage().setBody(report);
    }

    /** For whom reports are written unless a sink says otherwise. */
    private static ReportOptions.Reader reader(Exchange exchange) {
        PropertiesComponent properties = exchange.getContext().getPropertiesComponent();
        return new ReportOptions.Reader(
                Locale.US,
                properties
                        .resolveProperty("rankwire.zone")
                        .filter(zone -> !zone.isBlank())
                        .map(ZoneId::of)
                        .orElse(ZoneOffset.UTC),
                properties.resolveProperty("rankwire.operator.email").filter(contact -> !contact.isBlank()));
    }

    /** What a mail says: the report that a step before made, or a line on what is attached. */
    static Letter letter(Exchange exchange) {
        Shipment shipment = shipment(exchange);
        List<Document> documents = shipment.documents();
        if (exchange.getMessage().getBody() instanceof Report report) {
            return new Letter(report.subject(), report.text(), report.html(), report.images(), documents);
        }
        Snapshot snapshot = shipment.snapshot();
        String title = shipment.delivery().feed() + " · " + snapshot.period();
        return new Letter(
                title, title + ", " + snapshot.extent().rows() + " rows, attached.\n", null, List.of(), documents);
    }
}
