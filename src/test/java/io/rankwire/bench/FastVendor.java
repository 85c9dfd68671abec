package io.rankwire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vendor that costs next to nothing: its pages are a recorded row again and again, under other keys and figures. Runs in
 * a process of its own, with the arguments shape, rows and, if answers are to come late, by how many milliseconds; it says
 * where it listens.
 */
public final class FastVendor implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("\"page\":\\s*(\\d+)|page_num=(\\d+)");
    private static final Pattern PERIOD = Pattern.compile("\"value\":\\s*\"([^\"]+)\"");

    private final Shape shape;
    private final int rows;
    private final Duration delay;
    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger requests = new AtomicInteger();

    /** How a page looks. */
    enum Shape {
        LIVE("fastmoss-live-top-product", "1729707172352594230", 100),
        ANALYTICS("keyapi-product-list-analytics", "1729873073559015752", 10);

        private final String row;
        private final String key;
        private final int pageSize;

        Shape(String sample, String key, int pageSize) {
            this.pageSize = pageSize;
            this.key = key;
            try (InputStream in = FastVendor.class.getResourceAsStream("/samples/" + sample + ".json")) {
                JsonNode data = new ObjectMapper().readTree(in).get("data");
                row = (data.has("list") ? data.get("list") : data).get(0).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int pageSize() {
            return pageSize;
        }
    }

    FastVendor(Shape shape, int rows) throws IOException {
        this(shape, rows, Duration.ZERO);
    }

    private FastVendor(Shape shape, int rows, Duration delay) throws IOException {
        this.shape = shape;
        this.rows = rows;
        this.delay = delay;
        // One that answers late has many to answer at once.
        this.threads = Executors.newFixedThreadPool(delay.isZero() ? 2 : 32, task -> {
            Thread thread = new Thread(task, "vendor");
            thread.setDaemon(true);
            return thread;
        });
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        Duration delay = Duration.ofMillis(arguments.length > 2 ? Long.parseLong(arguments[2]) : 0);
        System.out.println(new FastVendor(Shape.valueOf(arguments[0]), Integer.parseInt(arguments[1]), delay).url());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().getRawQuery()
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.incrementAndGet();
            byte[] answer = page(asked);
            LockSupport.parkNanos(delay.toNanos());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] page(String asked) throws IOException {
        Matcher page = PAGE.matcher(asked);
        int number = page.find() ? Integer.parseInt(page.group(1) == null ? page.group(2) : page.group(1)) : 1;
        Matcher period = PERIOD.matcher(asked);
        return page(number, period.find() ? period.group(1) : "");
    }

    /** A page's bytes; every period has the same rows in another order, so that most of them move. */
    byte[] page(int number, String period) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
        boolean live = shape == Shape.LIVE;
        write(out, live ? "{\"code\":0,\"data\":{\"list\":[" : "{\"code\":0,\"message\":\"success\",\"data\":[");
        int from = (number - 1) * shape.pageSize;
        for (int i = from; i < Math.min(rows, from + shape.pageSize); i++) {
            write(out, i > from ? "," : "");
            write(out, shape.row.replace(shape.key, key(i, period)));
        }
        write(out, live ? "],\"total\":" + rows + ",\"date_value\":\"" + period + "\"},\"request_id\":\"r\"}" : "]}");
        return out.toByteArray();
    }

    /** The key of a period's row, counted from 0. */
    static String key(int row, String period) {
        int shift = period.hashCode() & 7;
        return Long.toString(1_700_000_000_000_000_000L + row - row % 8 + (row + shift) % 8);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
