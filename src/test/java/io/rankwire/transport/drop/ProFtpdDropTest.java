package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.PollingReader;
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

/** Drops on a server that ends a session which asks for a second channel. */
class ProFtpdDropTest {
    private static final List<String> DELIVERED = List.of("a.csv", "a.csv.manifest.json", "a.csv.sha256");

    @TempDir
    private static Path shared;

    private static ProFtpd server;
    private static Path key;

    @TempDir
    private Path work;

    @AutoClose
    private SftpBench bench;

    private Parcels parcels;

    @BeforeAll
    static void startServer() throws IOException {
        server = ProFtpd.start(shared);
        key = server.newKey("ed25519", "");
        for (String folder : List.of("without-renaming", "without-dots", "without-overwriting", "polled", "inbox")) {
            Files.createDirectory(server.root().resolve(folder));
        }
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

    private static SftpPartner partner() throws IOException {
        return server.partner(server.port(), key);
    }

    @Test
    void isNeverSeenHalfDone() throws Exception {
        Random random = new Random(20260405);
        SftpPartner partner = partner();
        try (PollingReader reader = new PollingReader(server.root().resolve("polled"))) {
            for (int i = 0; i < 60; i++) {
                byte[] data = PollingReader.selfChecking(Parcels.bytes(random, 50_000 + random.nextInt(50_000)));
                bench.drop(partner, "polled", OnExisting.REPLACE, parcels.of("same_" + i % 3 + ".csv", data));
            }
            assertThat(reader.complaints()).isEmpty();
            assertThat(reader.rounds()).isGreaterThan(20);
        }
        assertThat(server.names("polled")).hasSize(9);
    }

    @Test
    void namesTheOptionWhereNothingMayBeRenamed() throws Exception {
        String folder = "without-renaming";

        DeliveryFault fault = bench.fault(partner(), folder, parcels.of("a.csv", "1\n"));
        assertThat(fault.isPermanent()).isFalse();
        assertThat(fault)
                .hasMessage(
                        "127.0.0.1:" + server.port() + " said 'Permission denied' when a.csv got its name in sftp://"
                                + "127.0.0.1:" + server.port()
                                + "/without-renaming; ask the partner for the right to write there; "
                                + "where a server lets no file be renamed, set write: direct");
        assertThat(server.names(folder)).isEmpty();

        bench.drop(partner(), folder, WriteMode.DIRECT, folder, parcels.of("a.csv", "1\n"));
        bench.drop(partner(), folder, WriteMode.DIRECT, folder, parcels.of("a.csv", "22\n"));
        assertThat(server.root().resolve(folder).resolve("a.csv")).hasContent("22\n");
        assertThat(server.names(folder)).isEqualTo(DELIVERED);
    }

    @Test
    void namesTheOptionsWhereNamesMayNotBeginWithADot() throws Exception {
        String folder = "without-dots";

        DeliveryFault fault = bench.fault(partner(), folder, parcels.of("a.csv", "1\n"));
        assertThat(fault.getMessage())
                .startsWith("127.0.0.1:" + server.port() + " said 'Permission denied' when .a.csv.part was sent to ")
                .endsWith(
                        "; where a server refuses names that begin with a dot, set write: temp-folder or write: direct");
        assertThat(server.names(folder)).isEmpty();

        bench.drop(partner(), folder, WriteMode.TEMP_FOLDER, "waiting", parcels.of("a.csv", "1\n"));
        assertThat(server.names(folder)).isEqualTo(DELIVERED);
        assertThat(server.names("waiting")).isEmpty();
    }

    /** What ProFTPD's setting AllowOverwrite does when it is off, as it is by itself: it stops writing, not renaming. */
    @Test
    void replacesAFileWhereNoneMayBeWrittenOver() throws Exception {
        String folder = "without-overwriting";
        Path file = server.root().resolve(folder).resolve("a.csv");
        bench.drop(partner(), folder, OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));

        bench.drop(partner(), folder, OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "22\n"));
        assertThat(file).hasContent("22\n");

        bench.drop(partner(), folder, WriteMode.DIRECT, folder, parcels.of("a.csv", "333\n"));
        assertThat(file).hasContent("333\n");
        assertThat(server.names(folder)).isEqualTo(DELIVERED);
    }

    @Test
    void deliversOnceWhereverTheConnectionIsCut() throws Exception {
        Random random = new Random(20260406);
        byte[] data = Parcels.bytes(random, 300_000);
        Path document = server.root().resolve("inbox/a.csv");
        try (CuttingProxy proxy = new CuttingProxy(server.port())) {
            SftpPartner partner = server.partner(proxy.port(), key);
            for (int i = 0; i < 4; i++) {
                Parcel parcel = parcels.of("a.csv", data);
                // The last kilobytes hold the renaming.
                proxy.cutAfter(i % 2 == 0 ? 1 + random.nextInt(300_000) : 302_000 + random.nextInt(6_000));
                try (SftpBench fresh = new SftpBench()) {
                    fresh.drop(partner, "inbox", OnExisting.FAIL, parcel);
                } catch (DeliveryFault fault) {
                    assertThat(fault.isPermanent()).as(fault.getMessage()).isFalse();
                }
                assertThat(!Files.exists(document)
                                || Files.mismatch(document, parcel.document().file()) < 0)
                        .isTrue();
                proxy.mend();
                bench.drop(partner, "inbox", OnExisting.FAIL, parcel);
                assertThat(server.names("inbox")).isEqualTo(DELIVERED);
                assertThat(document).hasBinaryContent(data);
                for (String name : DELIVERED) {
                    Files.delete(document.resolveSibling(name));
                }
            }
        }
    }
}
