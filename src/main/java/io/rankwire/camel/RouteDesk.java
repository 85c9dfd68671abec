package io.rankwire.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's files, loaded one by one and swapped one by one when they are edited, so that a broken one touches
 * nobody else's, and nothing of its own that works. Safe for use by many threads.
 */
public final class RouteDesk {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");
    private static final Set<String> HANDED = Set.of("direct", "seda");

    private final CamelContext context;
    private final Home home;
    private final OperatorFiles disk;
    private final FileCheck check;
    private final PropertyFile properties;
    private final LoadedFiles files;
    private final RouteSwaps routes;
    private final KameletSwaps kamelets;
    private Future<?> looking;
    private boolean isFirst = true;
    private String trouble = "";

    public RouteDesk(Home home, Feeds feeds, FileCheck check, Turnstile turnstile, Happenings happenings) {
        this.context = feeds.context();
        this.home = home;
        this.disk = new OperatorFiles(context, home.routes());
        this.check = check;
        Consumer<Path> news = file -> happenings.tell(new Happening.FileChanged(file));
        this.properties = new PropertyFile(context, home, check, news);
        this.files = new LoadedFiles(home, new Pauses(context, turnstile), news);
        RouteFiles inCamel = new RouteFiles(context);
        this.routes = new RouteSwaps(files, inCamel, feeds);
        this.kamelets = new KameletSwaps(files, inCamel, routes, feeds.sources());
    }

    /** A route that runs, and the file it came from. */
    public record Loaded(Path file, String routeId, String input) {
        /** Whether it polls by itself rather than being handed things. */
        public boolean isFeed() {
            return !isHandedThings(input);
        }

        static boolean isHandedThings(String input) {
            return HANDED.contains(input.substring(0, input.indexOf(':')));
        }

        String mention() {
            return input.replace("://", ":").replaceAll("\\?.*", "");
        }
    }

    /**
     * Something wrong with a file.
     *
     * @param place line and column, {@code 14:15}; empty when it is not of one place
     * @param reason what is wrong, in one line
     */
    public record Problem(Path file, String place, String reason) {
        /** {@code file:14:15  reason}. */
        public String line() {
            return file + (place.isEmpty() ? "" : ":" + place) + "  " + reason;
        }

        /** The same without the file. */
        String words() {
            return (place + " " + reason).strip();
        }
    }

