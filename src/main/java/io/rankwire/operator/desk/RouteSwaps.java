package io.rankwire.operator.desk;

import io.rankwire.kamelet.Feeds;
import io.rankwire.kamelet.KameletUse;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.RouteDefinition;

/** Takes versions of route files over, and lets route files go. */
final class RouteSwaps {
    private final LoadedFiles files;
    private final RouteFiles routes;
    private final Feeds feeds;
    private boolean startFeeds;

    RouteSwaps(LoadedFiles files, RouteFiles routes, Feeds feeds) {
        this.files = files;
        this.routes = routes;
        this.feeds = feeds;
    }

    /** Whether feeds that are loaded from now on begin to poll by themselves. */
    void startFeeds(boolean start) {
        startFeeds = start;
    }

    /** What the feeds among the routes ask for that is not done as it is written; throws when they cannot ask at all. */
    private List<String> warnings(RouteFiles.Parsed read) {
        return read.routes().stream()
                .flatMap(route -> feeds.find(route).stream())
                .flatMap(asked -> asked.warnings().stream())
                .toList();
    }

    /**
     * Takes a version over, or throws and leaves everything as it is.
     *
     * @param gone files that are not there any more; one whose routes are here now was renamed, and is struck out
     * @return false when what runs has to end first
     */
    boolean take(DeskFile file, OperatorFile seen, Set<Path> gone) throws Exception {
        RouteFiles.Parsed read = routes.read(seen);
        Optional<DeskFile> renamed = formerOwner(file, read.routes(), gone);
        DeskFile old = renamed.orElse(file);
        List<String> warnings = warnings(read);
        Set<String> needs = needs(read);
        if (old.running().isPresent()) {
            // Where nothing is to be spared, what cannot be built is found out by building it.
            routes.tryOut(read);
            read = routes.read(seen);
        }
        if (!files.areQuiet(concerned(old), file, seen.fingerprint())) {
            return false;
        }
        long began = System.nanoTime();
        List<LoadedRoute> loaded = swap(old, read);
        file.took(Duration.ofNanos(System.nanoTime() - began));
        old.handOver();
        file.loaded(seen, loaded, warnings);
        file.needs(needs);
        renamed.ifPresent(former -> {
            files.forget(former);
            gone.remove(former.path());
        });
        return true;
    }

    /** The kamelets that the routes use, the routes that they go through, and the sinks that they publish to. */
    private Set<String> needs(RouteFiles.Parsed read) {
        Set<String> needs = new HashSet<>(read.file().uses());
        read.routes().forEach(route -> KameletUse.of(feeds.context(), route)
                .flatMap(use -> use.sinks().stream())
                .forEach(sink -> needs.add("direct:" + sink)));
        return needs;
    }

    private Collection<DeskFile> concerned(DeskFile file) {
        Set<DeskFile> concerned = new HashSet<>(files.users(file.offers()));
        concerned.add(file);
        return concerned;
    }

    /** The file that had these routes until it was renamed to this one. */
    private Optional<DeskFile> formerOwner(DeskFile file, List<RouteDefinition> definitions, Set<Path> gone) {
        for (RouteDefinition route : definitions) {
            for (DeskFile other : files.all()) {
                if (!other.equals(file) && other.routeIds().contains(route.getRouteId())) {
                    if (gone.contains(other.path())) {
                        return Optional.of(other);
                    }
                    throw new OperatorMistake("the id " + route.getRouteId() + " is taken by " + files.name(other));
                }
            }
        }
        return Optional.empty();
    }

    /** Puts the new routes in the place of the old, or leaves the old where they were. */
    private List<LoadedRoute> swap(DeskFile old, RouteFiles.Parsed next) throws Exception {
        routes.remove(old.routeIds());
        try {
            return routes.add(next, startFeeds);
        } catch (Exception e) {
            Optional<OperatorFile> before = old.running();
            if (before.isPresent()) {
                routes.add(routes.read(before.get()), startFeeds);
            }
            throw e;
        }
    }

    /** Builds the routes of a file once more as they are, because what they use became another. */
    void rebuild(DeskFile file) throws Exception {
        routes.remove(file.routeIds());
        routes.add(routes.read(file.running().orElseThrow()), startFeeds);
    }

    /** Sees whether the routes of a file could be built anew as they are. */
    void tryRebuild(DeskFile file) throws Exception {
        RouteFiles.Parsed read = routes.read(file.running().orElseThrow());
        var unused = warnings(read);
        routes.tryOut(read);
    }

    /** Removes the routes of a file; false when what runs has to end first. */
    boolean drop(DeskFile file, OperatorFile nothing) throws Exception {
        if (!files.areQuiet(concerned(file), file, nothing.fingerprint())) {
            return false;
        }
        routes.remove(file.routeIds());
        return true;
    }

    /** The file that a file which is gone was renamed to, when that one is refused: no feed must end because of it. */
    Optional<DeskFile> refusedHeir(DeskFile gone, Collection<OperatorFile> there) {
        Optional<String> text = gone.running().map(OperatorFile::text);
        return there.stream()
                .filter(seen -> text.filter(seen.text()::equals).isPresent() || namesAny(seen, gone.routeIds()))
                .map(seen -> files.find(seen.path()))
                .filter(file -> file != null && file.running().isEmpty())
                .findFirst();
    }

    /** Of a file that is no YAML nothing is known but its words. */
    private static boolean namesAny(OperatorFile seen, List<String> ids) {
        return seen.routes()
                .map(file -> file.routes().stream().anyMatch(route -> ids.contains(route.name())))
                .orElseGet(() -> ids.stream().anyMatch(seen.text()::contains));
    }
}
