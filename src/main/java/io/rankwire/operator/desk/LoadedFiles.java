package io.rankwire.operator.desk;

import io.rankwire.route.dispatch.SinkGate;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files on the desk, who uses whom among them, and whether anything is going on in their routes, which are paused until that has ended. */
final class LoadedFiles {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");

    private final Home home;
    private final CamelContext context;
    private final SinkGate sinkGate;
    private final Consumer<Path> news;
    private final Map<Path, DeskFile> files = new HashMap<>();
    private final SortedSet<DeskFile> inOrder;
    private final Set<String> awaited = new HashSet<>();
    private final Set<String> paused = new HashSet<>();

    /**
     * @param news is told of every file that becomes another or is no more
     */
    LoadedFiles(Home home, CamelContext context, SinkGate sinkGate, Consumer<Path> news) {
        this.home = home;
        this.context = context;
        this.sinkGate = sinkGate;
        this.news = news;
        this.inOrder = new TreeSet<>(Comparator.comparing(DeskFile::path, Edits.order(home.routes())));
    }

    /** The file of that path, which is put on the desk if need be. */
    DeskFile at(Path path) {
        return files.computeIfAbsent(path, missing -> {
            DeskFile file = new DeskFile(missing, Clock.systemUTC(), news);
            inOrder.add(file);
            return file;
        });
    }

    /** The file of that path; null when it is not on the desk. */
    @Nullable
    DeskFile find(Path path) {
        return files.get(path);
    }

    /** All of them, in the order in which they are loaded. */
    Collection<DeskFile> all() {
        return List.copyOf(inOrder);
    }

    void forget(DeskFile file) {
        files.remove(file.path());
        inOrder.remove(file);
        news.accept(file.path());
    }

    /** The folder that they are in. */
    Path folder() {
        return home.routes();
    }

    /** The files that these routes are in, and all that those need, loaded or not. */
    Set<DeskFile> behind(Collection<String> routeIds) {
        Set<DeskFile> behind = new HashSet<>();
        Set<String> needs = new HashSet<>();
        for (boolean found = true; found; ) {
            found = false;
            for (DeskFile file : inOrder) {
                boolean named = file.routeIds().stream().anyMatch(routeIds::contains);
                boolean needed = file.bears().stream().anyMatch(needs::contains);
                if ((named || needed) && behind.add(file)) {
                    needs.addAll(file.needs());
                    found = true;
                }
            }
        }
        return behind;
    }

    /** The files whose routes cannot do their work without the routes that this one brought, in order. */
    List<DeskFile> needing(DeskFile file) {
        Set<String> offers = file.offers();
        // A kamelet may have one that is shipped behind it.
        offers.removeIf(offer -> offer.startsWith("kamelet:"));
        inOrder.stream().filter(other -> !other.equals(file)).forEach(other -> offers.removeAll(other.offers()));
        return inOrder.stream()
                .filter(other -> !other.equals(file) && other.running().isPresent())
                .filter(other -> other.needs().stream().anyMatch(offers::contains))
                .toList();
    }

    /** How people name the file. */
    String name(DeskFile file) {
        return home.folder().relativize(file.path()).toString();
    }

    /** The files that use something of this, {@code direct:archive} or {@code kamelet:export}, be it through others. */
    Set<DeskFile> users(Set<String> mentions) {
        Set<DeskFile> users = new HashSet<>();
        Set<String> all = new HashSet<>(mentions);
        for (boolean found = true; found; ) {
            found = false;
            for (DeskFile file : inOrder) {
                if (!users.contains(file) && file.mentionsAny(all)) {
                    users.add(file);
                    all.addAll(file.offers());
                    found = true;
                }
            }
        }
        return users;
    }

    /** Forgets for whom routes were paused, before everybody is asked again. */
    void beginPass() {
        awaited.clear();
    }

    /** Lets the paused routes go on that are no longer waited for. */
    void endPass() {
        for (String id : Set.copyOf(paused)) {
            if (awaited.contains(id)) {
                continue;
            }
            Route route = context.getRoute(id);
            if (route != null && ServiceHelper.isSuspended(route.getConsumer())) {
                ServiceHelper.resumeService(route.getConsumer());
            }
            sinkGate.open(id);
            paused.remove(id);
        }
    }

    /** Whether nothing is going on in any of these; nothing begins there any more, until the pass ends or they end. */
    boolean areQuiet(Collection<DeskFile> concerned, DeskFile waiting, String fingerprint) {
        Set<String> routes = new HashSet<>();
        concerned.forEach(file -> routes.addAll(file.routeIds()));
        boolean quiet = pause(routes);
        if (!quiet) {
            awaited.addAll(routes);
            if (waiting.waits(fingerprint, "what runs has not ended yet")) {
                LOG.info("file={} waits for what runs to end", name(waiting));
            }
        }
        return quiet;
    }

    /** Pauses the routes, and says whether nothing is going on in any of them. */
    private boolean pause(Collection<String> routes) {
        boolean quiet = true;
        for (String id : routes) {
            Route route = context.getRoute(id);
            if (route == null) {
                continue;
            }
            if (paused.add(id) && isPolling(route)) {
                ServiceHelper.suspendService(route.getConsumer());
            }
            quiet &= sinkGate.close(id) && context.getInflightRepository().size(id) == 0;
        }
        return quiet;
    }

    /** What is handed to a direct: route by others must still get there: it is part of something that is going on. */
    private static boolean isPolling(Route route) {
        return !LoadedRoute.isHandedThings(route.getEndpoint().getEndpointUri());
    }
}
