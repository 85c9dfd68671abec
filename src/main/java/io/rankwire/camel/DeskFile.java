package io.rankwire.camel;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** What the desk knows of one file. */
final class DeskFile {
    private final Path path;
    private final Clock clock;
    private final Consumer<Path> news;
    private Seen running;
    private Set<String> mentions = Set.of();
    private List<RouteDesk.Loaded> routes = List.of();
    private List<String> warnings = List.of();
    private List<RouteDesk.Problem> problems = List.of();
    private String tried;
    private FileState.Status status = FileState.Status.WAITING;
    private Instant since;
    private int loads;
    private Duration took = Duration.ZERO;
    private String message = "";

    /**
     * @param news is told whenever it stands another way
     */
    DeskFile(Path path, Clock clock, Consumer<Path> news) {
        this.path = path;
        this.clock = clock;
        this.news = news;
        this.since = clock.instant();
    }

    Path path() {
        return path;
    }

    /** The version in use; null for none. */
    Seen running() {
        return running;
    }

    List<RouteDesk.Loaded> routes() {
        return routes;
    }

    List<String> routeIds() {
        return routes.stream().map(RouteDesk.Loaded::routeId).toList();
    }

    /** What others may use of it: {@code direct:archive}, {@code kamelet:export}. */
    Set<String> offers() {
        Set<String> offers = new HashSet<>();
        routes.forEach(route -> offers.add(route.mention()));
        if (running != null && running.isKamelet()) {
            offers.add("kamelet:" + running.name());
        }
        return offers;
    }

    boolean mentionsAny(Set<String> names) {
        return running != null && mentions.stream().anyMatch(names::contains);
    }

    List<String> warnings() {
        return warnings;
    }

    FileState.Status status() {
        return status;
    }

    String message() {
        return message;
    }

    /** Whether this version was tried, and is not waiting to be tried again. */
    boolean isSettledOn(String fingerprint) {
        return Objects.equals(tried, fingerprint) && status != FileState.Status.WAITING;
    }

    void loaded(Seen version, List<RouteDesk.Loaded> itsRoutes, List<String> itsWarnings) {
        running = version;
        mentions = version.mentions();
        routes = List.copyOf(itsRoutes);
        warnings = List.copyOf(itsWarnings);
        loads++;
        become(version.fingerprint(), FileState.Status.LOADED, "");
    }

    void took(Duration swap) {
        took = swap;
    }

    /** The file became another, or nothing is left of it. */
    void handOver() {
        running = null;
        routes = List.of();
    }

    /** Returns false when that was known. */
    boolean refused(String fingerprint, List<RouteDesk.Problem> itsProblems) {
        problems = List.copyOf(itsProblems);
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return become(fingerprint, FileState.Status.REFUSED, problems.get(0).words() + more);
    }

    /** Why it was refused. */
    List<RouteDesk.Problem> problems() {
        return problems;
    }

    /** Returns false when that was known. */
    boolean waits(String fingerprint, String what) {
        return become(fingerprint, FileState.Status.WAITING, what);
    }

    private boolean become(String fingerprint, FileState.Status next, String why) {
        boolean another = !Objects.equals(tried, fingerprint) || status != next || !message.equals(why);
        tried = fingerprint;
        status = next;
        message = why;
        if (another || next == FileState.Status.LOADED) {
            since = clock.instant();
            news.accept(path);
        }
        return another;
    }

    FileState state() {
        return new FileState(path, status, since, loads, running != null, took, message);
    }
}
