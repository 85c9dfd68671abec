package io.rankwire.engine;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Vert.x for the console, which takes a while to be made, made beside the start of the rest. For one thread. */
final class VertxAhead implements AutoCloseable {
    private @Nullable CompletableFuture<Vertx> made;

    void begin(boolean wanted) {
        if (wanted) {
            made = CompletableFuture.supplyAsync(Vertx::vertx, making -> new Thread(making, "console-ahead").start());
        }
    }

    Vertx get() {
        return made == null ? Vertx.vertx() : made.join();
    }

    /** The console closes it too; this is for a start that fails before there is a console. */
    @Override
    public void close() {
        if (made != null) {
            made.join().close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
