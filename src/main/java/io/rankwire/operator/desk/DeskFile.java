package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the desk knows of one file. */
final class DeskFile {
    private final Path path;
    private final Clock clock;
    private final Consumer<Path> news;
    private @Nullable OperatorFile running;
    private Set<String> mentions = Set.of();
    private Set<String> needs = Set.of();
    private List<LoadedRoute> routes = List.of();
    private List<String> warnings = List.of();
    private List<FileProblem> problems = List.of();
    private @Nullable String tried;
    private FileState.Status status = FileState.Status.WAITING;
    private Instant since;
    private int loads;
    private Duration took = Duration.ZERO;
    private String message = "";
    private boolean refusedByCheck;

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

    /** The version in use. */
    Optional<OperatorFile> running() {
        return Optional.ofNullable(running);
    }

    List<LoadedRoute> routes() {
        return routes;
    }

    List<String> routeIds() {
        return routes.stream().map(LoadedRoute::routeId).toList();
    }

    /** What others may use of it: {@code direct:archive}, {@code kamelet:export}. */
    Set<String> offers() {
        Set<String> offers = new HashSet<>();
        routes.forEach(route -> offers.add(route.mention()));
        if (running != null && running.isKamelet()) {
            offers.add("kamelet:" + running.baseName());
        }
        return offers;
    }

    /** What it offers, and what a file of its name is there to offer, loaded or not. */
    Set<String> bears() {
        Set<String> bears = offers();
        String name = path.getFileName().toString();
        bears.add((name.endsWith(Home.KAMELET) ? "kamelet:" : "direct:") + name.substring(0, name.indexOf('.')));
        return bears;
    }

    boolean mentionsAny(Set<String> names) {
        return running != null && mentions.stream().anyMatch(names::contains);
    }

    /** Whether that very version is in use. */
    boolean runs(OperatorFile version) {
        return running != null && running.fingerprint().equals(version.fingerprint());
    }

    /** What has to be there for its routes to do their work, {@code direct:archive}, {@code kamelet:export}. */
    Set<String> needs() {
        return needs;
    }

    void needs(Set<String> routes) {
        needs = Set.copyOf(routes);
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

    void loaded(OperatorFile version, List<LoadedRoute> itsRoutes, List<String> itsWarnings) {
        running = version;
        mentions = version.uses();
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
    boolean refused(String fingerprint, List<FileProblem> itsProblems) {
        problems = List.copyOf(itsProblems);
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return become(fingerprint, FileState.Status.REFUSED, problems.get(0).words() + more);
    }

    /** It is as it runs, and right. Returns false when that was known. */
    boolean settle(String fingerprint) {
        boolean another = status != FileState.Status.LOADED;
        if (another) {
            problems = List.of();
            become(fingerprint, FileState.Status.LOADED, "");
        }
        return another;
    }

    /** Says whether a check found it wrong, or Camel could not build it. */
    void isRefusedBy(boolean check) {
        refusedByCheck = check;
    }

    /** Whether it may be right without any file being another: a key that it lacked may be there. */
    boolean isRefusedByCheck() {
        return refusedByCheck;
    }

    /** Why it was refused. */
    List<FileProblem> problems() {
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
