package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.document.Compatibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops on SFTP servers of several makers. What they find is what {@code docs/compatibility.md} says. */
class SftpServersTest {
    private static final String PASSWORD = "peer.password";
    private static final Pattern POST_QUANTUM = Pattern.compile("(mlkem|sntrup)\\d+x25519-.*");
    private static final int TIMEOUT = 10_000;

    @TempDir
    private Path work;

    @AutoClose
    private SftpBench bench;

    private Parcels parcels;
    private final Compatibility table = new Compatibility("sftp", "server");

    /** A server with one channel a session, and what is the same of all. */
    private record Server(String name, String version, Path root, SftpPartner partner, KeyExchange keyExchange) {}

    @FunctionalInterface
    private interface KeyExchange {
        String agreed() throws IOException;
    }

    @BeforeEach
    void begin() throws Exception {
        bench = new SftpBench().set(PASSWORD, "secret");
        parcels = new Parcels(work.resolve("spool"));
    }

    @Test
    void takeEveryWayOfWriting() throws Exception {
        try (OpenSsh openSsh = OpenSsh.start(Files.createDirectory(work.resolve("openssh")));
                ProFtpd proFtpd = ProFtpd.start(Files.createDirectory(work.resolve("proftpd")));
                MinaServer mina = new MinaServer(work.resolve("mina"), "secret")) {
            mina.allowOneChannel();
            tryOut(server("OpenSSH", openSsh.greeting().replaceFirst("^SSH-2.0-OpenSSH_(\\S+).*", "$1"), openSsh));
            tryOut(server("ProFTPD mod_sftp", ProFtpd.version(), proFtpd));
            tryOut(new Server(
                    "Apache MINA SSHD",
                    SshServer.class.getPackage().getImplementationVersion(),
                    mina.root(),
                    mina.partner(PASSWORD),
                    mina::keyExchange));
        }
        table.check(true);
    }

    private static Server server(String name, String version, SshDaemon daemon) throws IOException {
        SftpPartner partner = daemon.partner(daemon.port(), daemon.newKey("ed25519", ""));
        return new Server(name, version, daemon.root(), partner, daemon::keyExchange);
    }

    private void tryOut(Server server) throws Exception {
        found(server, "`write: rename`, a new file", drop(server, "inbox", WriteMode.RENAME, "one"));
        found(server, "`write: rename`, other content of that name", drop(server, "inbox", WriteMode.RENAME, "two"));
        found(server, "`write: temp-folder`", drop(server, "moved", WriteMode.TEMP_FOLDER, "one"));
        found(server, "`write: direct`, a new file", drop(server, "direct", WriteMode.DIRECT, "one"));
        found(server, "`write: direct`, other content of that name", drop(server, "direct", WriteMode.DIRECT, "two"));
        String agreed = server.keyExchange().agreed();
        found(server, "a second channel on a session", secondChannel(server.partner()));
        table.found(
                server.name(),
                server.version() + ", " + agreed,
                "key exchange",
                POST_QUANTUM.matcher(agreed).matches() ? "post-quantum" : "agreed, not post-quantum");
    }

    private void found(Server server, String what, String holds) {
        table.found(server.name(), server.version(), what, holds);
    }

    /** Drops a document, then drops it again, and looks at what lies there. */
    private String drop(Server server, String directory, WriteMode write, String seed) throws Exception {
        byte[] data = Parcels.bytes(new Random(seed.hashCode()), 200_000);
        Parcel parcel = parcels.of("a.csv", data);
        String staging = write == WriteMode.TEMP_FOLDER ? "waiting" : directory;
        try {
            bench.drop(server.partner(), directory, write, staging, parcel);
            bench.drop(server.partner(), directory, write, staging, parcel);
        } catch (DeliveryFault fault) {
            assertThat(fault.isPermanent()).isFalse();
            return fault.getMessage().contains("cannot replace a file in one step")
                    ? "waits until the file there was collected"
                    : fault.getMessage();
        }
        Path folder = server.root().resolve(directory);
        boolean exact = Arrays.equals(Files.readAllBytes(folder.resolve("a.csv")), data);
        List<String> names = names(folder);
        if (!staging.equals(directory)) {
            names.addAll(names(folder.resolveSibling(staging)));
        }
        return exact && names.equals(List.of("a.csv", "a.csv.manifest.json", "a.csv.sha256"))
                ? "every byte, and nothing else is left there"
                : (exact ? "every byte, " : "other bytes, ") + names;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Asks for a second channel, as no drop does, and whether the first one still works. */
    private static String secondChannel(SftpPartner partner) throws Exception {
        JSch jsch = new JSch();
        if (partner.login().keyFile() != null) {
            jsch.addIdentity(partner.login().keyFile().toString());
        }
        Session session = jsch.getSession(partner.login().username(), partner.host(), partner.port());
        session.setPassword("secret".getBytes(StandardCharsets.UTF_8));
        session.setConfig("StrictHostKeyChecking", "no");
        session.connect(TIMEOUT);
        try {
            ChannelSftp first = (ChannelSftp) session.openChannel("sftp");
            first.connect(TIMEOUT);
            try {
                session.openChannel("sftp").connect(TIMEOUT);
                return "given";
            } catch (JSchException refused) {
                return isAlive(first) ? "refused" : "refused, and the session ends";
            }
        } finally {
            session.disconnect();
        }
    }

    private static boolean isAlive(ChannelSftp channel) {
        try {
            return channel.pwd() != null && channel.stat(".") != null;
        } catch (SftpException ended) {
            return false;
        }
    }
}
