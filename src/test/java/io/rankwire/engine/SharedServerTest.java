package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rankwire.poll.Stores;
import io.rankwire.store.Store;
import io.rankwire.text.Sha256;
import io.rankwire.transport.drop.CuttingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two engines share a PostgreSQL and nothing else; the wire to it can be cut. */
@Timeout(300)
class SharedServerTest {
    private static final int PAGES = 2;

    @TempDir
    Path folder;

    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final Queue<String> hooks = new ConcurrentLinkedQueue<>();
    private CuttingProxy wire;
    private HttpServer receiver;
    private Workplace workplace;
    private Runnable atHook = () -> {};

    @BeforeEach
    void open() throws IOException {
        String server = Stores.postgresqlUrl(folder);
        wire = new CuttingProxy(URI.create(server.substring("jdbc:".length())).getPort());
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        workplace = new Workplace(folder)
                .property("rankwire.store.url", server.replaceFirst("localhost:\\d+", "127.0.0.1:" + wire.port()))
                .property("rankwire.store.lease", "10s")
                .property(
                        "partner.url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/")
                .archive("csv")
                .webhook("hook", "partner.url");
        workplace.sandbox.fastMoss().onRequest(questions::add);
    }

    @AfterEach
    void close() throws IOException {
        wire.bringBack();
        receiver.stop(0);
        workplace.close();
        wire.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            hooks.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            atHook.run();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void feeds(int count) throws IOException {
        for (int number = 0; number < count; number++) {
            workplace.route("feed-" + number, """
                    - route:
                        id: feed-%1$d
                        from:
                          uri: timer:feed-%1$d
                          parameters: {period: 1000, delay: 0}
                          steps:
                            - to:
                                uri: kamelet:fastmoss-live-top-product
                                parameters: {region: US, period: week, pageSize: 10, maxRows: %2$d, categoryId: %3$d}
                            - to:
                                uri: kamelet:publish
                                parameters: {sinks: "archive, hook"}
                    """.formatted(number, 10 * PAGES, 100 + number));
        }
    }

    private Opened node() throws Exception {
        return new Opened(workplace);
    }

    private static void run(Opened... nodes) throws Exception {
        for (Opened node : nodes) {
            assertThat(node.engine.desk().problems()).isEmpty();
            node.engine.desk().startFeeds();
            node.engine.dispatchByItself();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int count(Opened node, String query) {
        Store store = node.engine.store();
        return store.untilDone(() -> store.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one()));
    }

    /** How many series are held for now, seen without the wire. */
    private int held() throws SQLException {
        try (Connection connection = DriverManager.getConnection(Stores.postgresqlUrl(folder));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from claim where until > " + System.currentTimeMillis())) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int delivered(Opened node) {
        return count(node, "select count(*) from delivery where status = 'delivered'");
    }

    /** What the folder has, as the ledger says it. */
    private void assertThatArchiveIsAsWrittenDown(Opened node) throws IOException {
        Map<String, String> owed = node.engine.store().jdbi().withHandle(handle -> handle.createQuery(
                        "select document, sha256 from delivery where sink = 'archive' and status = 'delivered'")
                .setMapKeyColumn("document")
                .setMapValueColumn("sha256")
                .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
        Map<String, String> there = new TreeMap<>();
        for (String file : workplace.files("data/archive")) {
            if (!file.endsWith(".manifest.json")) {
                there.put(file, Sha256.hex(Files.readAllBytes(workplace.home.resolve("data/archive/" + file))));
            }
        }
        assertThat(there).isEqualTo(owed);
    }

    @Test
    void pollOnceDeliverOnceAndShareBudgetPaceAndDigest() throws Exception {
        int feeds = 6;
        int perSecond = 10;
        int affordable = feeds * PAGES - 1;
        feeds(feeds);
        workplace
                .property("fastmoss.requestsPerSecond", Integer.toString(perSecond))
                .property("fastmoss.requestsPerMonth", Integer.toString(affordable))
                .sink("team", "ranking-report", Map.of("top", "5"), "email", Map.of("to", "team@example.com"))
                .route("reports/every-second", """
                        - route:
                            id: every-second
                            from:
                              uri: quartz:every-second
                              parameters: {cron: 0/1 * * * * ?}
                              steps:
                                - to:
                                    uri: kamelet:digest
                                    parameters: {feeds: "feed-0, feed-1"}
                                - to:
                                    uri: kamelet:publish
                                    parameters: {sinks: team}
                        """);
        try (Opened one = node();
                Opened other = node()) {
            long began = System.nanoTime();
            run(one, other);
            // One feed is told that it is stopped, and one mail goes out for the rankings of both feeds or of one each.
            await(() -> hooks.size() >= feeds && delivered(one) >= 2 * (feeds - 1) + 1);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            int moments = count(one, "select count(*) from digest");
            await(() -> count(one, "select count(*) from digest") >= moments + 3
                    && count(one, "select count(*) from delivery where status = 'due'") == 0);

            assertThat(took).isGreaterThan(Duration.ofMillis(1000L * (affordable - 1) / perSecond));
            assertThat(questions).hasSize(affordable).doesNotHaveDuplicates();
            assertThat(count(one, "select sum(used) from budget where feed = ''"))
                    .isEqualTo(affordable);
            assertThat(hooks).hasSize(feeds).doesNotHaveDuplicates();
            assertThatArchiveIsAsWrittenDown(one);
            assertThat(count(one, "select count(*) from attempt")).isEqualTo(delivered(one));
            List<String> told = one.engine.store().jdbi().withHandle(handle -> handle.createQuery(
                            "select name || label || snapshot_id from digest_ranking where news = 1")
                    .mapTo(String.class)
                    .list());
            assertThat(told).doesNotHaveDuplicates();
            assertThat(workplace.sandbox.smtp().messages())
                    .hasSize(count(one, "select count(*) from delivery where sink = 'team' and status = 'delivered'"))
                    .hasSizeBetween(1, told.size());
        }
    }

    @Test
    void waitForADatabaseThatIsLostAndLoseAndDoubleNothing() throws Exception {
        int feeds = 4;
        int pages = feeds * PAGES;
        feeds(feeds);
        workplace.sandbox.fastMoss().onRequest(question -> {
            questions.add(question);
            if (questions.size() == 3) {
                wire.takeAway();
            }
        });
        atHook = () -> {
            // It has come, and cannot be marked as delivered.
            if (hooks.size() == 2) {
                wire.takeAway();
            }
        };
        try (Opened one = node();
                Opened other = node()) {
            assertThat(one.get("/observe/health/ready").statusCode()).isEqualTo(200);
            run(one, other);
            await(() -> one.get("/observe/health/ready").statusCode() == 503
                    && other.get("/observe/health/ready").statusCode() == 503);
            assertThat(one.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(questions).hasSizeLessThan(pages);
            // Its lease is not prolonged, and yet no other node takes the series.
            await(() -> held() == 0);

            wire.bringBack();
            await(() -> hooks.size() >= 2);
            int before = wire.refused();
            await(() -> wire.refused() > before + 2);
            wire.bringBack();
            await(() -> delivered(one) == 2 * feeds);

            assertThat(one.get("/observe/health/ready").statusCode()).isEqualTo(200);
            assertThat(Collections.unmodifiableCollection(questions))
                    .hasSize(pages)
                    .doesNotHaveDuplicates();
            assertThat(hooks).hasSize(feeds).doesNotHaveDuplicates();
            assertThatArchiveIsAsWrittenDown(one);
            assertThat(count(one, "select count(*) from attempt")).isEqualTo(2 * feeds);
            assertThat(count(one, "select count(*) from snapshot where status = 'complete'"))
                    .isEqualTo(feeds);
        }
    }
}
