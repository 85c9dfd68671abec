package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.page.HttpAnswer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that polls is stopped in the middle, and goes on when another has long taken its run over. */
@DisabledOnOs(OS.WINDOWS)
class PauseTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final int PAGES = 30;

    @TempDir
    Path home;

    private final Vendor vendor =
            new Vendor().publish("2026-13", Vendor.rows(5)).publish("2026-14", Vendor.rows(5 * PAGES));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Process> child = new CompletableFuture<>();
    private final CompletableFuture<Instant> stopped = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
        child.join().destroyForcibly();
    }

    /** Answers; at the tenth request it first stops who asked, who has the answer in hand when it goes on. */
    private void serve(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpAnswer answer = vendor.answer(question);
        if (vendor.requests() == 10) {
            signal("STOP");
        }
        try (exchange) {
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
        if (vendor.requests() == 10) {
            stopped.complete(Instant.now());
        }
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.join().pid()))
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    private void start() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(Stores.forChildren()));
        command.addAll(List.of(
                "-Drankwire.test.lease=" + LEASE,
                "-cp",
                classPath,
                PollingChild.class.getName(),
                home.toString(),
                "http://localhost:" + server.getAddress().getPort(),
                "1"));
        child.complete(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(home.toFile(), "child.log"))
                .start());
    }

    @Test
    void aProcessThatWasPausedWritesNothingIntoARunThatAnotherTookOver() throws Exception {
        start();
        Instant pausedAt = stopped.get(60, TimeUnit.SECONDS);
        try (Desk successor = new Desk(home, Clock.systemUTC(), vendor::answer)) {
            while (successor.poll(Asked.weekly().on("2026-W14").feed()) instanceof Outcome.Busy) {
                assertThat(Duration.between(pausedAt, Instant.now())).isLessThan(Duration.ofSeconds(30));
                LockSupport.parkNanos(10_000_000);
            }
            System.out.println("taken over and fetched " + Duration.between(pausedAt, Instant.now())
                    + " after the pause began, with a lease of " + LEASE);
            Snapshot snapshot = PollingChild.fetch(successor);
            Seen before = successor.seen(snapshot);

            signal("CONT");

            assertThat(child.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.get().exitValue()).isEqualTo(PollingChild.BUSY);
            assertThat(successor.snapshots().find(snapshot.id())).contains(snapshot);
            assertThat(successor.seen(snapshot)).isEqualTo(before);
            assertThat(before.raw()).isEqualTo(Vendor.rows(5 * PAGES));
        }
        // The page that the paused one had in hand was bought once more; nothing else.
        assertThat(vendor.requests()).isEqualTo(PAGES + 1 + 1);
    }
}
