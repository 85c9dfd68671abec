package io.rankwire.transport.drop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real server as a process of its own, on a port of this machine, with its configuration and logs in a folder. */
public abstract class Daemon implements AutoCloseable {
    public final Path folder;
    private final int port;
    private Process process;
    private String greeting;

    public Daemon(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** The program; where it is not installed the test is skipped, but not on a build server. */
    public static Path program(String name, String packages) {
        return Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    String reason = "there is no " + name + " here; install " + packages;
                    Assertions.assertNotEquals("true", System.getenv("CI"), reason);
                    System.out.println("Skipped: " + reason);
                    return Assumptions.abort(reason);
                });
    }

    /** Starts it, and waits until it greets. */
    public final void launch(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (greeting == null) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                greeting = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                        .readLine();
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException(program + " does not start: " + log("output.log"), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** The first line that it says. */
    public final String greeting() {
        return greeting;
    }

    /** What is in one of its logs so far. */
    final String log(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    /** What a program says that runs and ends. */
    static String run(String... command) throws IOException {
        Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    public final int port() {
        return port;
    }

    @Override
    public final void close() {
        try (Stream<ProcessHandle> sessions = process.descendants()) {
            sessions.forEach(ProcessHandle::destroy);
        }
        process.destroy();
        process.onExit().join();
    }
}
