package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's headers end with the answer that had them: none reaches a step that it could steer. */
class VendorHeadersTest {
    /** What some component would take for an order of its own route's author. */
    private static final List<String> ORDERS = List.of(
            "mail.smtp.host", "kafka.OVERRIDE_TOPIC", "CamelHttpUri", "camelfilename", "Long-Running-Action", "x-own");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Workplace workplace;
    private HttpServer vendor;

    @BeforeEach
    void open() throws IOException {
        workplace = new Workplace(folder);
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", this::answer);
        vendor.start();
        workplace.property("orders", String.join(",", ORDERS));
    }

    @AfterEach
    void close() throws IOException {
        vendor.stop(0);
        workplace.close();
    }

    /** What the sandbox answers, with headers of its own. */
    private void answer(HttpExchange exchange) throws IOException {
        String url = workplace.sandbox.properties().get("fastmoss.url") + exchange.getRequestURI();
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .header("Content-Type", "application/json")
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            ORDERS.forEach(order -> exchange.getResponseHeaders().set(order, "http://127.0.0.1:1/elsewhere"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void reachesNeitherRowStepsNorSinksNorTheNextRequest() throws Exception {
        String url = "http://127.0.0.1:" + vendor.getAddress().getPort();
        String refusals = ORDERS.stream().map("""
                                - choice:
                                    when:
                                      - simple: "${headers['%s']} != null"
                                        steps:
                                          - throwException: { exceptionType: java.lang.IllegalStateException, message: "%1$s came through" }
                        """::formatted).reduce("", String::concat);
        workplace
                .property("fastmoss.url", url)
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB", "period", "day", "transform", "direct:looks"),
                        "looking")
                .route("steps/looks", route("looks", refusals))
                .route("sinks/looking", route("looking", refusals + """
                                - to: { uri: "kamelet:export", parameters: { format: csv } }
                                - to: { uri: "kamelet:file-drop", parameters: { directory: data/archive } }
                        """));

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(workplace.files("data/archive")).hasSize(2);
        assertThat(workplace.sandbox.fastMoss().requests()).hasSizeGreaterThan(1);
    }

    private static String route(String name, String steps) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                """.formatted(name, name) + steps.indent(-8).indent(8);
    }
}
