package io.rankwire.console;

import io.rankwire.listing.ShownJson;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What answers at which path, as a page, as JSON or otherwise, faults too. */
final class Site {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.console");

    /** So long an answer to a wrong token takes when many came before it. */
    private static final long GUESSING_COSTS = 1000;

    private final Vertx vertx;
    private final Router router;
    private final Access access;
    private final View view;
    private final String zone;
    private final Clock clock;

    Site(WebServer server, Access access, Settings settings, Clock clock, List<View.Tab> tabs) {
        this.vertx = server.vertx();
        this.router = server.router();
        this.access = access;
        this.clock = clock;
        this.zone = settings.zone().getId();
        this.view = new View(settings.zone(), tabs);
    }

    Router router() {
        return router;
    }

    /** A page and its JSON twin. */
    void page(String path, String template, Function<Question, ?> model) {
        raw(path, context -> show(context, 200, template, model.apply(new Question(context.request()))));
        raw(twin(path), context -> json(context, 200, model.apply(new Question(context.request()))));
    }

    /** Where the JSON of a page is. */
    static String twin(String path) {
        return path.equals("/") ? "/api/overview" : "/api" + path;
    }

    /** Something to be read, in whatever form. */
    void raw(String path, Answer answer) {
        serve(router.get(path).method(HttpMethod.HEAD), answer);
    }

    /** A form that anybody may send. */
    void form(String path, Answer answer) {
        serve(router.post(path), answer);
    }

    /** Something that changes things, as a form of a page, which leads to another page, and under {@code /api}. */
    void action(String path, Function<Question, Done> action) {
        form(path, context -> {
            requireChange(context);
            goTo(context, action.apply(new Question(context.request())).page());
        });
        form("/api" + path, context -> {
            requireChange(context);
            json(context, 200, action.apply(new Question(context.request())).result());
        });
    }

    /** Has a browser go on to another page. */
    static void goTo(RoutingContext context, String path) {
        context.response().setStatusCode(303).putHeader("Location", path).end();
    }

    /**
     * What an action did.
     *
     * @param page where to go from here
     * @param result what programs are told
     */
    record Done(String page, Map<String, Object> result) {}

    interface Answer {
        void give(RoutingContext context) throws Exception;
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

    static boolean isForPeople(String path) {
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

    private void serve(Route route, Answer answer) {
        route.blockingHandler(context -> serve(context, answer), false);
    }

    private void serve(RoutingContext context, Answer answer) {
        try {
            answer.give(context);
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
            show(context, status, "error", new View.Wrong(status, List.of(sentence)));
        } else {
            json(context, status, Map.of("error", sentence));
        }
    }

    private View.Chrome chrome(RoutingContext context) {
        return new View.Chrome(
                context.normalizedPath(),
                access.isSignedIn(context.request()),
                access.form(context.request()),
                access.canBeChanged(),
                new View.Moment(clock.instant().toString(), zone));
    }

    /** Shows a page that has no JSON twin. */
    void show(RoutingContext context, int status, String template, Object model) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(view.page(template, model, chrome(context)));
    }

    static void json(RoutingContext context, int status, Object value) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(ShownJson.text(value));
    }
}
