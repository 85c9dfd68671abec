package io.rankwire.operator.desk;

import io.rankwire.kamelet.Feeds;
import io.rankwire.kamelet.KameletUse;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Reads what a version of a file asks for; returns what is not done as it is written. */
    List<String> check(FileVersion seen) throws Exception {
        List<String> warnings = new ArrayList<>();
        for (RouteDefinition route : routes.read(seen)) {
            feeds.find(route).ifPresent(asked -> warnings.addAll(asked.warnings()));
        }
        return warnings;
    }

    /**
     * Takes a version over, or throws and leaves everything as it is.
     *
     * @param gone files that are not there any more; one whose routes are here now was renamed, and is struck out
     * @return false when what runs has to end first
     */
    boolean take(DeskFile file, FileVersion seen, Set<Path> gone) throws Exception {
        List<RouteDefinition> definitions = routes.read(seen);
        Optional<DeskFile> renamed = formerOwner(file, definitions, gone);
        DeskFile old = renamed.orElse(file);
        List<String> warnings = check(seen);
        if (old.running() != null) {
            // Where nothing is to be spared, what cannot be built is found out by building it.
            routes.tryOut(seen);
        }
        if (!files.areQuiet(concerned(old), file, seen.fingerprint())) {
            return false;
        }
        long began = System.nanoTime();
        List<LoadedRoute> loaded = swap(old, seen);
        file.took(Duration.ofNanos(System.nanoTime() - began));
        old.handOver();
        file.loaded(seen, loaded, warnings);
        file.needs(needs(seen, definitions));
        renamed.ifPresent(former -> {
            files.forget(former);
            gone.remove(former.path());
        });
        return true;
    }

    /** The kamelets that the routes use, the routes that they go through, and the sinks that they publish to. */
    private Set<String> needs(FileVersion seen, List<RouteDefinition> definitions) {
        Set<String> needs = new HashSet<>(seen.mentions());
        definitions.forEach(route -> KameletUse.of(feeds.context(), route)
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
    private List<LoadedRoute> swap(DeskFile old, FileVersion next) throws Exception {
        routes.remove(old.routeIds());
        try {
            return routes.add(next, startFeeds);
        } catch (Exception e) {
            if (old.running() != null) {
                routes.add(old.running(), startFeeds);
            }
            throw e;
        }
    }

    /** Builds the routes of a file once more as they are, because what they use became another. */
    void rebuild(DeskFile file) throws Exception {
        routes.remove(file.routeIds());
        routes.add(file.running(), startFeeds);
    }

    /** Sees whether the routes of a file could be built anew as they are. */
    void tryRebuild(DeskFile file) throws Exception {
        check(file.running());
        routes.tryOut(file.running());
    }

    /** Removes the routes of a file; false when what runs has to end first. */
    boolean drop(DeskFile file, FileVersion nothing) throws Exception {
        if (!files.areQuiet(concerned(file), file, nothing.fingerprint())) {
            return false;
        }
        routes.remove(file.routeIds());
        return true;
    }

    /** The file that a file which is gone was renamed to, when that one is refused: no feed must end because of it. */
    Optional<DeskFile> refusedHeir(DeskFile gone, Collection<FileVersion> there) {
        return there.stream()
                .filter(seen -> seen.text().equals(gone.running().text()) || namesAny(seen, gone.routeIds()))
                .map(seen -> files.find(seen.path()))
                .filter(file -> file != null && file.running() == null)
                .findFirst();
    }

    private static boolean namesAny(FileVersion seen, List<String> ids) {
        return ids.stream().anyMatch(id -> seen.text().matches("(?s).*\\bid:\\s*[\"']?\\Q" + id + "\\E\\s.*"));
    }
}
