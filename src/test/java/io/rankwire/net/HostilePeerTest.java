package io.rankwire.net;

import static io.rankwire.transport.webhook.HostilePeer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.Reason;
import io.rankwire.transport.webhook.HostilePeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vendors that are sick or hostile, each at the other end of a real socket. */
@Timeout(60)
class HostilePeerTest {
    private static final String HEAD = "the head of the answer has 100 headers or more, or a line longer than 8 KB";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Duration deadline = Duration.ofSeconds(50);
    private ProducerTemplate vendor;

    @BeforeEach
    void start() {
        context.getRegistry().bind("bounded-http", new BoundedHttp(Underway.of(context), () -> deadline));
        context.start();
        vendor = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange ask(HostilePeer peer) {
        return vendor.request(
                "http:vendor?throwExceptionOnFailure=false&httpClientConfigurer=#bounded-http",
                exchange -> exchange.getMessage().setHeader(Exchange.HTTP_URI, peer.url() + "/ranking"));
    }

    private static String reason(Exchange answer) {
        return Reason.of(answer.getException());
    }

    private static String[] withHeaders(int count) {
        List<String> lines = new ArrayList<>(List.of("HTTP/1.1 200 OK", "Content-Length: 2"));
        lines.addAll(Collections.nCopies(count - 1, "X-More: x"));
        lines.addAll(List.of("", "ok"));
        return lines.toArray(String[]::new);
    }

    static Stream<Arguments> heads() {
        String long_ = "x".repeat(9_000);
        return Stream.of(
                Arguments.of("many headers", withHeaders(100)),
                Arguments.of("a long header", new String[] {"HTTP/1.1 200 OK", "X-Long: " + long_, "", ""}),
                Arguments.of("a long status line", new String[] {"HTTP/1.1 200 " + long_, "", ""}),
                Arguments.of("a header over many lines", new String[] {
                    "HTTP/1.1 200 OK",
                    "X-Folded: x",
                    String.join("\r\n", Collections.nCopies(1_000, " " + "x".repeat(100))),
                    "",
                    ""
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void refusesAHeadBeyondItsBounds(String what, String[] answer) throws IOException {
        try (HostilePeer peer = HostilePeer.saying(answer)) {
            assertThat(reason(ask(peer))).as(what).isEqualTo(HEAD);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesAHeadWithinItsBounds() throws IOException {
        try (HostilePeer peer = HostilePeer.saying(withHeaders(99))) {
            assertThat(ask(peer).getMessage().getBody(String.class)).isEqualTo("ok");
        }
    }

    @Test
    void readsNothingOfABodyThatIsDeclaredTooLarge() throws Exception {
        try (HostilePeer peer = new HostilePeer((self, out) -> {
            out.write(text("HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\n"));
            byte[] piece = new byte[1 << 16];
            while (true) {
                out.write(piece);
            }
        })) {
            assertThat(reason(ask(peer))).isEqualTo("the answer is larger than 32 MB");
            assertThat(peer.sent()).as("what fits into buffers").isLessThan(BoundedHttp.LARGEST);
        }
    }

    @Test
    void readsNoMoreOfABodyOnceItIsTooLarge() throws Exception {
        try (HostilePeer peer = new HostilePeer((self, out) -> {
            out.write(text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            byte[] piece = new byte[1 << 16];
            while (true) {
                out.write(text("10000\r\n"));
                out.write(piece);
                out.write(text("\r\n"));
            }
        })) {
            assertThat(reason(ask(peer))).isEqualTo("the answer is larger than 32 MB");
            assertThat(peer.sent()).isLessThan(2L * BoundedHttp.LARGEST);
        }
    }

    @Test
    void countsABodyAfterItIsUnpacked() throws Exception {
        try (HostilePeer peer = new HostilePeer((self, out) -> {
            out.write(text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"));
            GZIPOutputStream packed = new GZIPOutputStream(out);
            packed.write(new byte[BoundedHttp.LARGEST + 1]);
            packed.finish();
        })) {
            assertThat(reason(ask(peer))).isEqualTo("the answer is larger than 32 MB");
        }
    }

    static Stream<Arguments> drips() {
        return Stream.of(
                Arguments.of("in its head", "HTTP/1.1 200 OK\r\nX-Never: ", "x"),
                Arguments.of("in its body", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"),
                Arguments.of("before it begins", "", "HTTP/1.1 102 Processing\r\n\r\n"),
                Arguments.of("in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drips")
    void endsAnAnswerThatDrips(String where, String begin, String bytes) throws IOException {
        try (HostilePeer peer = new HostilePeer((self, out) -> {
            out.write(text(begin));
            self.drip(out, bytes);
        })) {
            deadline = Duration.ofSeconds(2);
            long start = System.nanoTime();
            assertThat(reason(ask(peer))).as(where).isEqualTo("socket timeout: no whole answer within 2 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void endsWhatIsUnderWayWhenTheProgramStops() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (HostilePeer peer = new HostilePeer((self, out) -> {
            out.write(text("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
            asked.complete(null);
            self.drip(out, "x");
        })) {
            CompletableFuture<Exchange> answer = CompletableFuture.supplyAsync(() -> ask(peer));
            asked.join();
            Underway.of(context).stop(Duration.ofMillis(10));

            assertThat(reason(answer.join())).isEqualTo("socket timeout: the program stops");
            assertThat(Underway.of(context).pause(Duration.ofDays(1))).isFalse();
        }
    }

    /** It sends traces; what it bounds is its own, in all Javas that Rankwire runs on. */
    @Test
    void javasOwnClientBoundsAHeadToo() throws Exception {
        String line = "X-More: " + "x".repeat(1_000) + "\r\n";
        try (HostilePeer peer = HostilePeer.saying("HTTP/1.1 200 OK", line.repeat(400) + "Content-Length: 0", "", "")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(peer.url())).build();
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Header size too big");
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (HostilePeer elsewhere = HostilePeer.saying("HTTP/1.1 200 OK", "Content-Length: 0", "", "");
                HostilePeer peer = HostilePeer.saying(
                        "HTTP/1.1 307 Go", "Location: " + elsewhere.url(), "Content-Length: 0", "", "")) {
            assertThat(ask(peer).getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(307);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void asksTheNextServerAsIfNothingHadHappened() throws IOException {
        try (HostilePeer bad = HostilePeer.saying(withHeaders(100));
                HostilePeer good = HostilePeer.saying(withHeaders(2))) {
            ask(bad);
            assertThat(ask(good).getMessage().getBody(String.class)).isEqualTo("ok");
        }
    }
}
