package io.rankwire.app;

import java.io.IOException;
import java.net.InetAddress;
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

/** A real Kafka of one broker, which is its own controller, in a process of its own, to be killed and started again. */
final class KafkaBroker implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("target/kafka.classpath");
    private static final long A_MINUTE_IN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path folder;
    private final int port = freePort();
    private Process process;

    KafkaBroker(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        int controller = freePort();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                "log.dirs", folder.resolve("log").toString(),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0"));
        settings.put("auto.create.topics.enable", "false");
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
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
        return "127.0.0.1:" + port;
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
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
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
