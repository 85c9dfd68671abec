package io.rankwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.OperatorMistake;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServerTest {
    private static final String HOST = "127.0.0.1";

    private static WebServer start(int connections, Duration idle) {
        WebServer server =
                new WebServer(Vertx.vertx(), new WebServer.Place(HOST, 0), new WebServer.Bounds(connections, idle));
        server.router().route().handler(context -> context.response().end("here"));
        server.start();
        return server;
    }

    private static Socket connect(WebServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void closesAConnectionOnWhichNothingHappens() throws IOException {
        try (WebServer server = start(10, Duration.ofMillis(200));
                Socket silent = connect(server);
                Socket half = connect(server)) {
            half.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));

            assertThat(isClosed(silent)).isTrue();
            assertThat(isClosed(half)).isTrue();
        }
    }

    @Test
    void holdsSoManyConnectionsAndNoMore() throws IOException {
        try (WebServer server = start(1, Duration.ofMinutes(1));
                Socket first = connect(server)) {
            try (Socket second = connect(server)) {
                assertThat(isClosed(second)).isTrue();
            }
            first.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (WebServer server = start(1, Duration.ofMinutes(1));
                WebServer other = new WebServer(
                        Vertx.vertx(), new WebServer.Place(HOST, server.port()), WebServer.Bounds.USUAL)) {
            assertThatThrownBy(other::start)
                    .hasRootCauseInstanceOf(IOException.class)
                    .satisfies(thrown -> assertThat(OperatorMistake.in(thrown).orElseThrow())
                            .hasMessageContaining("the console cannot listen on " + HOST + ":" + server.port()));
        }
    }
}
