package io.rankwire.console;

import io.rankwire.text.OperatorMistake;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** An HTTP server that holds a bounded number of connections, and none on which nothing happens. */
final class WebServer extends ServiceSupport {
    private final Vertx vertx;
    private final Router router;
    private final AtomicInteger open = new AtomicInteger();
    private final Place place;
    private final Bounds bounds;
    private @Nullable HttpServer server;

    /** Where it listens; port 0 for any that is free. */
    record Place(String host, int port) {}

    /**
     * What it bears.
     *
     * @param connections at the same time; one more is closed at once
     * @param idle after so long without a byte in either direction a connection is closed
     */
    record Bounds(int connections, Duration idle) {
        static final Bounds USUAL = new Bounds(256, Duration.ofMinutes(1));
    }

    WebServer(Vertx vertx, Place place, Bounds bounds) {
        this.vertx = vertx;
        this.router = Router.router(vertx);
        this.place = place;
        this.bounds = bounds;
    }

    Vertx vertx() {
        return vertx;
    }

    Router router() {
        return router;
    }

    /** The port that it listens on. */
    int port() {
        if (server == null) {
            throw new IllegalStateException("the server is not started");
        }
        return server.actualPort();
    }

    /** @throws OperatorMistake if the port is taken */
    @Override
    protected void doStart() {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout((int) bounds.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // So a connection is counted from its first moment, not from its first byte.
                .setHttp2ClearTextEnabled(false);
        HttpServer made =
                vertx.createHttpServer(options).connectionHandler(this::count).requestHandler(router);
        server = made;
        try {
            made.listen(place.port(), place.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new OperatorMistake(
                    "the console cannot listen on " + place.host() + ":" + place.port() + ": "
                            + Optional.ofNullable(e.getCause()).orElse(e).getMessage()
                            + "; set rankwire.console.port to another port, or to nothing for no console",
                    e);
        }
    }

    private void count(HttpConnection connection) {
        connection.closeHandler(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > bounds.connections()) {
            connection.close();
        }
    }

    @Override
    protected void doStop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
