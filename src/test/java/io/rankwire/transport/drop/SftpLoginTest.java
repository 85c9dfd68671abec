package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.sandbox.peer.SftpPeer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom it trusts, and who lets it in. */
class SftpLoginTest extends SftpDrops {
    @Test
    void logsInWithAPassword() throws Exception {
        SftpPartner partner = partner(peer.port(), SftpBench.password(peer.username(), PASSWORD), knownHosts);
        bench.drop(partner, "password", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        assertThat(names("password")).hasSize(3);

        DeliveryFault fault = new SftpBench().set(PASSWORD, "wrong!").fault(partner, "password");
        // Servers lock a user for a while, and change passwords: it is tried again.
        assertThat(fault.isPermanent()).isFalse();
        assertThat(fault)
                .hasMessage("127.0.0.1:" + peer.port() + " refuses the login of rankwire with the password in "
                        + "peer.password; ask the partner what they have for that user");
    }

    @Test
    void givesUpOnAServerThatItDoesNotKnow() throws Exception {
        Path empty = Files.writeString(work.resolve("empty"), "");
        DeliveryFault unknown = bench.fault(
                partner(peer.port(), SftpBench.key(peer.username(), key), empty), "x", parcels.of("a.csv", "1"));
        assertThat(unknown.isPermanent()).isTrue();
        assertThat(unknown.getMessage())
                .matches(
                        "127.0.0.1:\\d+ shows the host key SHA256:[A-Za-z0-9+/]{43} \\(ecdsa-sha2-nistp256\\), which is not in "
                                + empty + "; compare it with what the partner says, then add it "
                                + "\\(ssh-keyscan -p \\d+ 127.0.0.1\\)");
        assertThat(empty).isEmptyFile();

        try (SftpPeer other = new SftpPeer(work.resolve("other"))) {
            Path stale = Files.writeString(
                    work.resolve("stale"),
                    other.knownHostsLine().replace("]:" + other.port(), "]:" + peer.port()) + "\n");
            DeliveryFault changed = bench.fault(
                    partner(peer.port(), SftpBench.key(peer.username(), key), stale), "x", parcels.of("a.csv", "1"));
            assertThat(changed.isPermanent()).isTrue();
            assertThat(changed.getMessage())
                    .endsWith("another than the one in " + stale + "; ask the partner whether they changed it");
        }
        assertThat(names("x")).isEmpty();
    }

    @Test
    void knowsAHostByAPattern() throws Exception {
        Path patterns = Files.writeString(
                work.resolve("patterns"), peer.knownHostsLine().replace("[127.0.0.1]:", "[127.0.0.*]:") + "\n");

        bench.drop(
                partner(peer.port(), SftpBench.key(peer.username(), key), patterns),
                "pattern",
                OnExisting.SKIP_IF_SAME,
                parcels.of("a.csv", "1\n"));

        assertThat(names("pattern")).hasSize(3);
    }

    @Test
    void pinsAHostKeyByItsFingerprint() throws Exception {
        DeliveryFault shown =
                bench.fault(partner(peer.port(), SftpBench.key(peer.username(), key), work.resolve("none")), "x");
        String fingerprint = shown.getMessage().replaceFirst(".*(SHA256:\\S+) .*", "$1");
        bench.drop(pinned(fingerprint), "pinned", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        assertThat(names("pinned")).hasSize(3);

        String other = "SHA256:" + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
        DeliveryFault changed = bench.fault(pinned(other), "pinned");
        assertThat(changed.isPermanent()).isTrue();
        assertThat(changed)
                .hasMessage("127.0.0.1:" + peer.port() + " shows the host key " + fingerprint
                        + " (ecdsa-sha2-nistp256), but hostKeyFingerprint is " + other
                        + "; ask the partner whether they changed it");
    }

    private static SftpPartner pinned(String fingerprint) {
        return new SftpPartner(
                peer.host(),
                peer.port(),
                SftpBench.key(peer.username(), key),
                new SftpPartner.Trust(null, fingerprint),
                SftpBench.USUAL);
    }

    @Test
    void saysWhyNobodyGetsIn() throws Exception {
        peer.refuseLogins(true);
        DeliveryFault refused = bench.fault(partner(), "x");
        assertThat(refused.isPermanent()).isFalse();
        assertThat(refused).hasMessageContaining(" refuses the login of rankwire with the key " + key);
        peer.refuseLogins(false);

        SftpPartner.Login missing = SftpBench.key(peer.username(), work.resolve("no-key"));
        DeliveryFault absent = bench.fault(partner(peer.port(), missing, knownHosts), "x");
        assertThat(absent.isPermanent()).isTrue();
        assertThat(absent)
                .hasMessage("the private key file " + work.resolve("no-key") + " is not there or may not be read");

        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        DeliveryFault unreachable = bench.fault(partner(free, SftpBench.key("u", key), knownHosts), "x");
        assertThat(unreachable.isPermanent()).isFalse();
        assertThat(unreachable.getMessage()).startsWith("127.0.0.1:" + free + " cannot be reached: connect");

        DeliveryFault nameless = bench.fault(
                new SftpPartner(
                        "nowhere.invalid",
                        22,
                        SftpBench.key("u", key),
                        new SftpPartner.Trust(knownHosts, null),
                        SftpBench.USUAL),
                "x");
        assertThat(nameless.isPermanent()).isFalse();
        assertThat(nameless).hasMessage("nowhere.invalid:22 cannot be reached: there is no host of that name");
    }

    @Test
    void takesAPasswordForWhatItIs() throws Exception {
        StringBuilder printable = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            printable.append(c);
        }
        for (String password : List.of(
                printable.toString(),
                printable.reverse().toString(),
                "a b&c%20d+e#f",
                "RAW(x)",
                "}}{{",
                "{{x",
                "{{a:b}}c")) {
            try (MinaServer server = new MinaServer(work.resolve("mina"), password);
                    SftpBench own = new SftpBench()) {
                own.set(PASSWORD, password)
                        .drop(server.partner(PASSWORD), "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            }
        }
    }

    @Test
    void offersKeyExchangesThatHoldAgainstQuantumComputersFirst() throws Exception {
        try (MinaServer server = new MinaServer(work.resolve("mina"), "secret");
                SftpBench own = new SftpBench()) {
            own.set(PASSWORD, "secret")
                    .drop(server.partner(PASSWORD), "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));

            assertThat(server.offeredKeyExchanges())
                    .startsWith(
                            "mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com");
            // Of these this server has the second alone.
            assertThat(server.keyExchange()).isEqualTo("sntrup761x25519-sha512");
        }
    }
}
