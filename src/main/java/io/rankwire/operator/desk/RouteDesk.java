package io.rankwire.operator.desk;

import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.route.dispatch.SinkGate;
import io.rankwire.settings.Home;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's files, loaded one by one and swapped one by one when they are edited, so that a broken one touches
 * no other, and nothing of its own that works. Safe for use by many threads.
 */
public final class RouteDesk {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");

    private final CamelContext context;
    private final Home home;
    private final Checker checker;
    private final Edits edits;
    private final PropertyFile properties;
    private final LoadedFiles files;
    private final RouteSwaps routes;
    private final Takeover takeover;
    private @Nullable Future<?> looking;
    private String trouble = "";

    /**
     * What the desk works with.
     *
     * @param sinkGate through which deliveries go to their sinks
     * @param programEvents are told of files that become others
     * @param wakeUps are told of what was taken over
     */
    public record Services(Checker checker, SinkGate sinkGate, ProgramEvents programEvents, WakeUps wakeUps) {}

    public RouteDesk(Home home, Feeds feeds, Services with) {
        this.context = feeds.context();
        this.home = home;
        this.checker = with.checker();
        this.edits = new Edits(context);
        Consumer<Path> news = file -> with.programEvents().tell(new ProgramEvent.FileChanged(file));
        this.properties = new PropertyFile(context, home, news);
        this.files = new LoadedFiles(home, context, with.sinkGate(), news);
        RouteFiles inCamel = new RouteFiles(context);
        this.routes = new RouteSwaps(files, inCamel, feeds);
        KameletSwaps kamelets = new KameletSwaps(files, inCamel, routes, feeds.sources());
        this.takeover = new Takeover(files, routes, kamelets, with.wakeUps());
    }

    /**
     * Loads every file below {@code routes/}, sinks before feeds.
     *
     * @param startFeeds false to leave the feeds waiting for {@link #startFeeds()} or for being polled by hand
     */
    public synchronized void load(boolean startFeeds) throws IOException {
        routes.startFeeds(startFeeds);
        SortedMap<String, OperatorFile> there = there();
        Map<Path, List<FileProblem>> wrong = problems(checker.errors(there));
        properties.judge(wrong);
        Edits.Look look = edits.look(there.values());
        takeover.pass(new Edits.Look(look.files(), Set.of(), true), wrong, true);
    }

    /** Begins to look for edits by itself, as often as that, until Camel stops. */
    public synchronized void watch(Duration every) {
        if (looking != null) {
            throw new IllegalStateException("the files are being watched already");
        }
        ScheduledExecutorService looks =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "route-desk");
        looking = looks.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at every file once, and takes those edits over that were the same at the look before. */
    public synchronized void look() {
        try {
            SortedMap<String, OperatorFile> there = there();
            boolean taken = properties.look(there) && takeProperties(there);
            if (properties.isMoving()) {
                // Files are checked with the settings on disk, which count from the next look on.
                return;
            }
            Edits.Look look = edits.look(there.values());
            if (taken || look.isNew() || takeover.isAnythingOpen()) {
                takeover.pass(look, problems(checker.errors(there)), taken || look.isNew());
            }
            trouble = "";
        } catch (IOException | RuntimeException e) {
            String reason = Reason.of(e);
            if (!reason.equals(trouble)) {
                LOG.error(
                        "the files in {} cannot be looked at: {}; everything runs on as it is", home.routes(), reason);
                LOG.debug("looking", e);
            }
            trouble = reason;
        }
    }

    /** Every file that there is. */
    private SortedMap<String, OperatorFile> there() throws IOException {
        if (!Files.isDirectory(home.routes())) {
            throw new IOException("there is no folder " + home.routes());
        }
        return checker.look();
    }

    private Map<Path, List<FileProblem>> problems(Map<String, List<Mistake>> errors) {
        Map<Path, List<FileProblem>> problems = new HashMap<>();
        errors.forEach((file, mistakes) -> problems.put(
                home.resolve(file),
                mistakes.stream()
                        .map(mistake -> FileProblem.of(home, file, mistake))
                        .toList()));
        return problems;
    }

    private boolean takeProperties(SortedMap<String, OperatorFile> there) {
        Map<Path, List<FileProblem>> wrong = problems(checker.errors(there));
        Set<String> taken = properties.take(wrong, takeover.harm(wrong));
        if (!taken.isEmpty()) {
            takeover.settings(
                    taken, checker.readers(taken).stream().map(home::resolve).collect(Collectors.toSet()));
        }
        return !taken.isEmpty();
    }

    /** Starts the feeds that wait. */
    public synchronized void startFeeds() throws Exception {
        routes.startFeeds(true);
        for (LoadedRoute route : feeds()) {
            context.getRouteController().startRoute(route.routeId());
        }
    }

    private synchronized List<LoadedRoute> all() {
        return files.all().stream().flatMap(file -> file.routes().stream()).toList();
    }

    /** The feeds that are loaded. */
    public List<LoadedRoute> feeds() {
        return all().stream().filter(LoadedRoute::isFeed).toList();
    }

    /** The sinks and row steps that are loaded. */
    public List<LoadedRoute> others() {
        return all().stream().filter(route -> !route.isFeed()).toList();
    }

    /** How every file stands. */
    public synchronized List<FileState> files() {
        List<FileState> states = new ArrayList<>();
        states.add(properties.file().state());
        files.all().forEach(file -> states.add(file.state()));
        return List.copyOf(states);
    }

    /** The file of a loaded route as it was when it was loaded; empty when there is no such route. */
    public synchronized Optional<String> yaml(String routeId) {
        return files.all().stream()
                .filter(file -> file.routeIds().contains(routeId))
                .findFirst()
                .flatMap(DeskFile::running)
                .map(OperatorFile::text);
    }

    /** What in the files is not done as it was written. */
    public synchronized List<FileProblem> warnings() {
        return files.all().stream()
                .flatMap(file -> file.warnings().stream().map(warning -> new FileProblem(file.path(), "", warning)))
                .toList();
    }

    /** Whether a file is refused that these routes are in, or that they need: a sink, a row step, a kamelet. */
    public synchronized boolean isAnythingRefusedBehind(Collection<String> routeIds) {
        return files.behind(routeIds).stream().anyMatch(file -> file.status() == FileState.Status.REFUSED);
    }

    /** What is wrong with the files that are refused as they are now. */
    public synchronized List<FileProblem> problems() {
        Stream<DeskFile> all = Stream.concat(Stream.of(properties.file()), files.all().stream());
        return all.filter(file -> file.status() == FileState.Status.REFUSED)
                .flatMap(file -> file.problems().stream())
                .toList();
    }
}
