package io.rankwire.transport.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real SSH server, with host keys of its own, for the user who runs the tests. */
abstract class SshDaemon extends Daemon {
    static final List<String> HOST_KEYS = List.of("ed25519", "ecdsa", "rsa");

    private final Path root;

    SshDaemon(Path folder) throws IOException {
        super(folder);
        root = Files.createDirectories(folder.resolve("root"));
        for (String kind : HOST_KEYS) {
            generate(kind, "", hostKey(kind));
        }
    }

    /** The key exchange that the newest session agreed on. */
    abstract String keyExchange() throws IOException;

    /** A new key of the user's, which the server takes. */
    public abstract Path newKey(String kind, String passphrase) throws IOException;

    /** What the first group of a pattern found last in a log. */
    final String lastIn(String log, Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(log(log));
        String last = "";
        while (found.find()) {
            last = found.group(1);
        }
        return last;
    }

    static void generate(String kind, String passphrase, Path file) throws IOException {
        run("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", file.toString());
    }

    final Path hostKey(String kind) {
        return folder.resolve("host_" + kind);
    }

    /** As {@code ssh-keygen -lf} prints it. */
    final String fingerprint(String kind) throws IOException {
        return run("ssh-keygen", "-lf", hostKey(kind) + ".pub").replaceFirst("(?s)^\\S+ (\\S+) .*", "$1");
    }

    /** A known_hosts file with these of the host keys, for the server behind a port, with hashed names. */
    public final Path knownHosts(int behind, String... kinds) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String kind : kinds) {
            lines.add("[127.0.0.1]:" + behind + " "
                    + Files.readString(Path.of(hostKey(kind) + ".pub")).strip());
        }
        Path file = Files.write(Files.createTempFile(folder, "known", ""), lines);
        run("ssh-keygen", "-q", "-H", "-f", file.toString());
        return file;
    }

    /** The server, as it is reached through a port, for the owner of a key. */
    final SftpPartner partner(int through, Path key) throws IOException {
        return new SftpPartner(
                "127.0.0.1",
                through,
                SftpBench.key(username(), key),
                new SftpPartner.Trust(knownHosts(through, "ed25519"), null),
                SftpBench.USUAL);
    }

    public final String username() {
        return System.getProperty("user.name");
    }

    /** Where a login begins. */
    public final Path root() {
        return root;
    }

    final List<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
