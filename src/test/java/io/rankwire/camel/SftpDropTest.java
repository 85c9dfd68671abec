package io.rankwire.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.OnExisting;
import io.rankwire.delivery.Parcel;
import io.rankwire.delivery.Parcels;
import io.rankwire.sandbox.SftpPeer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpDropTest {
    private static final String PASSWORD = "peer.password";

    @TempDir
    private static Path shared;

    private static SftpPeer peer;
    private static Path key;
    private static Path knownHosts;

    @TempDir
    private Path work;

    private SftpBench bench;
    private Parcels parcels;

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

    @AfterEach
    void end() {
        bench.close();
    }

    private static SftpPartner partner() {
        return partner(peer.port(), SftpBench.key(peer.username(), key), knownHosts);
    }

    private static SftpPartner partner(int port, SftpPartner.Login login, Path known) {
        return new SftpPartner(peer.host(), port, login, new SftpPartner.Trust(known, null), SftpBench.USUAL);
    }

    /** The server behind another port, with the host key that it has. */
    private SftpPartner behind(CuttingProxy proxy) throws IOException {
        Path known = Files.writeString(
                work.resolve("known_" + proxy.port()),
                peer.knownHostsLine().replace("]:" + peer.port(), "]:" + proxy.port()) + "\n");
        return partner(proxy.port(), SftpBench.key(peer.username(), key), known);
    }

    private static List<String> names(String directory) throws IOException {
        Path folder = peer.root().resolve(directory);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsOneConnectionForAllDeliveries() throws Exception {
        int before = peer.logins();
        for (int i = 0; i < 5; i++) {
            bench.drop(partner(), "one", OnExisting.SKIP_IF_SAME, parcels.of("a_" + i + ".csv", "1\n"));
        }
        ExecutorService sinks = Executors.newFixedThreadPool(4);
        List<Future<?>> deliveries = new ArrayList<>();
        for (int i = 5; i < 20; i++) {
            Parcel parcel = parcels.of("a_" + i + ".csv", "1\n");
            deliveries.add(sinks.submit(() -> {
                bench.drop(partner(), "one", OnExisting.SKIP_IF_SAME, parcel);
                return null;
            }));
        }
        for (Future<?> delivery : deliveries) {
            delivery.get();
        }
        sinks.shutdown();
        assertThat(peer.logins() - before).isEqualTo(1);
        assertThat(names("one")).hasSize(60);
    }

    @Test
    void logsInWithAPassword() throws Exception {
        SftpPartner partner = partner(peer.port(), SftpBench.password(peer.username(), PASSWORD), knownHosts);
        bench.drop(partner, "password", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        assertThat(names("password")).hasSize(3);

        DeliveryFault fault = new SftpBench().set(PASSWORD, "wrong!").fault(partner, "password");
        assertThat(fault.isPermanent()).isTrue();
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
                .matches("127.0.0.1:\\d+ shows the host key SHA256:[A-Za-z0-9+/]{43} \\(ssh-rsa\\), which is not in "
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
    void pinsAHostKeyByItsFingerprint() throws Exception {
        DeliveryFault shown =
                bench.fault(partner(peer.port(), SftpBench.key(peer.username(), key), work.resolve("none")), "x");
        String fingerprint = shown.getMessage().replaceFirst(".*(SHA256:\\S+) .*", "$1");
        bench.drop(pinned(fingerprint), "pinned", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        assertThat(names("pinned")).hasSize(3);

        String other = "SHA256:" + "A".repeat(43);
        DeliveryFault changed = bench.fault(pinned(other), "pinned");
        assertThat(changed.isPermanent()).isTrue();
        assertThat(changed)
                .hasMessage("127.0.0.1:" + peer.port() + " shows the host key " + fingerprint
                        + " (ssh-rsa), but hostKeyFingerprint is " + other
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
        assertThat(refused.isPermanent()).isTrue();
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
    void makesAFolderOnlyWhenTold() throws Exception {
        Parcel parcel = parcels.of("a.csv", "1\n");
        DeliveryFault fault = bench.fault(partner(), new SftpFolder.Place("not/there", false), parcel);
        assertThat(fault.isPermanent()).isTrue();
        assertThat(fault)
                .hasMessage("there is no folder sftp://127.0.0.1:" + peer.port()
                        + "/not/there; ask the partner for it, or set createDirectory: true");
        bench.drop(partner(), new SftpFolder.Place("not/there/", true), OnExisting.FAIL, parcel);
        bench.drop(partner(), new SftpFolder.Place("/absolute/too", true), OnExisting.FAIL, parcel);
        bench.drop(partner(), new SftpFolder.Place("", false), OnExisting.FAIL, parcel);
        assertThat(names("not/there")).isEqualTo(names("absolute/too")).hasSize(3);
        assertThat(names("")).contains("a.csv.manifest.json");
    }

    @Test
    void recognisesWhatIsThereAlready() throws Exception {
        bench.drop(partner(), "again", OnExisting.FAIL, parcels.of("a.csv", "1\n"));
        Object before = inode("again/a.csv");
        bench.drop(partner(), "again", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        Files.delete(peer.root().resolve("again/a.csv.manifest.json"));
        bench.drop(partner(), "again", OnExisting.FAIL, parcels.of("a.csv", "1\n"));

        assertThat(inode("again/a.csv")).isEqualTo(before);
        assertThat(names("again")).containsExactly("a.csv", "a.csv.manifest.json", "a.csv.sha256");
    }

    private static Object inode(String file) throws IOException {
        return Files.getAttribute(peer.root().resolve(file), "unix:ino");
    }

    @Test
    void waitsWhereAFileCannotBeReplacedInOneStep() throws Exception {
        try (MinaServer server = new MinaServer(work.resolve("mina"), peer.password())) {
            SftpPartner partner = server.partner(PASSWORD);
            bench.drop(partner, "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            Parcel other = parcels.of("a.csv", "2\n");
            DeliveryFault fault = bench.fault(partner, "", other);
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    .hasMessage("a.csv is in sftp://127.0.0.1:" + server.port()
                            + "/ already with other content, and the server cannot replace a file in one step; "
                            + "it is sent when that file has been collected");
            assertThat(server.root()).isDirectoryContaining("glob:**/a.csv.manifest.json");

            Files.delete(server.root().resolve("a.csv"));
            bench.drop(partner, "", OnExisting.SKIP_IF_SAME, other);
            assertThat(server.root().resolve("a.csv")).hasContent("2\n");
        }
    }

    @Test
    void deliversIntoAFolderThatItMayNotList() throws Exception {
        try (MinaServer server = new MinaServer(work.resolve("mina"), peer.password())) {
            server.letNobodyLook();
            Files.writeString(server.root().resolve(".a.csv.part"), "left by an attempt before");
            SftpPartner partner = server.partner(PASSWORD);
            bench.drop(partner, "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            assertThat(server.root()).isDirectoryContaining("glob:**/a.csv.manifest.json");
            assertThat(server.root()).isDirectoryNotContaining("glob:**/.*");

            assertThatThrownBy(() -> bench.drop(partner, "", OnExisting.FAIL, parcels.of("b.csv", "1\n")))
                    .isInstanceOfSatisfying(DeliveryFault.class, fault -> assertThat(fault.isPermanent())
                            .isTrue())
                    .hasMessage("sftp://127.0.0.1:" + server.port()
                            + "/ may not be listed, which onExisting: fail needs; choose another");
        }
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
    void sweepsItsOwnOldLeftoversOnly() throws Exception {
        Path folder = Files.createDirectories(peer.root().resolve("sweep"));
        for (String name : List.of(".old_r1.csv.part", ".young_r1.csv.part", ".theirs.part")) {
            Files.writeString(folder.resolve(name), "x");
        }
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Files.setLastModifiedTime(folder.resolve(".old_r1.csv.part"), old);
        Files.setLastModifiedTime(folder.resolve(".theirs.part"), old);
        bench.drop(partner(), "sweep", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));

        assertThat(names("sweep"))
                .containsExactly(".theirs.part", ".young_r1.csv.part", "a.csv", "a.csv.manifest.json", "a.csv.sha256");
    }

    @Test
    void deliversOnceWhereverTheConnectionIsCut() throws Exception {
        long seed = 20260401;
        Random random = new Random(seed);
        byte[] data = Parcels.bytes(random, 300_000);
        long began = System.nanoTime();
        try (CuttingProxy proxy = new CuttingProxy(peer.port())) {
            SftpPartner partner = behind(proxy);
            proxy.mend();
            bench.drop(partner, "cut", OnExisting.SKIP_IF_SAME, parcels.of("whole.csv", data));
            long all = proxy.passed();
            System.out.println("cuts: seed " + seed + ", " + all + " bytes a delivery");
            for (int i = 0; i < 20; i++) {
                try (SftpBench fresh = new SftpBench()) {
                    cut(fresh, proxy, partner, "cut/" + i, 1 + random.nextLong(all - 1), data);
                }
            }
        }
        System.out.printf("cuts: 20 in %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private void cut(SftpBench fresh, CuttingProxy proxy, SftpPartner partner, String folder, long at, byte[] data)
            throws Exception {
        Parcel parcel = parcels.of("a_r1.csv", data);
        proxy.cutAfter(at);
        DeliveryFault fault = fresh.fault(partner, folder, parcel);
        assertThat(fault.isPermanent())
                .as("cut at %d: %s", at, fault.getMessage())
                .isFalse();
        assertThat(fault.getMessage()).contains("127.0.0.1:" + proxy.port());
        Path document = peer.root().resolve(folder).resolve("a_r1.csv");
        if (Files.exists(document)) {
            assertThat(document).as("cut at %d", at).hasBinaryContent(data);
        } else {
            assertThat(names(folder)).as("cut at %d", at).allMatch(name -> name.startsWith("."));
        }
        proxy.mend();
        fresh.drop(partner, folder, OnExisting.FAIL, parcel);
        assertThat(document).as("cut at %d", at).hasBinaryContent(data);
        assertThat(names(folder))
                .as("cut at %d", at)
                .containsExactly("a_r1.csv", "a_r1.csv.manifest.json", "a_r1.csv.sha256");
    }

    @Test
    void cutsAServerThatFallsSilent() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(peer.port())) {
            SftpPartner usual = behind(proxy);
            SftpPartner hasty = new SftpPartner(
                    usual.host(),
                    usual.port(),
                    usual.login(),
                    usual.trust(),
                    new SftpPartner.Patience(Duration.ofSeconds(10), Duration.ofSeconds(1)));
            bench.drop(hasty, "silent", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            proxy.fallSilentAfter(100_000);
            byte[] data = Parcels.bytes(new Random(1), 300_000);
            DeliveryFault fault = bench.fault(hasty, "silent", parcels.of("b.csv", data));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    .hasMessage("127.0.0.1:" + proxy.port() + " said nothing for 1 s while .b.csv.part was sent to "
                            + "sftp://127.0.0.1:" + proxy.port() + "/silent");
            proxy.mend();
            bench.drop(hasty, "silent", OnExisting.SKIP_IF_SAME, parcels.of("b.csv", data));
            assertThat(names("silent")).hasSize(6);
        }
    }

    @Test
    void outlivesAServerThatIsKilledBetweenDeliveries() throws Exception {
        Path keys = work.resolve("keys");
        SftpPeer first = new SftpPeer(work.resolve("killed"), keys);
        try (CuttingProxy proxy = new CuttingProxy(first.port())) {
            first.writePrivateKey(work.resolve("key1"));
            Path known = Files.writeString(
                    work.resolve("known"),
                    first.knownHostsLine().replace("]:" + first.port(), "]:" + proxy.port()) + "\n");
            SftpPartner partner = partner(proxy.port(), SftpBench.key(first.username(), work.resolve("key1")), known);
            bench.drop(partner, "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            first.close();
            DeliveryFault fault = bench.fault(partner, "", parcels.of("b.csv", "1\n"));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    // Which of the two is said depends on whether the old connection's end was noticed before.
                    .hasMessageMatching("127.0.0.1:%d cannot be reached: .*|the connection to 127.0.0.1:%d was cut .*"
                            .formatted(proxy.port(), proxy.port()));
        }
    }
}
