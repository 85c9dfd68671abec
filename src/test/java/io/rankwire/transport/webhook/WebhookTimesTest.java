package io.rankwire.transport.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Delivery.Status;
import io.rankwire.route.step.SinkBench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Receivers that take too long. */
class WebhookTimesTest extends WebhookBench {
    private static final Map<String, String> SHORT = Map.of("connectTimeout", "1s", "answerTimeout", "1s");

    @Test
    void givesUpOnAReceiverThatSaysNothing() throws Exception {
        answer(aResponse().withStatus(200).withFixedDelay(60_000));
        endsInTime("Read timed out");
    }

    @Test
    void givesUpOnAReceiverThatTakesNoConnection() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fill(full);
            Map<String, String> parameters = Map.of(
                    "secretProperty", "hook.secret",
                    "allowHosts", "127.0.0.1",
                    "connectTimeout", "1s");
            try (SinkBench bench = bench("http://127.0.0.1:" + full.getLocalPort() + "/hooks", parameters)) {
                long start = System.nanoTime();
                Delivery.Progress progress = bench.deliver("first").progress();

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
                assertThat(progress.status()).isEqualTo(Status.DUE);
                assertThat(progress.lastError()).containsIgnoringCase("connect timed out");
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Connects until the server's queue takes no more. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (waiting.size() < 50) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
        throw new IllegalStateException("the queue takes any number");
    }

    @Test
    void givesUpOnAReceiverThatSendsByteByByte() throws Exception {
        try (DrippingPeer peer = new DrippingPeer("X-Never: ")) {
            Delivery.Progress progress = drip(peer);

            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains("no whole answer within 2 s");
            assertThat(peer.sent()).isPositive();
        }
    }

    @Test
    void readsNothingOfABodyThatNeverEnds() throws Exception {
        try (DrippingPeer peer = new DrippingPeer("Content-Length: 1000000\r\n\r\n")) {
            Delivery.Progress progress = drip(peer);

            assertThat(progress.status()).isEqualTo(Status.DELIVERED);
        }
    }

    private Delivery.Progress drip(DrippingPeer peer) throws Exception {
        Map<String, String> parameters = new HashMap<>(SHORT);
        parameters.put("secretProperty", "hook.secret");
        parameters.put("allowHosts", "127.0.0.1");
        try (SinkBench bench = bench("http://127.0.0.1:" + peer.port() + "/hooks", parameters)) {
            long start = System.nanoTime();
            Delivery.Progress progress = bench.deliver("first").progress();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            return progress;
        }
    }

    private void endsInTime(String says) throws Exception {
        try (SinkBench bench = plain(SHORT)) {
            long start = System.nanoTime();
            Delivery.Progress progress = bench.deliver("first").progress();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(progress.status()).isEqualTo(Status.DUE);
            assertThat(progress.lastError()).contains(says);
        }
    }
}
