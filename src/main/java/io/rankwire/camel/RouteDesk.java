package io.rankwire.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Loads operators' files one by one, so that a broken one stops nobody else's. */
public final class RouteDesk {
    private static final String ENDING = ".camel.yaml";
    private static final Set<String> SINK_INPUTS = Set.of("direct", "seda");

    private final CamelContext context;
    private final Home home;
    private final Feeds feeds;
    private final List<Loaded> loaded = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public RouteDesk(CamelContext context, Home home, Feeds feeds) {
        this.context = context;
        this.home = home;
        this.feeds = feeds;
    }

    /** A route that runs, and the file it came from. */
    public record Loaded(Path file, String routeId, String input) {
        /** Whether it polls by itself rather than being handed things. */
        public boolean isFeed() {
            return !SINK_INPUTS.contains(input.substring(0, input.indexOf(':')));
        }
    }

    /** A file, and what is wrong with it, in one line. */
    public record Problem(Path file, String reason) {}

    /**
     * Loads every file below {@code routes/}, sinks before feeds.
     *
     * @param startFeeds false to leave the feeds waiting for {@link #startFeeds()} or for being polled by hand
     */
    public void load(boolean startFeeds) throws IOException {
        for (Path file : files()) {
            try {
                load(file, startFeeds);
            } catch (Exception e) {
                problems.add(new Problem(file, Reason.of(e)));
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(home.routes())) {
            throw new IOException("there is no folder " + home.routes());
        }
        try (Stream<Path> all = Files.walk(home.routes())) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted(Comparator.comparing((Path file) -> file.getParent().equals(home.routes()))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private void load(Path file, boolean startFeeds) throws Exception {
        Resource resource = ResourceHelper.resolveMandatoryResource(context, "file:" + file);
        Collection<RoutesBuilder> builders =
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource);
        for (RoutesBuilder builder : builders) {
            if (!(builder instanceof RouteBuilder routes)) {
                throw new IllegalArgumentException("it holds no routes");
            }
            List<RouteDefinition> definitions = routes.configureRoutes(context).getRoutes();
            List<Loaded> found = definitions.stream()
                    .map(route -> new Loaded(
                            file, route.getRouteId(), route.getInput().getEndpointUri()))
                    .toList();
            for (RouteDefinition route : definitions) {
                feeds.find(route).ifPresent(asked -> asked.warnings()
                        .forEach(warning -> warnings.add(new Problem(file, warning))));
            }
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).isFeed() && !startFeeds) {
                    definitions.get(i).autoStartup("false");
                }
            }
            try {
                context.addRoutes(routes);
            } catch (Exception e) {
                for (Loaded route : found) {
                    remove(route.routeId());
                }
                throw e;
            }
            loaded.addAll(found);
        }
    }

    private void remove(String routeId) throws Exception {
        if (context.getRoute(routeId) != null) {
            context.getRouteController().stopRoute(routeId);
            context.removeRoute(routeId);
        }
    }

    /** Starts the feeds that wait. */
    public void startFeeds() throws Exception {
        for (Loaded route : feeds()) {
            context.getRouteController().startRoute(route.routeId());
        }
    }

    /** The feeds that were loaded. */
    public List<Loaded> feeds() {
        return loaded.stream().filter(Loaded::isFeed).toList();
    }

    /** The sinks and row steps that were loaded. */
    public List<Loaded> others() {
        return loaded.stream().filter(route -> !route.isFeed()).toList();
    }

    /** What in the files is not done as it was written. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** The files that could not be loaded. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
