package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.Exporter;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.step.SinkSteps;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A snapshot as a file in any format, and as the mail that it would be. */
final class Downloads {
    /** A mail brings its styles along and may do nothing else; pictures of vendors are not loaded unless allowed. */
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:%s; frame-ancestors 'self'; sandbox";

    private final ConsoleServices stage;

    Downloads(ConsoleServices stage) {
        this.stage = stage;
    }

    void document(RoutingContext context) {
        Question question = new Question(context.request());
        Snapshot snapshot = SnapshotPage.find(stage.snapshots(), question.number("id"));
        String format = question.word("format");
        Path folder = stage.home().data().resolve("spool").resolve("console-" + UUID.randomUUID());
        Document document = new Exporter(stage.snapshots(), stage.clock(), stage.reports()::moneyColumns)
                .export(snapshot, snapshot.origin().feed(), SinkSteps.forPeople(format), folder);
        context.response()
                .putHeader("Content-Type", document.mediaType())
                .putHeader("Content-Disposition", "attachment; filename=\"" + document.name() + "\"")
                .sendFile(document.file().toString())
                .onComplete(sent -> discard(document.file(), folder));
    }

    private static void discard(Path file, Path folder) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the download " + file + " cannot be removed", e);
        }
    }

    void report(RoutingContext context) {
        Snapshot snapshot = SnapshotPage.find(stage.snapshots(), new Question(context.request()).number("id"));
        boolean images = stage.settings().is("rankwire.console.images");
        context.response()
                .putHeader("Content-Security-Policy", MAIL_POLICY.formatted(images ? " https:" : ""))
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(stage.reports().preview(snapshot).page());
    }
}
