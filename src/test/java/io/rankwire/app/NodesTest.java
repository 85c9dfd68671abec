package io.rankwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes over a real PostgreSQL and a real Kafka poll and deliver to four receivers, while one is killed, one is
 * stopped for a while, and the database and the broker are restarted. Every period is fetched once, every delivery made.
 *
 * <p>{@code -Drankwire.nodes.feeds=2000} for a large run, {@code -Drankwire.nodes.pace} for how many requests a second.
 */
class NodesTest {
    private static final int FEEDS = Integer.getInteger("rankwire.nodes.feeds", 16);
    private static final String PACE = System.getProperty("rankwire.nodes.pace", "6");
    private static final int PAGES = 3;
    private static final int SINKS = 4;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(Integer.getInteger("rankwire.nodes.minutes", 3));
    /** A node that is killed, stopped, or loses sight of database or broker. */
    private static final int DISTURBANCES = 4;

    @TempDir
    Path folder;

    private final List<KilledProgram> nodes = new ArrayList<>();
    private Workplace workplace;
    private Partners partners;
    private KafkaBroker kafka;
    private EmbeddedPostgres postgres;
    private int port;

    @BeforeEach
    void open() throws IOException {
        openDatabase();
        kafka = new KafkaBroker(folder.resolve("kafka"));
        workplace = new Workplace(folder)
                .property("fastmoss.requestsPerSecond", PACE)
                .property("rankwire.store.url", url())
                .property("rankwire.store.lease", "8s")
                .property("rankwire.bus", "kafka")
                .property("rankwire.kafka.brokers", kafka.address())
                .property("rankwire.kafka.partitions", "12")
                .property("rankwire.console.port", "");
        partners = new Partners(workplace, Files.createDirectories(folder.resolve("partners")));
        for (int number = 0; number < FEEDS; number++) {
            feed(number);
        }
        workplace.configure();
    }

    private void feed(int number) throws IOException {
        workplace.route("feed-" + number, """
                - route:
                    id: feed-%1$d
                    from:
                      uri: timer:feed-%1$d
                      parameters: {period: 20s}
                      steps:
                        - to:
                            uri: kamelet:fastmoss-live-top-product
                            parameters: {region: US, period: week, pageSize: 10, maxRows: %2$d, categoryId: %3$d}
                        - to:
                            uri: kamelet:publish
                            parameters: {sinks: "%4$s"}
                """.formatted(number, 10 * PAGES, 100 + number, Partners.SINKS));
    }

    private void openDatabase() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100");
        if (port != 0) {
            builder.setPort(port);
        }
        postgres = builder.start();
        port = postgres.getPort();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** Nodes are alike, but each is a machine with files of its own. */
    private KilledProgram node(int number) throws IOException {
        Path home = folder.resolve("node-" + number);
        if (Files.notExists(home)) {
            for (String part : List.of("routes", "config")) {
                copy(workplace.home.resolve(part), home.resolve(part));
            }
        }
        KilledProgram node = new KilledProgram(home, folder.resolve("node-" + number + ".log"));
        node.start("run");
        nodes.add(node);
        return node;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        nodes.forEach(KilledProgram::close);
        partners.close();
        workplace.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void fetchesOnceAndDeliversAllWhileNodesDatabaseAndBrokerComeAndGo() throws Exception {
        long began = System.nanoTime();
        List<String> told = new ArrayList<>();
        KilledProgram first = node(1);
        KilledProgram second = node(2);
        node(3);
        int step = FEEDS * PAGES / 6;
        await("polls begin", () -> partners.requests() > step);

        sendNonsense();
        await("the first node holds something", () -> held(first) > 0);
        first.kill();
        told.add("taken over from a killed node after " + untilNobodyHoldsAs(first) + " ms");
        await("polls after a kill", () -> partners.requests() > 2 * step);

        await("the second node holds something", () -> held(second) > 0);
        second.signal("STOP");
        told.add("taken over from a stopped node after " + untilNobodyHoldsAs(second) + " ms");
        await("polls beside a stopped node", () -> partners.requests() > 3 * step);

        postgres.close();
        openDatabase();
        second.signal("CONT");
        await("polls after the database was away", () -> partners.requests() > 4 * step);

        kafka.kill();
        kafka.start();
        node(1);
        await(
                "every delivery",
                () -> count("select count(*) from delivery where status = 'delivered'") == FEEDS * SINKS);
        told.add("all in " + (System.nanoTime() - began) / 1_000_000_000 + " s");
        judge(told);
    }

    /** What nobody can read, on both topics. */
    private void sendNonsense() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String topic : List.of("rankwire.polls", "rankwire.deliveries")) {
                producer.send(new ProducerRecord<>(topic, 0, "nobody", "{\"nonsense\":"))
                        .get();
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || nodes.stream().noneMatch(KilledProgram::isAlive)) {
                throw new AssertionError("no " + what + ": " + partners.requests() + " requests, "
                        + count("select count(*) from delivery where status = 'delivered'") + " delivered\n" + logs());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (KilledProgram node : nodes) {
            logs.append("----\n").append(node.log());
        }
        return logs.toString();
    }

