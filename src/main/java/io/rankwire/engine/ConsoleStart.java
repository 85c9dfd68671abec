package io.rankwire.engine;

import io.rankwire.console.Console;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.settings.Settings;
import io.rankwire.text.Reason;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the console, for which Vert.x can be made beside the start of the rest, since that takes a while. For one thread. */
final class ConsoleStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.console");

    private @Nullable CompletableFuture<Vertx> made;

    private static boolean isWanted(Settings settings) {
        return !settings.hasBlank("rankwire.console.port");
    }

    /** Begins to make what a console takes. */
    void prepare(Settings settings) {
        if (isWanted(settings)) {
            made = CompletableFuture.supplyAsync(Vertx::vertx, making -> new Thread(making, "console-ahead").start());
        }
    }

    /** Opens the console, unless the settings switch it off. */
    Optional<Console.Address> open(Settings settings, Supplier<ConsoleServices> services) throws Exception {
        if (!isWanted(settings)) {
            return Optional.empty();
        }
        return Optional.of(Console.open(services.get(), made == null ? Vertx.vertx() : made.join()));
    }

    /** An open console closes Vert.x too; this is for a start that fails before there is one. Never fails itself. */
    @Override
    public void close() {
        if (made != null) {
            var unused = made.thenCompose(vertx -> vertx.close().toCompletionStage())
                    .handle((closed, fault) -> isClosed(fault))
                    .join();
        }
    }

    private static boolean isClosed(@Nullable Throwable fault) {
        if (fault != null) {
            LOG.warn("Vert.x was not closed: {}", Reason.of(fault));
        }
        return fault == null;
    }
}
