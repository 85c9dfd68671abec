package io.rankwire.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Nodes as processes over a real PostgreSQL and a real Kafka, four receivers and a vendor that counts what it is asked. */
final class Cluster implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(8);

    final Path folder;
    final Workplace workplace;
    final Partners partners;
    final KafkaBroker kafka;
    final List<KilledProgram> nodes = new ArrayList<>();
    private final String heap;
    private EmbeddedPostgres postgres;
    private int port;

    /**
     * A cluster without nodes and feeds.
     *
     * @param pace in requests a second
     * @param heap what a node may have, as {@code -Xmx} takes it
     */
    Cluster(Path folder, String pace, String heap) throws IOException {
        this.folder = folder;
        this.heap = heap;
        startDatabase();
        kafka = new KafkaBroker(folder.resolve("kafka"));
        workplace = new Workplace(folder)
                .property("fastmoss.requestsPerSecond", pace)
                .property("rankwire.store.url", url())
                .property("rankwire.store.lease", LEASE.toSeconds() + "s")
                .property("rankwire.bus", "kafka")
                .property("rankwire.kafka.brokers", kafka.address())
                .property("rankwire.kafka.partitions", "12")
                .property("rankwire.console.port", "");
        partners = new Partners(workplace, Files.createDirectories(folder.resolve("partners")));
    }

    void startDatabase() throws IOException {
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

    void stopDatabase() throws IOException {
        postgres.close();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    private Path home(int number) {
        return folder.resolve("node-" + number);
    }

    /** Starts a node. Nodes are alike, but each is a machine with files of its own. */
    KilledProgram node(int number) throws IOException {
        if (Files.notExists(home(number))) {
            workplace.configure();
            copy("routes", number);
            copy("config", number);
        }
        KilledProgram node = new KilledProgram(home(number), log(number), "-Xmx" + heap);
        node.start("run");
        nodes.add(node);
        return node;
    }

    /** Has a node have the files that the workplace has now. */
    void copy(String part, int number) throws IOException {
        Path from = workplace.home.resolve(part);
        Path to = home(number).resolve(part);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.notExists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.writeString(copy, Files.readString(file));
                }
            }
        }
    }

    private Path log(int number) {
        return folder.resolve("node-" + number + ".log");
    }

    /** What all nodes said. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (int number = 1; Files.exists(log(number)); number++) {
            logs.append("---- node ").append(number).append('\n').append(Files.readString(log(number)));
        }
        return logs.toString();
    }

    /** How many series the node holds. */
    int held(KilledProgram node) throws SQLException {
        return count("select count(*) from claim where until > 0 and owner like '% as " + node.pid() + "@%'");
    }

    int delivered() throws SQLException {
        return count("select count(*) from delivery where status = 'delivered'");
    }

    int count(String query) throws SQLException {
        return (int) number(query);
    }

    double number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** Two columns as a map. */
    Map<String, String> map(String query) throws SQLException {
        Map<String, String> map = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                map.put(rows.getString(1), rows.getString(2));
            }
        }
        return map;
    }

    /** Seconds of processor time so far, of whom. */
    Map<String, Double> processorTime() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
        Map<String, Double> time = new TreeMap<>();
        nodes.stream()
                .filter(KilledProgram::isAlive)
                .forEach(node ->
                        time.merge("nodes", seconds(ProcessHandle.of(node.pid()).orElseThrow()), Double::sum));
        time.put("kafka", seconds(kafka.process()));
        ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .forEach(one -> time.merge("postgresql", seconds(one), Double::sum));
        time.put("vendor and receivers", seconds(ProcessHandle.current()));
        return time;
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** What is kept, in bytes, with indexes and what is dead among them. */
    List<String> sizes(int rowsOnAPage) throws IOException, SQLException {
        return List.of(
                "a row: placement " + each("placement") + ", page " + each("page", rowsOnAPage),
                "a run: " + each("snapshot"),
                "a delivery: " + (each("delivery") + each("attempt")),
                "an item on Kafka: " + kafka.bytes("rankwire.") / items());
    }

    /** How many were ever sent. */
    private long items() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.address());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            return Stream.of("rankwire.polls", "rankwire.deliveries")
                    .map(consumer::partitionsFor)
                    .map(partitions -> partitions.stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList())
                    .flatMap(partitions -> consumer.endOffsets(partitions).values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private long each(String table) throws SQLException {
        return each(table, 1);
    }

    private long each(String table, int parts) throws SQLException {
        return Math.round(number("select pg_total_relation_size('" + table + "')::float8 / " + parts
                + " / greatest(1, (select count(*) from " + table + "))"));
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(KilledProgram::close);
        partners.close();
        workplace.close();
        kafka.close();
        postgres.close();
    }
}
