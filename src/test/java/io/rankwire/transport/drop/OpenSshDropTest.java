package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.PollingReader;
import io.rankwire.delivery.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSshDropTest {
    private static final String PASSPHRASE = "key.passphrase";

    @TempDir
    private static Path shared;

    private static OpenSsh server;
    private static Path key;

    @TempDir
    private Path work;

    @AutoClose
    private SftpBench bench;

    private Parcels parcels;

    @BeforeAll
    static void startServer() throws IOException {
        server = OpenSsh.start(shared);
        key = server.newKey("ed25519", "");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        bench = new SftpBench();
        parcels = new Parcels(work.resolve("spool"));
    }

    private static SftpPartner partner(SftpPartner.Login login, SftpPartner.Trust trust) {
        return new SftpPartner("127.0.0.1", server.port(), login, trust, SftpBench.USUAL);
    }

    private static SftpPartner partner() throws IOException {
        return server.partner(server.port(), key);
    }

    private static SftpPartner.Trust trust() throws IOException {
        return new SftpPartner.Trust(server.knownHosts(server.port(), "ed25519"), null);
    }

    @Test
    void logsInWithEveryKindOfKeyWithAndWithoutPassphrase() throws Exception {
        bench.set(PASSPHRASE, "correct horse {{battery}} staple");
        for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
            Path closed = server.newKey(kind, "correct horse {{battery}} staple");
            SftpPartner.Login login = new SftpPartner.Login(server.username(), closed, PASSPHRASE, null);
            bench.drop(partner(login, trust()), "keys", OnExisting.FAIL, parcels.of(kind + ".csv", "1\n"));
        }
        SftpPartner.Login rsa = SftpBench.key(server.username(), server.newKey("rsa", ""));
        bench.drop(partner(rsa, trust()), "keys", OnExisting.FAIL, parcels.of("plain.csv", "1\n"));
        assertThat(server.names("keys")).hasSize(12);
    }

    @Test
    void saysWhatIsWrongWithAKey() throws Exception {
        Path closed = server.newKey("ed25519", "secret");
        SftpPartner.Login none = SftpBench.key(server.username(), closed);
        DeliveryFault needed = bench.fault(partner(none, trust()), "x");
        assertThat(needed.isPermanent()).isTrue();
        assertThat(needed)
                .hasMessage("the private key file " + closed
                        + " needs a passphrase; name its property in passphraseProperty");

        SftpPartner.Login wrong = new SftpPartner.Login(server.username(), closed, PASSPHRASE, null);
        DeliveryFault closedStill = bench.set(PASSPHRASE, "guess").fault(partner(wrong, trust()), "x");
        assertThat(closedStill.isPermanent()).isTrue();
        assertThat(closedStill)
                .hasMessage(
                        "the private key file " + closed + " cannot be opened with the passphrase in key.passphrase");

        Path stranger = work.resolve("stranger");
        Files.copy(server.newKey("ed25519", "12345"), stranger);
        Files.writeString(stranger, "not a key");
        SftpPartner.Login broken = SftpBench.key(server.username(), stranger);
        DeliveryFault fault = bench.fault(partner(broken, trust()), "x");
        assertThat(fault.isPermanent()).isTrue();
        assertThat(fault).hasMessage("the private key file " + stranger + " is not a private key");
    }

    @Test
    void knowsTheServerByWhicheverOfItsKeysIsPinned() throws Exception {
        for (String kind : OpenSsh.HOST_KEYS) {
            SftpPartner.Trust pinned = new SftpPartner.Trust(null, server.fingerprint(kind));
            SftpPartner.Trust known = new SftpPartner.Trust(server.knownHosts(server.port(), kind), null);
            SftpPartner.Login login = SftpBench.key(server.username(), key);
            bench.drop(partner(login, pinned), "pinned", OnExisting.FAIL, parcels.of(kind + ".csv", "1\n"));
            bench.drop(partner(login, known), "known", OnExisting.FAIL, parcels.of(kind + ".csv", "1\n"));
        }
        assertThat(server.names("pinned")).isEqualTo(server.names("known")).hasSize(9);
        SftpPartner.Trust other = new SftpPartner.Trust(null, "SHA256:" + "B".repeat(43));
        DeliveryFault fault = bench.fault(partner(SftpBench.key(server.username(), key), other), "x");
        assertThat(fault.isPermanent()).isTrue();
        assertThat(fault).hasMessageContaining("shows the host key " + server.fingerprint("ed25519"));
    }

    @Test
    void isNeverSeenHalfDone() throws Exception {
        long seed = 20260402;
        Random random = new Random(seed);
        Path folder = Files.createDirectories(server.root().resolve("polled"));
        SftpPartner partner = partner();
        long bytes = 0;
        long began = System.nanoTime();
        try (PollingReader reader = new PollingReader(folder)) {
            for (int i = 0; i < 200; i++) {
                byte[] data = PollingReader.selfChecking(Parcels.bytes(random, 50_000 + random.nextInt(50_000)));
                String name = random.nextBoolean() ? "same_" + random.nextInt(3) + ".csv" : "new_" + i + ".csv";
                bench.drop(partner, "polled", OnExisting.REPLACE, parcels.of(name, data));
                bytes += data.length;
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("OpenSSH: seed %d, 200 deliveries, %.1f MB in %.1f s%n", seed, bytes / 1e6, seconds);
            assertThat(reader.complaints()).isEmpty();
            assertThat(reader.rounds()).isGreaterThan(20);
        }
        assertThat(server.names("polled")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void replacesOtherContentButNotWhenToldToFail() throws Exception {
        bench.drop(partner(), "other", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        Parcel second = parcels.of("a.csv", "2\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> bench.drop(partner(), "other", OnExisting.FAIL, second))
                .isInstanceOfSatisfying(DeliveryFault.class, fault -> assertThat(fault.isPermanent())
                        .isTrue())
                .hasMessage("a.csv is in sftp://127.0.0.1:" + server.port()
                        + "/other already with other content, and onExisting is fail; move it away, then retry");
        assertThat(server.root().resolve("other/a.csv")).hasContent("1\n");
        bench.drop(partner(), "other", OnExisting.SKIP_IF_SAME, second);
        assertThat(server.root().resolve("other/a.csv")).hasContent("2\n");
        assertThat(server.root().resolve("other/a.csv.sha256"))
                .hasContent(second.document().sha256() + "  a.csv\n");
    }

    @Test
    void leavesNothingOnAFullDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(server.root().resolve("full"))) {
            byte[] large = Parcels.bytes(new Random(3), 900_000);
            DeliveryFault fault =
                    bench.fault(partner(), "full", parcels.of("a.csv", large), parcels.of("b.csv", large));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    .hasMessage("127.0.0.1:" + server.port()
                            + " said 'Failure' when .b.csv.part was sent to sftp://127.0.0.1:" + server.port()
                            + "/full; their disk may be full or a quota used up");
            assertThat(server.names("full")).isEmpty();
            bench.drop(partner(), "full", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", large));
            assertThat(disk.folder().resolve("a.csv")).hasBinaryContent(large);
        }
    }

    @Test
    void deliversOnceWhereverTheConnectionIsCut() throws Exception {
        long seed = 20260403;
        Random random = new Random(seed);
        byte[] data = Parcels.bytes(random, 300_000);
        try (CuttingProxy proxy = new CuttingProxy(server.port())) {
            SftpPartner partner = server.partner(proxy.port(), key);
            System.out.println("cuts on OpenSSH: seed " + seed);
            for (int i = 0; i < 10; i++) {
                Parcel parcel = parcels.of("a_r1.csv", data);
                String folder = "cut" + i;
                // The last kilobytes hold the renaming.
                proxy.cutAfter(i % 2 == 0 ? 1 + random.nextInt(300_000) : 302_000 + random.nextInt(6_000));
                DeliveryFault fault = cut(partner, folder, parcel);
                proxy.mend();
                Path document = server.root().resolve(folder).resolve("a_r1.csv");
                assertThat(!Files.exists(document)
                                || Files.mismatch(document, parcel.document().file()) < 0)
                        .as("cut %d: %s", i, fault)
                        .isTrue();
                bench.drop(partner, folder, OnExisting.FAIL, parcel);
                assertThat(server.names(folder))
                        .containsExactly("a_r1.csv", "a_r1.csv.manifest.json", "a_r1.csv.sha256");
                assertThat(document).hasBinaryContent(data);
            }
        }
    }

    /** Null when the cut came too late. */
    private DeliveryFault cut(SftpPartner partner, String folder, Parcel parcel) throws Exception {
        try (SftpBench fresh = new SftpBench()) {
            fresh.drop(partner, folder, OnExisting.FAIL, parcel);
            return null;
        } catch (DeliveryFault fault) {
            assertThat(fault.isPermanent()).as(fault.getMessage()).isFalse();
            return fault;
        }
    }

    @Test
    void agreesOnAKeyExchangeThatHoldsAgainstQuantumComputers() throws Exception {
        bench.drop(partner(), "exchange", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));

        assertThat(server.keyExchange()).matches("mlkem768x25519-sha256|sntrup761x25519-sha512(@openssh\\.com)?");
    }
}
