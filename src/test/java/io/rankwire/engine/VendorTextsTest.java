package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rankwire.kamelet.ExactKameletsTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts on their way from a feed's file to the vendor who is asked. */
class VendorTextsTest {
    private static final Pattern SEARCHED = Pattern.compile("(?:^|&)search_keyword=([^&]*)");

    private static final byte[] NOTHING =
            "{\"code\":0,\"message\":\"success\",\"data\":{\"total\":0,\"list\":[]}}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final List<String> searched = Collections.synchronizedList(new ArrayList<>());
    private Workplace workplace;
    private HttpServer vendor;

    @BeforeEach
    void open() throws IOException {
        workplace = new Workplace(folder).archive("csv");
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", this::answer);
        vendor.start();
        workplace
                .property(
                        "keyapi.url", "http://127.0.0.1:" + vendor.getAddress().getPort())
                .property("keyapi.requestsPerSecond", "1000");
    }

    @AfterEach
    void close() throws IOException {
        vendor.stop(0);
        workplace.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher query = SEARCHED.matcher(exchange.getRequestURI().getRawQuery());
            searched.add(
                    query.find() ? URLDecoder.decode(query.group(1), StandardCharsets.UTF_8) : "no such parameter");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, NOTHING.length);
            exchange.getResponseBody().write(NOTHING);
        }
    }

    @Test
    void arriveAsTheyAreWritten() throws IOException {
        List<String> texts = Stream.concat(ExactKameletsTest.texts().stream(), ExactKameletsTest.scalars().stream())
                .distinct()
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            String quoted = ExactKameletsTest.quoted(texts.get(i));
            String inside = quoted.substring(1, quoted.length() - 1);
            workplace.feed(
                    "search-" + i,
                    "keyapi-insights-products",
                    Map.of("region", "US", "searchKeyword", inside),
                    "archive");
        }

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(searched).as(result.err()).containsExactlyInAnyOrderElementsOf(texts);
    }
}
