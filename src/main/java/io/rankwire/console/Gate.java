package io.rankwire.console;

import io.rankwire.console.observe.Health;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What every request passes first: the headers that browsers go by, who may read, and signing in. */
final class Gate {
    private static final String SIGN_IN = "/sign-in";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Site site;
    private final Access access;

    Gate(Site site, Access access) {
        this.site = site;
        this.access = access;
    }

    /** Puts the checks before everything else on the site, and the pages of signing in on it. */
    void open() {
        site.router().route().order(-2).handler(this::check);
        site.raw(SIGN_IN, context -> signIn(context, 200));
        site.form(SIGN_IN, context -> {
            Question question = new Question(context.request());
            if (access.signIn(context.request(), question.find("token").orElse(""))) {
                Site.goTo(context, "/");
            } else {
                site.refuse(context, () -> signIn(context, 401));
            }
        });
        site.form("/sign-out", context -> {
            access.signOut(context.request());
            Site.goTo(context, "/");
        });
    }

    private void signIn(RoutingContext context, int status) {
        site.show(context, status, "sign-in", Map.of("wrong", status != 200));
    }

    void check(RoutingContext context) {
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
            site.fail(context, 421, "This console answers to localhost and 127.0.0.1 only.");
        } else if (Provenance.isForeignChange(context.request())) {
            site.fail(context, 403, "A page of another origin asked for this; only the console's own pages may.");
        } else if (context.request().params().contains("token")) {
            site.fail(
                    context,
                    400,
                    "A token in an address ends up in logs and histories, and is not taken."
                            + " Send Authorization: Bearer …, or sign in at /sign-in.");
        } else if (Health.isProbe(path)
                || access.mayRead(context.request())
                || path.equals(SIGN_IN)
                || path.startsWith("/assets/")) {
            context.next();
        } else if (Site.isForPeople(path) && isReading(context)) {
            Site.goTo(context, SIGN_IN);
        } else {
            response.putHeader("WWW-Authenticate", "Bearer");
            site.refuse(context, () -> site.fail(context, 401, "Send the token: Authorization: Bearer …"));
        }
    }

    private static boolean isReading(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
