package io.rankwire.transport.mail;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.report.Digest;
import io.rankwire.document.report.Report;
import io.rankwire.kamelet.KameletUse;
import io.rankwire.kamelet.Shipped;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** Writes to files what a sink would mail, by the sink's own parameters, and sends nothing. */
public final class Preview {
    private static final String REPORT = "ranking-report";
    private static final String NOBODY = "nobody@example.invalid";

    private final ModelCamelContext context;
    private final SinkSteps steps;
    private final MailSteps mails;

    public Preview(ModelCamelContext context, SinkSteps steps, MailSteps mails) {
        this.context = context;
        this.steps = steps;
        this.mails = mails;
    }

    /**
     * What is previewed: a ranking, or a digest and the first of its rankings.
     *
     * @param label the feed's name, with the series' values where it asks for several
     * @param digest null for a ranking
     */
    public record Subject(
            String feed,
            String label,
            Snapshot snapshot,
            @Nullable Digest digest) {}

    /**
     * The sink whose mail is shown: the one named, else the first that the feed or digest publishes to and that writes a
     * report; empty when there is none.
     *
     * @throws OperatorMistake when the one named is none that writes a report
     */
    public Optional<String> sink(String feed, @Nullable String named) {
        if (named == null) {
            return uses(feed)
                    .flatMap(use -> use.sinks().stream())
                    .filter(sink -> use(sink, REPORT).isPresent())
                    .findFirst();
        }
        if (use(named, REPORT).isEmpty()) {
            throw new OperatorMistake(
                    "there is no sink " + named + " that writes a report; it would use kamelet:" + REPORT);
        }
        return Optional.of(named);
    }

    private Stream<KameletUse> uses(String routeId) {
        RouteDefinition route = context.getRouteDefinition(routeId);
        return route == null ? Stream.empty() : KameletUse.of(context, route);
    }

    private Optional<KameletUse> use(String sink, String kamelet) {
        return uses(sink).filter(use -> use.kamelet().equals(kamelet)).findFirst();
    }

    private Options options(@Nullable String sink, String kamelet, Map<String, String> unset) {
        Map<String, String> parameters = new TreeMap<>(unset);
        if (sink != null) {
            use(sink, kamelet).ifPresent(use -> parameters.putAll(use.parameters()));
        }
        return Shipped.kamelet(kamelet).options("", parameters);
    }

    /**
     * Writes the HTML as a page with its pictures in it, the text and the mail as it would go out.
     *
     * @return the files, the HTML first
     */
    public List<Path> write(Subject subject, @Nullable String sink, Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = subject.label() + "_"
                + (subject.digest() == null
                        ? subject.snapshot().period() + "_r"
                                + subject.snapshot().revision()
                        : "digest");
        try (Shipment shipment = shipment(subject, sink, folder.resolve(".attachments"))) {
            Report report = steps.report(shipment, options(sink, REPORT, Map.of()));
            List<Path> files = new ArrayList<>();
            files.add(Files.writeString(folder.resolve(name + ".html"), report.page()));
            files.add(Files.writeString(folder.resolve(name + ".txt"), report.text()));
            Options email = options(sink, "email", Map.of("to", NOBODY));
            files.add(mail(Letter.of(shipment, report), shipment, email, folder.resolve(name + ".eml")));
            return files;
        }
    }

    private static Shipment shipment(Subject subject, @Nullable String sink, Path folder) {
        Delivery delivery = Delivery.unlisted(
                "preview", subject.snapshot(), subject.feed(), subject.label(), sink == null ? "nobody" : sink);
        return subject.digest() == null
                ? new Shipment(delivery, subject.snapshot(), folder)
                : new Shipment(delivery, subject.digest(), folder);
    }

    private Path mail(Letter letter, Shipment shipment, Options email, Path file) throws IOException {
        try {
            mails.seal(letter, shipment, email, file);
        } catch (DeliveryFault e) {
            throw new OperatorMistake("the mail cannot be written: " + Reason.of(e), e);
        }
        return file;
    }
}
