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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.PropertiesComponent;
import org.jspecify.annotations.Nullable;
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
            ReportOptions.parse(UNSET, ZoneOffset.UTC, null).wanted();

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
                properties
                        .resolveProperty("rankwire.operator.email")
                        .filter(contact -> !contact.isBlank())
                        .orElse(null));
    }

    /** The report of what is delivered, once its rankings are read. */
    Report.Draft draft(Shipment shipment, ReportOptions options) {
        return shipment.digest()
                .map(digest -> digests.draft(
                        digest,
                        Objects.requireNonNullElse(description(digest.name()), digest.name()),
                        this::heading,
                        options))
                .orElseGet(() -> draft(shipment.delivery().feed(), shipment.snapshot(), options));
    }

    private Report.Draft draft(String feed, Snapshot snapshot, ReportOptions options) {
        Source source = sources.source(snapshot.origin().source());
        return writer.draft(
                snapshot, new Report.Heading(feed, description(feed), source.title(), layout(snapshot)), options);
    }

    /** Writes it. */
    static Report write(String feed, Report.Draft draft) {
        Report report = draft.report().get();
        report.faults().forEach(fault -> LOG.warn("feed={} report: {}; the built-in template was used", feed, fault));
        return report;
    }

    /** The report of a ranking as a sink that says nothing of its own has it. */
    public Report preview(Snapshot snapshot) {
        String feed = snapshot.origin().feed();
        return write(feed, draft(feed, snapshot, options(UNSET)));
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
        String description = description(ranking.feed());
        return new Report.Heading(
                ranking.label(),
                description == null ? null : description + variant,
                source.map(Source::title).orElse(""),
                source.map(known -> known.endpoint().report()).orElse(Layout.NONE));
    }

    private @Nullable String description(String route) {
        Route known = context.getRoute(route);
        return known == null || known.getRoute() == null
                ? null
                : known.getRoute().getDescriptionText();
    }
}
