package io.rankwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The real Prometheus with the shipped configuration, only quicker, and looking at one console. */
final class Prometheus implements AutoCloseable {
    private static final Path SHIPPED = Path.of("config/prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    /** Starts it; where it is not installed the test is skipped, but not on a build server. */
    Prometheus(Path folder, int console) throws IOException {
        requireInstalled();
        Files.copy(SHIPPED.resolve("rules.yml"), folder.resolve("rules.yml"));
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(SHIPPED.resolve("prometheus.yml"))
                        .replace("15s", "1s")
                        .replaceAll("(?m)^ *authorization:\\R.*credentials_file.*\\R", "")
                        .replace("rankwire:8080", "127.0.0.1:" + console));
        address = "127.0.0.1:" + freePort();
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    static void requireInstalled() {
        boolean there = List.of("prometheus", "promtool").stream()
                .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
        if (!there) {
            String reason = "there is no Prometheus here; install the package prometheus";
            Assertions.assertNotEquals("true", System.getenv("CI"), reason);
            System.out.println("Skipped: " + reason);
            Assumptions.abort(reason);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks its API until the answer is as wanted. */
    JsonNode until(String path, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < end) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                        .timeout(Duration.ofSeconds(10))
                        .build();
                last = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                JsonNode answer = new ObjectMapper().readTree(last).path("data");
                if (wanted.test(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                // It is still starting.
                last = e.toString();
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError(path + " did not become what is wanted; at last it said " + last);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
