package io.rankwire.console;

import io.rankwire.event.ProgramEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells browsers, by server-sent events, that something changed, at most twice a second; what changed they ask for. Who
 * does not read is not written to. Safe for use by many threads.
 */
final class LiveUpdates {
    private static final long AT_MOST_EVERY = 500;
    private static final long STILL_HERE_EVERY = 15_000;
    private static final int MOST_READERS = 100;

    private final Vertx vertx;
    private final Set<HttpServerResponse> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();

    LiveUpdates(Vertx vertx) {
        this.vertx = vertx;
        vertx.setPeriodic(STILL_HERE_EVERY, timer -> write(": still here\n\n"));
    }

    void serve(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (readers.size() >= MOST_READERS) {
            response.setStatusCode(503).end();
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .closeHandler(closed -> readers.remove(response))
                .exceptionHandler(failed -> readers.remove(response))
                .write("retry: 3000\n\n");
        readers.add(response);
    }

    void observe(ProgramEvent programEvent) {
        if (shows(programEvent) && due.compareAndSet(false, true)) {
            vertx.setTimer(AT_MOST_EVERY, timer -> {
                due.set(false);
                write("event: changed\ndata: {}\n\n");
            });
        }
    }

    /** Whether any page shows it. */
    private static boolean shows(ProgramEvent programEvent) {
        return !(programEvent instanceof ProgramEvent.Waited
                || programEvent instanceof ProgramEvent.Asked
                || programEvent instanceof ProgramEvent.Unreadable);
    }

    private void write(String text) {
        for (HttpServerResponse reader : readers) {
            if (!reader.ended() && !reader.writeQueueFull()) {
                reader.write(text);
            }
        }
    }
}
