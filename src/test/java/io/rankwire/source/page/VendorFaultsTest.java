package io.rankwire.source.page;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.rankwire.source.page.Shipped.ANALYTICS;
import static io.rankwire.source.page.Shipped.LIVE;
import static io.rankwire.source.page.Shipped.sample;
import static io.rankwire.source.page.Shipped.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.PageResult.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of faults, row by row, over HTTP. */
class VendorFaultsTest {
    private static final Instant NOW = Instant.parse("2026-04-06T12:00:00Z");
    private static final WireMockServer VENDOR = new WireMockServer(options().dynamicPort());

    @BeforeAll
    static void start() {
        VENDOR.start();
    }

    @AfterAll
    static void stop() {
        VENDOR.stop();
    }

    private static PageResult ask(String source, ResponseDefinitionBuilder answer) throws Exception {
        VENDOR.resetAll();
        VENDOR.stubFor(any(anyUrl()).willReturn(answer));
        PageRequest request = new PageRequest("GET", "/", false, Map.of(), "");
        return Shipped.reader(source)
                .read(Asked.send(URI.create(VENDOR.baseUrl()), "token", request, NOW), Expected.anything());
    }

    private static String described(PageResult result) {
        String kind = result.getClass().getSimpleName();
        if (result instanceof PageResult.Throttled throttled) {
            return kind + throttled.retryAfter().map(wait -> " " + wait).orElse("") + ": " + throttled.reason();
        }
        if (result instanceof PageResult.TransientFailure faltered) {
            return kind + faltered.retryAfter().map(wait -> " " + wait).orElse("") + ": " + faltered.reason();
        }
        return result instanceof Fault fault ? kind + ": " + fault.reason() : kind;
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/io/rankwire/source/faults.csv", useHeadersInDisplayName = true)
    void says(String vendor, int status, String retryAfter, String body, String expected) throws Exception {
        ResponseDefinitionBuilder answer = aResponse().withStatus(status);
        if (retryAfter != null) {
            answer.withHeader("Retry-After", retryAfter);
        }
        if (body != null) {
            answer.withBody(body)
                    .withHeader("Content-Type", body.startsWith("<") ? "text/html; charset=utf-8" : "application/json");
        }

        assertThat(described(ask(vendor.equals("FastMoss") ? LIVE : ANALYTICS, answer)))
                .isEqualTo(expected);
    }

    @Test
    void readsAPageThatComesInPieces() throws Exception {
        PageResult.Page page =
                (PageResult.Page) ask(LIVE, aResponse().withBody(sample(LIVE)).withChunkedDribbleDelay(5, 50));

        assertThat(Shipped.described(Shipped.source(LIVE).endpoint(), page))
                .isEqualTo(Shipped.text("/io/rankwire/source/expected/" + LIVE + ".txt"));
    }

    @ParameterizedTest
    @CsvSource({"200", "402", "429", "500"})
    void givesAReasonOfOneSafeLine(int status) {
        String hostile = "a\\u0000b\\r\\nc\\u2028d\\u2029e\\u0085f\\u202eg\\u2066h\\u200bi\\ud83d j";
        Fault fault = fault(status, "{\"code\":30001,\"msg\":\"" + hostile + "\"}");

        assertThat(fault).isEqualTo(new PageResult.AccessRefused("code 30001: a b c d e fghi j"));
    }

    @Test
    void keepsTheReasonShort() {
        Fault fault = fault(200, "{\"code\":10001,\"msg\":\"" + "😀".repeat(100_000) + "\"}");

        assertThat(fault).isEqualTo(new PageResult.Rejected("code 10001: " + "😀".repeat(99) + "…"));
    }

    @ParameterizedTest
    @CsvSource({
        "'invalid key sk_live_4eC39HqLyjWDarjtT1zdp7dc given', 'invalid key [secret] given'",
        "'Authorization: Bearer abc.def-ghi is not valid', 'Authorization: [secret] is not valid'",
        "'BEARER  xyz', '[secret]'"
    })
    void doesNotRepeatAKeyThatTheVendorRepeats(String message, String reason) {
        assertThat(fault(200, "{\"code\":30001,\"msg\":\"" + message + "\"}"))
                .isEqualTo(new PageResult.AccessRefused("code 30001: " + reason));
    }

    @Property
    void makesAnyTextOneBoundedLine(@ForAll String text) {
        assertThat(VendorText.line(text))
                .hasSizeLessThanOrEqualTo(200)
                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]")
                .isEqualTo(VendorText.line(text).strip());
    }

    @Test
    void showsNothingOfAnAnswerInWords() {
        HttpAnswer answer =
                new HttpAnswer(200, "text/html\u202e", Optional.of(Duration.ofSeconds(1)), utf8("<p>secret"));

        assertThat(answer).hasToString("HTTP 200 with 9 bytes of text/html");
        assertThat(new HttpAnswer(502, " ", Optional.empty(), new byte[0]))
                .hasToString("HTTP 502 with 0 bytes of undeclared type");
    }

    private static Fault fault(int status, String json) {
        return (Fault) Shipped.reader(LIVE).read(Shipped.answer(status, utf8(json)), Expected.anything());
    }
}
