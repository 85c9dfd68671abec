package io.rankwire.app;

import io.rankwire.camel.DigestPlan;
import io.rankwire.camel.Preview;
import io.rankwire.document.Digest;
import io.rankwire.feed.Feed;
import io.rankwire.ranking.Snapshot;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the mail that a feed or digest would send, in files, without sending it. */
@Command(
        name = "report",
        description = "Writes the mail of a feed's newest ranking, or of a digest, to files; sends nothing.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "The feed, or the digest.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--snapshot", paramLabel = "ID", description = "This ranking of the feed, not its newest.")
    private Long snapshot;

    @Option(
            names = "--sink",
            description = "As this sink would send it; else as the first that the feed publishes to and that reports.")
    private String sink;

    /** Where the files go. */
    static final class Where {
        @Option(names = "--open", description = "Into data/preview, and open the HTML where there is a desktop.")
        private boolean open;

        @Option(names = "--out", paramLabel = "DIR", description = "Into this folder.")
        private Path out;
    }

    @Override
    public Integer call() throws Exception {
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).start()) {
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            Operator.requireFeed(engine.desk(), name);
            Optional<String> shown = engine.preview().sink(name, Optional.ofNullable(sink));
            Optional<Preview.Subject> subject = subject(engine);
            if (subject.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(name + " has no finished ranking yet; `rankwire run --once` fetches");
                return RankwireMain.FAILED;
            }
            Path folder = where.open ? engine.home().data().resolve("preview") : where.out;
            List<Path> files = engine.preview().write(subject.get(), shown, folder);
            PrintWriter out = spec.commandLine().getOut();
            files.forEach(out::println);
            out.flush();
            if (where.open) {
                open(files.get(0));
            }
            return RankwireMain.DONE;
        }
    }

    private Optional<Preview.Subject> subject(Engine engine) {
        Optional<DigestPlan> plan = engine.digests().plan(name);
        if (plan.isPresent()) {
            if (snapshot != null) {
                throw new IllegalArgumentException(name + " is a digest, which has no --snapshot");
            }
            Digest digest = engine.digests().gather(plan.get()).digest();
            return digest.first().map(first -> new Preview.Subject(name, first, Optional.of(digest)));
        }
        return ranking(engine).map(found -> new Preview.Subject(name, found, Optional.empty()));
    }

    private Optional<Snapshot> ranking(Engine engine) {
        if (snapshot == null) {
            List<Feed> series = engine.feeds().find(name).orElseThrow().feeds();
            return engine.snapshots().newestSealed(series.get(0).series());
        }
        return Optional.of(engine.snapshots()
                .find(snapshot)
                .filter(found -> found.state().status().sealed())
                .filter(found -> found.origin().feed().equals(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no finished snapshot " + snapshot + " of " + name)));
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
