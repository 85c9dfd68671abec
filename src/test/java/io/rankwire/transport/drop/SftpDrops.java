package io.rankwire.transport.drop;

import io.rankwire.sandbox.peer.SftpPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Drops onto an SFTP server that all tests of a class share. */
abstract class SftpDrops {
    static final String PASSWORD = "peer.password";

    @TempDir
    static Path shared;

    static SftpPeer peer;
    static Path key;
    static Path knownHosts;

    @TempDir
    Path work;

    @AutoClose
    SftpBench bench;

    Parcels parcels;

    @BeforeAll
    static void startServer() throws IOException {
        peer = new SftpPeer(shared.resolve("root"));
        key = shared.resolve("key");
        peer.writePrivateKey(key);
        knownHosts = Files.writeString(shared.resolve("known_hosts"), peer.knownHostsLine() + "\n");
    }

    @AfterAll
    static void stopServer() throws IOException {
        peer.close();
    }

    @BeforeEach
    void begin() throws Exception {
        peer.refuseLogins(false);
        bench = new SftpBench().set(PASSWORD, peer.password());
        parcels = new Parcels(work.resolve("spool"));
    }

    static SftpPartner partner() {
        return partner(peer.port(), SftpBench.key(peer.username(), key), knownHosts);
    }

    static SftpPartner partner(int port, SftpPartner.Login login, Path known) {
        return new SftpPartner(peer.host(), port, login, new SftpPartner.Trust(known, null), SftpBench.USUAL);
    }

    /** The server behind another port, with the host key that it has. */
    SftpPartner behind(CuttingProxy proxy) throws IOException {
        Path known = Files.writeString(
                work.resolve("known_" + proxy.port()),
                peer.knownHostsLine().replace("]:" + peer.port(), "]:" + proxy.port()) + "\n");
        return partner(proxy.port(), SftpBench.key(peer.username(), key), known);
    }

    static List<String> names(String directory) throws IOException {
        Path folder = peer.root().resolve(directory);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
