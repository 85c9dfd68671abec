package io.rankwire.engine;

import io.rankwire.transport.webhook.Certificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real Kafka of one broker, which is its own controller, in a process of its own, to be killed and started again. */
final class KafkaBroker implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("target/kafka.classpath");
    private static final long A_MINUTE_IN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path folder;
    private final int port = freePort();
    private Process process;

    /** One that everybody may use. */
    KafkaBroker(Path folder) throws IOException {
        this(folder, Map.of("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:PLAINTEXT"));
    }

    /** One that speaks TLS only, under the name {@code localhost}, and demands a login by SASL/PLAIN. */
    static KafkaBroker secured(Path folder, Certificates certificates, String... login) throws IOException {
        String users = "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"broker\" password=\"broker-secret\" user_broker=\"broker-secret\" user_%s=\"%s\";"
                        .formatted((Object[]) login);
        Map<String, String> security = new TreeMap<>(Map.of(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:SASL_SSL",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.client.plain.sasl.jaas.config", users,
                "ssl.key.password", Certificates.PASSWORD));
        store(security, "keystore", certificates.keyStore());
        store(security, "truststore", certificates.trustStore());
        return new KafkaBroker(folder, security);
    }

    private static void store(Map<String, String> security, String which, Path file) {
        security.put("ssl." + which + ".location", file.toString());
        security.put("ssl." + which + ".type", "PKCS12");
        security.put("ssl." + which + ".password", Certificates.PASSWORD);
    }

    private KafkaBroker(Path folder, Map<String, String> security) throws IOException {
        this.folder = Files.createDirectories(folder);
        int controller = freePort();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "listeners", "CLIENT://localhost:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "CLIENT",
                "log.dirs", folder.resolve("log").toString(),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0"));
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(security);
        Files.write(
                file(),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", file().toString())
                .onExit()
                .join();
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path file() {
        return folder.resolve("server.properties");
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Files.readString(CLASS_PATH)));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.log").toFile()))
                .start();
    }

    String address() {
        return "localhost:" + port;
    }

    void start() throws IOException {
        process = java("kafka.Kafka", file().toString());
        long deadline = System.nanoTime() + A_MINUTE_IN_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Kafka does not start:\n" + Files.readString(folder.resolve("kafka.log")));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Bytes of all items that were sent over the topics whose names begin so. */
    long bytes(String prefix) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().endsWith(".log"))
                    .toList()) {
                bytes += file.getParent().getFileName().toString().startsWith(prefix) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
