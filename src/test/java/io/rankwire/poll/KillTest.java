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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that polls is killed, again and again, as a machine kills it: without a last word. */
class KillTest {
    private static final int KILLS = 5;

    @TempDir
    Path home;

    @TempDir
    Path calmHome;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Vendor vendor =
            new Vendor().publish("2026-13", Vendor.rows(40)).publish("2026-14", Vendor.rows(150));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Process> child = new AtomicReference<>();
    private final AtomicInteger killIn = new AtomicInteger();
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
    }

    /** Answers; and kills who asked, before the answer or a moment after it, when it is time to. */
    private void serve(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpAnswer answer = vendor.answer(question);
        // The one that asked: by the time it is killed its successor may be there.
        Process asking = child.get();
        boolean kill = killIn.decrementAndGet() == 0;
        if (kill && random.nextInt(3) == 0) {
            asking.destroyForcibly();
        }
        try (exchange) {
            exchange.sendResponseHeaders(200, answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } finally {
            if (kill) {
                LockSupport.parkNanos(random.nextInt(30_000_000));
                asking.destroyForcibly();
            }
        }
    }

    /** The child's exit code. */
    private int poll(int atOnce) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(Stores.forChildren()));
        command.addAll(List.of(
                "-cp",
                classPath,
                PollingChild.class.getName(),
                home.toString(),
                "http://localhost:" + server.getAddress().getPort(),
                Integer.toString(atOnce)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(home.toFile(), "child.log"))
                .start();
        child.set(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aRankingThatWasFetchedUnderKillsIsTheOneFetchedInPeaceAndAnswersAreLostOnlyInFlight(int atOnce)
            throws Exception {
        System.out.println("KillTest seed " + seed);
        int kills = 0;
        int code;
        do {
            // Each gets a page farther than the one before: at one that kills twice a poll would leave off.
            killIn.set(kills < KILLS ? atOnce + 1 + random.nextInt(7) : 0);
            code = poll(atOnce);
            kills += code == PollingChild.DONE ? 0 : 1;
            assertThat(code)
                    .as("the successor claims the series at once (seed %s)", seed)
                    .isNotEqualTo(PollingChild.BUSY);
        } while (code != PollingChild.DONE && kills < 2 * KILLS);

        assertThat(code).isEqualTo(PollingChild.DONE);
        assertThat(kills).isBetween(1, KILLS);
        int requests = vendor.requests();
        try (Desk calm = new Desk(calmHome, new TestClock("2026-04-08T08:00:00Z"), vendor::answer);
                Desk killed = new Desk(home, new TestClock("2026-04-08T08:00:00Z"), vendor::answer)) {
            Seen undisturbed = calm.seen(PollingChild.fetch(calm));
            int needed = vendor.requests() - requests;
            Snapshot snapshot = PollingChild.fetch(killed);

            assertThat(killed.seen(snapshot)).as("seed %s", seed).isEqualTo(undisturbed);
            assertThat(requests).isBetween(needed, needed + kills * atOnce);
            // What was taken for a request that was not sent any more counts as spent.
            assertThat(killed.spent()).isBetween(2L * requests, 2L * (requests + kills * atOnce));
        }
    }
}