    /**
     * Loads every file below {@code routes/}, sinks before feeds.
     *
     * @param startFeeds false to leave the feeds waiting for {@link #startFeeds()} or for being polled by hand
     */
    public synchronized void load(boolean startFeeds) throws IOException {
        routes.startFeeds(startFeeds);
        pass(new OperatorFiles.Look(disk.look().files(), Set.of()));
        isFirst = false;
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
            properties.look();
            pass(disk.look());
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

    private void pass(OperatorFiles.Look look) {
        files.beginPass();
        Set<Path> gone = files.all().stream()
                .map(DeskFile::path)
                .filter(path ->
                        !look.files().containsKey(path) && !look.moving().contains(path))
                .collect(Collectors.toCollection(HashSet::new));
        List<Seen> edited = look.still(home.routes(), seen -> !isSettled(seen));
        Map<Path, List<Problem>> wrong = wrong(edited);
        boolean changed = false;
        for (Seen seen : edited) {
            changed |= take(seen, gone, wrong.getOrDefault(seen.path(), List.of()));
        }
        for (Path path : List.copyOf(gone)) {
            changed |= drop(files.find(path), look.files().values());
        }
        retryRefused(changed, look);
        files.endPass();
    }

    private boolean isSettled(Seen seen) {
        DeskFile file = files.find(seen.path());
        return file != null && file.isSettledOn(seen.fingerprint());
    }

    /** What is wrong with those files as they are on disk. */
    private Map<Path, List<Problem>> wrong(List<Seen> edited) {
        if (edited.isEmpty()) {
            return Map.of();
        }
        Optional<Path> one = edited.size() == 1 ? Optional.of(edited.get(0).path()) : Optional.empty();
        return check.problems(one).stream().collect(Collectors.groupingBy(Problem::file));
    }

    /** What one file lacked another may have brought. */
    private void retryRefused(boolean changed, OperatorFiles.Look look) {
        for (boolean again = changed; again; ) {
            again = false;
            List<Seen> refused =
                    look.still(home.routes(), seen -> files.find(seen.path()).status() == FileState.Status.REFUSED);
            Map<Path, List<Problem>> wrong = wrong(refused);
            for (Seen seen : refused) {
                again |= take(seen, Set.of(), wrong.getOrDefault(seen.path(), List.of()));
            }
        }
    }

    /** Takes a new version over, if nothing is wrong with it. Returns whether it did. */
    private boolean take(Seen seen, Set<Path> gone, List<Problem> wrong) {
        DeskFile file = files.at(seen.path());
        if (seen.unreadable() != null) {
            refuse(file, seen, "it cannot be read: " + seen.unreadable());
            return false;
        }
        if (!wrong.isEmpty()) {
            refuse(file, seen, wrong);
            return false;
        }
        try {
            boolean known = file.running() != null;
            boolean taken = seen.isKamelet() ? kamelets.take(file, seen) : routes.take(file, seen, gone);
            if (taken) {
                tell(file, known ? "swapped" : "loaded");
            }
            return taken;
        } catch (Exception e) {
            refuse(file, seen, Reason.of(e));
            LOG.debug("file={}", files.name(file), e);
            return false;
        }
    }

    private void tell(DeskFile file, String what) {
        if (!isFirst) {
            String took = file.state().took().toMillis() + " ms";
            LOG.info("file={} {}, its routes in {}", files.name(file), what, took);
            file.warnings().forEach(warning -> LOG.warn("file={} {}", files.name(file), warning));
        }
    }

    private void refuse(DeskFile file, Seen seen, String reason) {
        refuse(file, seen, List.of(new Problem(file.path(), "", reason)));
    }

    private void refuse(DeskFile file, Seen seen, List<Problem> problems) {
        if (file.refused(seen.fingerprint(), problems) && !isFirst) {
            String rest = file.running() == null ? "" : "; the version before it runs on";
            LOG.error("file={} refused: {}{}", files.name(file), file.message(), rest);
        }
    }

    /** Lets go of a file that is not there any more. Returns whether it did. */
    private boolean drop(DeskFile file, Collection<Seen> there) {
        if (file.running() == null) {
            files.forget(file);
            return false;
        }
        Seen nothing = new Seen(file.path(), "", "", null);
        Optional<DeskFile> heir = routes.refusedHeir(file, there);
        if (heir.isPresent()) {
            refuse(file, nothing, "it seems to be " + files.name(heir.get()) + " now, which is not loaded");
            return false;
        }
        try {
            boolean dropped = file.running().isKamelet() ? kamelets.drop(file, nothing) : routes.drop(file, nothing);
            if (dropped) {
                files.forget(file);
                LOG.info("file={} is gone, and what it brought with it", files.name(file));
            }
            return dropped;
        } catch (Exception e) {
            refuse(file, nothing, "it is gone, but " + Reason.of(e));
            return false;
        }
    }

    /** Starts the feeds that wait. */
    public synchronized void startFeeds() throws Exception {
        routes.startFeeds(true);
        for (Loaded route : feeds()) {
            context.getRouteController().startRoute(route.routeId());
        }
    }

    private synchronized List<Loaded> all() {
        return files.all().stream().flatMap(file -> file.routes().stream()).toList();
    }

    /** The feeds that are loaded. */
    public List<Loaded> feeds() {
        return all().stream().filter(Loaded::isFeed).toList();
    }

    /** The sinks and row steps that are loaded. */
    public List<Loaded> others() {
        return all().stream().filter(route -> !route.isFeed()).toList();
    }

    /** How every file stands. */
    public synchronized List<FileState> files() {
        List<FileState> states = new ArrayList<>();
        states.add(properties.state());
        files.all().forEach(file -> states.add(file.state()));
        return List.copyOf(states);
    }

    /** The file of a loaded route as it was when it was loaded; empty when there is no such route. */
    public synchronized Optional<String> yaml(String routeId) {
        return files.all().stream()
                .filter(file -> file.routeIds().contains(routeId))
                .map(file -> file.running().text())
                .findFirst();
    }

    /** What in the files is not done as it was written. */
    public synchronized List<Problem> warnings() {
        return files.all().stream()
                .flatMap(file -> file.warnings().stream().map(warning -> new Problem(file.path(), "", warning)))
                .toList();
    }

    /** What is wrong with the files that are refused as they are now. */
    public synchronized List<Problem> problems() {
        return files.all().stream()
                .filter(file -> file.status() == FileState.Status.REFUSED)
                .flatMap(file -> file.problems().stream())
                .toList();
    }
}
