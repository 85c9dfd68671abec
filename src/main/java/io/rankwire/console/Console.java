package io.rankwire.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Gauges;
import io.rankwire.console.observe.Health;
import io.rankwire.console.observe.Metrics;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console: every page at its path, its JSON twin under {@code /api}, and the few things that can be done. */
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** So long an answer to a wrong token takes when many came before it. */
    private static final long GUESSING_COSTS = 1000;

    private final Vertx vertx;
    private final Router router;
    private final Access access;
    private final View view;
    private final String zone;
    private final Clock clock;

    private Console(WebServer server, Access access, Settings settings, Clock clock) {
        this.vertx = server.vertx();
        this.router = server.router();
        this.access = access;
        this.clock = clock;
        this.zone = settings.zone().getId();
        this.view = new View(settings.zone());
    }

    /**
     * Opens the console at {@code rankwire.console.host} and {@code rankwire.console.port}.
     *
     * @throws OperatorMistake if it would be open to anybody, or the port is none
     */
    public static Address open(ConsoleServices stage) throws Exception {
        Settings settings = stage.settings();
        String host = settings.find("rankwire.console.host").orElse("127.0.0.1");
        Access access = new Access(host, () -> settings.findSecret("rankwire.console.token"), stage.clock());
        WebServer server = new WebServer(new WebServer.Place(host, port(settings)), WebServer.Bounds.USUAL);
        new Console(server, access, settings, stage.clock()).furnish(stage, new LiveUpdates(server.vertx()));
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

    private void furnish(ConsoleServices stage, LiveUpdates live) {
        FeedStates states = new FeedStates(stage.context(), stage.clock());
        stage.programEvents().observe(states::observe);
        stage.programEvents().observe(live::observe);
        router.route().order(-2).handler(this::guard);
        router.post().order(-1).handler(BodyHandler.create(false).setBodyLimit(64L * 1024));
        Assets.serve(router);
        router.get("/api/events").handler(live::serve);
        new Pages(stage, states).addTo(this);
        new Actions(stage, access).addTo(this);
        Health health = new Health(stage);
        raw("/observe/health", asking -> status(asking, health.full()));
        for (String probe : Health.PROBES) {
            raw(probe, asking -> status(asking, health.probe(probe, mayRead(asking))));
        }
        scrapes(stage);
        router.route().last().handler(context -> fail(context, 404, "There is no such page."));
    }

    private void scrapes(ConsoleServices stage) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Under the name that Camel's micrometer component looks for, so that steps of operators are counted too.
        stage.context().getRegistry().bind("metricsRegistry", registry);
        Metrics metrics = new Metrics(registry);
        stage.programEvents().observe(metrics::observe);
        Gauges gauges = new Gauges(stage, registry);
        raw("/observe/metrics", context -> {
            gauges.look(metrics);
            context.response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(registry.scrape());
        });
    }

    boolean mayRead(RoutingContext context) {
        return access.mayRead(context.request());
    }

    /** Says how it is, in a status that probes understand too. */
    void status(RoutingContext context, Map<String, Object> health) {
        json(context, "UP".equals(health.get("status")) ? 200 : 503, health);
    }

    /** A page and its JSON twin. */
    void page(String path, String template, Function<Question, Object> model) {
        read(path)
                .blockingHandler(
                        context -> answer(context, () -> {
                            Object shown = model.apply(new Question(context.request()));
                            html(context, 200, view.page(template, shown, chrome(context)));
                        }),
                        false);
        String twin = path.equals("/") ? "/api/overview" : "/api" + path;
        read(twin)
                .blockingHandler(
                        context ->
                                answer(context, () -> json(context, 200, model.apply(new Question(context.request())))),
                        false);
    }

    /** Something that is neither a page nor JSON. */
    void raw(String path, RawAnswer answer) {
        read(path).blockingHandler(context -> answer(context, () -> answer.give(context)), false);
    }

    private Route read(String path) {
        return router.get(path).method(HttpMethod.HEAD);
    }

    /** Something that changes things, as a form of a page, which leads to another page, and under {@code /api}. */
    void action(String path, Function<Question, Done> action) {
        router.post(path)
                .blockingHandler(
                        context -> answer(context, () -> {
                            requireChange(context);
                            String next = action.apply(new Question(context.request()))
                                    .page();
                            context.response()
                                    .setStatusCode(303)
                                    .putHeader("Location", next)
                                    .end();
                        }),
                        false);
        router.post("/api" + path)
                .blockingHandler(
                        context -> answer(context, () -> {
                            requireChange(context);
                            json(
                                    context,
                                    200,
                                    action.apply(new Question(context.request()))
                                            .result());
                        }),
                        false);
    }

    /** A form that anybody may send. */
    void form(String path, RawAnswer answer) {
        router.post(path).blockingHandler(context -> answer(context, () -> answer.give(context)), false);
    }

    /**
     * What an action did.
     *
     * @param page where to go from here
     * @param result what programs are told
     */
    record Done(String page, Map<String, Object> result) {}

    interface RawAnswer {
        void give(RoutingContext context) throws Exception;
    }

    private interface Answer {
        void give() throws Exception;
    }

    private void guard(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                // With no-referrer a browser would call the origin of our own forms null.
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        String path = context.normalizedPath();
        if (!access.isForUs(context.request())) {
            fail(context, 421, "This console answers to localhost and 127.0.0.1 only.");
        } else if (Provenance.isForeignChange(context.request())) {
            fail(context, 403, "A page of another origin asked for this; only the console's own pages may.");
        } else if (context.request().params().contains("token")) {
            fail(
                    context,
                    400,
                    "A token in an address ends up in logs and histories, and is not taken."
                            + " Send Authorization: Bearer …, or sign in at /sign-in.");
        } else if (Health.isProbe(path) || mayRead(context) || path.equals("/sign-in") || path.startsWith("/assets/")) {
            context.next();
        } else if (isForPeople(path) && isReading(context)) {
            response.setStatusCode(303).putHeader("Location", "/sign-in").end();
        } else {
            response.putHeader("WWW-Authenticate", "Bearer");
            refuse(context, () -> fail(context, 401, "Send the token: Authorization: Bearer …"));
        }
    }

    private static boolean isReading(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** Answers that the token is wrong, the slower the more wrong ones came before. */
    void refuse(RoutingContext context, Runnable answer) {
        if (access.isGuessing(context.request())) {
            String sentence = "Many wrong tokens came from here; the right one is taken at any time.";
            vertx.setTimer(GUESSING_COSTS, over -> fail(context, 429, sentence));
        } else {
            answer.run();
        }
    }

    private static boolean isForPeople(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/observe/");
    }

    private void requireChange(RoutingContext context) {
        if (!access.canBeChanged()) {
            throw new Question.Unanswerable(403, "Nothing can be changed here until rankwire.console.token is set.");
        }
        if (!access.mayChange(context.request())) {
            throw new Question.Unanswerable(401, "This needs the token: sign in, or send Authorization: Bearer …");
        }
    }

    private void answer(RoutingContext context, Answer answer) {
        try {
            answer.give();
        } catch (Question.Unanswerable e) {
            if (e.status() == 401) {
                refuse(context, () -> fail(context, 401, e.getMessage()));
            } else {
                fail(context, e.status(), e.getMessage());
            }
        } catch (OperatorMistake e) {
            fail(context, 400, e.getMessage());
        } catch (Exception e) {
            LOG.error("the console failed at {}", context.normalizedPath(), e);
            fail(context, 500, "Rankwire could not answer this; its log says why.");
        }
    }

    void fail(RoutingContext context, int status, String sentence) {
        if (context.response().headWritten()) {
            context.response().reset();
        } else if (isForPeople(context.normalizedPath())) {
            html(context, status, view.page("error", new View.Wrong(status, List.of(sentence)), chrome(context)));
        } else {
            json(context, status, Map.of("error", sentence));
        }
    }

    /** The page that asks for the token. */
    String signIn(RoutingContext context, boolean wrong) {
        return view.page("sign-in", Map.of("wrong", wrong), chrome(context));
    }

    private View.Chrome chrome(RoutingContext context) {
        return new View.Chrome(
                context.normalizedPath(),
                access.isSignedIn(context.request()),
                access.form(context.request()),
                access.canBeChanged(),
                new View.Moment(clock.instant().toString(), zone));
    }

    void html(RoutingContext context, int status, String text) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(text);
    }

    private static void json(RoutingContext context, int status, Object value) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(ShownJson.MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a page shows can always be written", e);
        }
    }
}
