package io.rankwire.command;

import io.rankwire.document.report.Digest;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.feed.Feed;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.digest.DigestPlan;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.Preview;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the mail that a feed or digest would send, in files, without sending it. */
@Command(
        name = "report",
        description =
                "Writes the mails of a feed's newest rankings (one per series) or of a digest to files; sends nothing.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "The feed, or the digest.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--snapshot", paramLabel = "ID", description = "This ranking instead of the newest.")
    private @Nullable Long snapshot;

    @Option(
            names = "--sink",
            description = "As this sink would send it; by default the feed's first sink with a report.")
    private @Nullable String sink;

    /** Where the files go. */
    static final class Where {
        @Option(names = "--open", description = "Write to data/preview, and open the HTML on a desktop.")
        private boolean open;

        @Option(names = "--out", paramLabel = "DIR", description = "Write to this folder.")
        private @Nullable Path out;
    }

    @Override
    public Integer call() throws Exception {
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            Operator.requireFeed(engine.desk(), name);
            String shown = engine.preview().sink(name, sink).orElse(null);
            List<Preview.Subject> subjects = subjects(engine);
            Path folder = where.out == null ? engine.home().data().resolve("preview") : where.out;
            PrintWriter out = spec.commandLine().getOut();
            for (Preview.Subject subject : subjects) {
                List<Path> files = engine.preview().write(subject, shown, folder);
                files.forEach(out::println);
                out.flush();
                if (where.open) {
                    open(files.get(0));
                }
            }
            return subjects.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private List<Preview.Subject> subjects(Engine engine) {
        Optional<DigestPlan> plan = engine.digests().plan(name);
        if (plan.isPresent()) {
            if (snapshot != null) {
                throw new OperatorMistake(name + " is a digest, which has no --snapshot");
            }
            Digest digest = engine.digests().gather(plan.get()).digest();
            return digest.first()
                    .map(first -> List.of(new Preview.Subject(name, name, first, digest)))
                    .orElseGet(() -> missing(name));
        }
        List<Feed> series = engine.feeds().find(name).orElseThrow().feeds();
        return snapshot == null
                ? series.stream().flatMap(feed -> newest(engine, feed).stream()).toList()
                : List.of(chosen(engine, series, snapshot));
    }

    private List<Preview.Subject> newest(Engine engine, Feed feed) {
        return engine.snapshots()
                .newestSealed(feed.series())
                .map(found -> List.of(new Preview.Subject(name, feed.label(), found, null)))
                .orElseGet(() -> missing(feed.label()));
    }

    private List<Preview.Subject> missing(String label) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(label + " has no finished ranking yet; `rankwire run --once` fetches");
        err.flush();
        return List.of();
    }

    private Preview.Subject chosen(Engine engine, List<Feed> series, long id) {
        Snapshot found = engine.snapshots()
                .find(id)
                .filter(one -> one.state().status().sealed())
                .filter(one -> one.origin().feed().equals(name))
                .orElseThrow(() -> new OperatorMistake("there is no finished snapshot " + id + " of " + name));
        String label = series.stream()
                .filter(feed -> feed.series().canonical().equals(found.origin().series()))
                .map(Feed::label)
                .findFirst()
                .orElse(name);
        return new Preview.Subject(name, label, found, null);
    }

    /** Where there is no desktop, the printed path has to do. */
    private static void open(Path html) throws IOException {
        if (!GraphicsEnvironment.isHeadless()
                && Desktop.isDesktopSupported()
                && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            Desktop.getDesktop().browse(html.toUri());
        } else if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
            new ProcessBuilder("xdg-open", html.toString()).inheritIO().start();
        }
    }
}