    /** In milliseconds. */
    private long untilNobodyHoldsAs(KilledProgram node) throws Exception {
        long began = System.nanoTime();
        await("take-over", () -> held(node) == 0);
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** How many series the node holds. */
    private int held(KilledProgram node) throws SQLException {
        return count("select count(*) from claim where until > 0 and owner like '% as " + node.pid() + "@%'");
    }

    private int count(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void judge(List<String> told) throws Exception {
        assertThat(count("select count(*) from snapshot where status = 'complete'"))
                .isEqualTo(FEEDS);
        assertThat(count("select count(*) from delivery")).isEqualTo(FEEDS * SINKS);
        Map<String, Integer> again = new TreeMap<>();
        partners.questions()
                .forEach((question, asked) ->
                        again.merge(question.replaceAll(".*\"category_id\":(\\d+).*", "$1"), asked - 1, Integer::sum));
        assertThat(again).hasSize(FEEDS);
        assertThat(again.values()).as("of each feed one page a disturbance").allMatch(times -> times <= DISTURBANCES);
        assertThat(partners.questions()).hasSize(FEEDS * PAGES);
        int hooksAgain = repeats(partners.hooksById());
        int mailsAgain = repeats(partners.mailsById());
        // Every file and its manifest.
        assertThat(partners.files.contents().keySet()).hasSize(2 * FEEDS);
        assertThat(partners.sftpFiles.contents().keySet()).hasSize(2 * FEEDS);
        // Once each, and once more at the most where the node that had skipped it died before it could say so.
        assertThat(skipped()).isBetween(2, 4);
        told.add("pages asked for again: "
                + again.values().stream().mapToInt(Integer::intValue).sum() + " of " + partners.requests());
        told.add("webhooks repeated: " + hooksAgain);
        told.add("mails repeated: " + mailsAgain);
        System.out.println("NodesTest: " + FEEDS + " feeds: " + told);
    }

    /** How often something on a topic could not be read. */
    private int skipped() throws IOException {
        int skipped = 0;
        for (int number = 1; number <= 3; number++) {
            String log = Files.readString(folder.resolve("node-" + number + ".log"));
            skipped += log.split("is no work item, and is skipped", -1).length - 1;
        }
        return skipped;
    }

    /** How many came more than once; each with the bytes of the first. */
    private static int repeats(Map<String, List<String>> byId) {
        assertThat(byId).hasSize(FEEDS);
        assertThat(byId.values()).allMatch(bodies -> bodies.stream().distinct().count() == 1);
        return byId.values().stream().mapToInt(List::size).sum() - byId.size();
    }
}
