package io.rankwire.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Gauges;
import io.rankwire.console.observe.Health;
import io.rankwire.console.observe.Metrics;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;

/** The console: every page at its path, its JSON twin under {@code /api}, and the few things that can be done. */
public final class Console {
    private final ConsoleServices stage;
    private final Site site;
    private final Access access;

    private Console(ConsoleServices stage, Site site, Access access) {
        this.stage = stage;
        this.site = site;
        this.access = access;
    }

    /**
     * Opens the console at {@code rankwire.console.host} and {@code rankwire.console.port}.
     *
     * @param vertx is closed with the console
     * @throws OperatorMistake if it would be open to anybody, or the port is none
     */
    public static Address open(ConsoleServices stage, Vertx vertx) throws Exception {
        Settings settings = stage.settings();
        String host = settings.find("rankwire.console.host").orElse("127.0.0.1");
        Access access = new Access(host, () -> settings.findSecret("rankwire.console.token"), stage.clock());
        WebServer server = new WebServer(vertx, new WebServer.Place(host, port(settings)), WebServer.Bounds.USUAL);
        Site site = new Site(server, access, settings, stage.clock(), Pages.tabs());
        new Console(stage, site, access).furnish(new LiveUpdates(server.vertx()));
        stage.context().addService(server);
        return new Address(host, server.port());
    }

    /** Where the console is. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return "http://" + host + ":" + port;
        }
    }

    private static int port(Settings settings) {
        String port = settings.find("rankwire.console.port").orElse("8080");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new OperatorMistake("rankwire.console.port is '" + port + "'; it must be 0 to 65535");
        }
        return Integer.parseInt(port);
    }

    private void furnish(LiveUpdates live) {
        FeedStates states = new FeedStates(stage.context(), stage.clock());
        stage.programEvents().observe(states::observe);
        stage.programEvents().observe(live::observe);
        Router router = site.router();
        new Gate(site, access).open();
        router.post().order(-1).handler(BodyHandler.create(false).setBodyLimit(64L * 1024));
        Assets.serve(router);
        router.get("/api/events").handler(live::serve);
        Pages.addTo(site, stage, states);
        new Actions(stage).addTo(site);
        Health health = new Health(stage);
        site.raw("/observe/health", asking -> status(asking, health.full()));
        for (String probe : Health.PROBES) {
            site.raw(probe, asking -> status(asking, health.probe(probe, access.mayRead(asking.request()))));
        }
        scrapes();
        router.route().last().handler(context -> site.fail(context, 404, "There is no such page."));
    }

    private void scrapes() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Under the name that Camel's micrometer component looks for, so that steps of operators are counted too.
        stage.context().getRegistry().bind("metricsRegistry", registry);
        Metrics metrics = new Metrics(registry);
        stage.programEvents().observe(metrics::observe);
        Gauges gauges = new Gauges(stage, registry);
        site.raw("/observe/metrics", context -> {
            gauges.look(metrics);
            context.response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(registry.scrape());
        });
    }

    /** Says how it is, in a status that probes understand too. */
    private static void status(RoutingContext context, Map<String, Object> health) {
        Site.json(context, "UP".equals(health.get("status")) ? 200 : 503, health);
    }
}
