package io.rankwire.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The real OpenSSH server, with a configuration of its own, for the user who runs the tests. */
public final class OpenSsh implements AutoCloseable {
    static final List<String> HOST_KEYS = List.of("ed25519", "ecdsa", "rsa");

    private final Path folder;
    private final Path root;
    private final int port;
    private final Process process;

    private OpenSsh(Path folder, Path program) throws IOException {
        this.folder = folder;
        this.root = Files.createDirectories(folder.resolve("root"));
        this.port = freePort();
        StringBuilder configuration = new StringBuilder();
        for (String kind : HOST_KEYS) {
            generate(kind, "", hostKey(kind));
            configuration.append("HostKey ").append(hostKey(kind)).append('\n');
        }
        configuration.append("""
                ListenAddress 127.0.0.1:%d
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                Subsystem sftp internal-sftp -d %s
                MaxSessions 1
                LogLevel DEBUG
                """.formatted(port, authorizedKeys(), root));
        Files.createFile(authorizedKeys());
        Path file = Files.writeString(folder.resolve("sshd_config"), configuration);
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        process = new ProcessBuilder(program.toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        awaitBanner();
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"), StandardCharsets.ISO_8859_1);
    }

    /** Starts it; where it is not installed the test is skipped, but not on a build server. */
    public static OpenSsh start(Path folder) throws IOException {
        List<Path> places =
                List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/local/sbin/sshd"), Path.of("/usr/bin/sshd"));
        Path program = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            String reason = "there is no sshd here; install the package openssh-server";
            Assertions.assertNotEquals("true", System.getenv("CI"), reason);
            System.out.println("Skipped: " + reason);
            Assumptions.abort(reason);
        }
        return new OpenSsh(folder, program);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitBanner() throws IOException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.getInputStream().read() == 'S') {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException(
                            "sshd does not start: " + Files.readString(folder.resolve("sshd.log")), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** A new key of the user's, which the server takes. */
    public Path newKey(String kind, String passphrase) throws IOException {
        Path file = folder.resolve("user_" + kind + "_" + passphrase.length());
        generate(kind, passphrase, file);
        Files.writeString(authorizedKeys(), Files.readString(Path.of(file + ".pub")), StandardOpenOption.APPEND);
        return file;
    }

    private static void generate(String kind, String passphrase, Path file) throws IOException {
        run("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", file.toString());
    }

    private static String run(String... command) throws IOException {
        Process keygen = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keygen.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    private Path hostKey(String kind) {
        return folder.resolve("host_" + kind);
    }

    private Path authorizedKeys() {
        return folder.resolve("authorized_keys");
    }

    /** As {@code ssh-keygen -lf} prints it. */
    String fingerprint(String kind) throws IOException {
        return run("ssh-keygen", "-lf", hostKey(kind) + ".pub").replaceFirst("(?s)^\\S+ (\\S+) .*", "$1");
    }

    /** A known_hosts file with these of the host keys, for the server behind a port, with hashed names. */
    public Path knownHosts(int behind, String... kinds) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String kind : kinds) {
            lines.add("[127.0.0.1]:" + behind + " "
                    + Files.readString(Path.of(hostKey(kind) + ".pub")).strip());
        }
        Path file = Files.write(Files.createTempFile(folder, "known", ""), lines);
        run("ssh-keygen", "-q", "-H", "-f", file.toString());
        return file;
    }

    public String username() {
        return System.getProperty("user.name");
    }

    public int port() {
        return port;
    }

    /** Where a login begins. */
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        try (Stream<ProcessHandle> sessions = process.descendants()) {
            sessions.forEach(ProcessHandle::destroy);
        }
        process.destroy();
        process.onExit().join();
    }
}
