package io.rankwire.route.step;

import io.rankwire.delivery.Shipment;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.report.Digest;
import io.rankwire.document.report.DigestWriter;
import io.rankwire.document.report.Report;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.document.report.ReportWriter;
import io.rankwire.feed.Zones;
import io.rankwire.kamelet.Shipped;
import io.rankwire.kamelet.Sources;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Layout;
import io.rankwire.source.Options;
import io.rankwire.source.Source;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes reports under the titles that operators gave their routes. Safe for use by many threads. */
public final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.report");

    /** The kamelet that writes reports. */
    static final String KAMELET = "ranking-report";

    private static final Options UNSET = Shipped.kamelet(KAMELET).options("", Map.of());

    /** What a report tells of a ranking when its sink sets nothing. */
    public static final Highlights.Wanted USUAL =
            ReportOptions.parse(UNSET, ZoneOffset.UTC, Optional.empty()).wanted();

    private final CamelContext context;
    private final ReportWriter writer;
    private final DigestWriter digests;
    private final Sources sources;

    public Reports(CamelContext context, ReportWriter writer, Sources sources) {
        this.context = context;
        this.writer = writer;
        this.digests = new DigestWriter(writer);
        this.sources = sources;
    }

    /** How a report is to be, from the parameters of the kamelet {@code ranking-report}. */
    ReportOptions options(Options options) {
        PropertiesComponent properties = context.getPropertiesComponent();
        return ReportOptions.parse(
                options,
                properties
                        .resolveProperty("rankwire.zone")
                        .filter(zone -> !zone.isBlank())
                        .map(zone -> Zones.parse("rankwire.zone", zone))
                        .orElse(ZoneOffset.UTC),
                properties.resolveProperty("rankwire.operator.email").filter(contact -> !contact.isBlank()));
    }

    /** The report of what is delivered. */
    Report write(Shipment shipment, ReportOptions options) {
        if (shipment.digest().isPresent()) {
            return write(shipment.digest().get(), options);
        }
        return write(shipment.delivery().feed(), shipment.snapshot(), options);
    }

    /** The report of a ranking as a sink that says nothing of its own has it. */
    public Report preview(Snapshot snapshot) {
        return write(snapshot.origin().feed(), snapshot, options(UNSET));
    }

    /** The report of a feed's ranking. */
    Report write(String feed, Snapshot snapshot, ReportOptions options) {
        Report report = writer.write(snapshot, heading(feed, snapshot), options);
        report.faults().forEach(fault -> LOG.warn("feed={} report: {}; the built-in template was used", feed, fault));
        return report;
    }

    private Report write(Digest digest, ReportOptions options) {
        String title = description(digest.name()).orElse(digest.name());
        return digests.write(digest, title, this::heading, options);
    }

    /** What the reports of a ranking's source show. */
    public Layout layout(Snapshot snapshot) {
        return sources.source(snapshot.origin().source()).endpoint().report();
    }

    /** The columns of the source's own that hold amounts of money; none where the source is no longer there. */
    public Set<String> moneyColumns(Snapshot snapshot) {
        return sources.find(snapshot.origin().source())
                .map(source -> source.endpoint().report().money())
                .orElse(Set.of());
    }

    private Report.Heading heading(Digest.Ranking ranking) {
        Optional<Source> source = ranking.snapshot()
                .map(snapshot -> sources.source(snapshot.origin().source()));
        // A feed that lists several values has a ranking for each, all under one description.
        String variant = ranking.label().substring(ranking.feed().length()).replaceFirst("^-", " · ");
        return new Report.Heading(
                ranking.label(),
                description(ranking.feed()).map(description -> description + variant),
                source.map(Source::title).orElse(""),
                ranking.snapshot().map(this::layout).orElse(Layout.NONE));
    }

    private Report.Heading heading(String feed, Snapshot snapshot) {
        Source source = sources.source(snapshot.origin().source());
        return new Report.Heading(feed, description(feed), source.title(), layout(snapshot));
    }

    private Optional<String> description(String route) {
        return Optional.ofNullable(context.getRoute(route)).map(Route::getRoute).map(NamedNode::getDescriptionText);
    }
}
