package io.rankwire.engine;

import io.rankwire.console.Console;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** A running engine with its console open, and a client that asks it. */
final class Opened implements AutoCloseable {
    final Engine engine;
    final Console.Address address;
    /** Keeps to HTTP/1.1: an upgrade to HTTP/2 without TLS, which this client asks for by default, now and then hangs. */
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Over a workplace's files as they are; its feeds are polled by hand. */
    Opened(Workplace workplace) throws Exception {
        workplace.property("rankwire.console.port", "0").configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        try {
            address = engine.openConsole().orElseThrow();
            engine.shareWork();
            engine.desk().load(false);
        } catch (Exception e) {
            engine.close();
            throw e;
        }
    }

    /** Polls a feed now and makes every delivery that is due. */
    Opened poll(String feed) throws Exception {
        new FeedRunner(engine.context()).poll(feed);
        engine.dispatcher().settle();
        return this;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                headers);
    }

    /** What comes back for these characters, until the other side closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        engine.close();
    }
}
