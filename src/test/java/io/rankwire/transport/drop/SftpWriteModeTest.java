package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not let files be written under one name and renamed to another. */
class SftpWriteModeTest {
    private static final String PASSWORD = "peer.password";

    @TempDir
    Path work;

    @AutoClose
    SftpBench bench;

    @AutoClose
    MinaServer server;

    private Parcels parcels;

    @BeforeEach
    void begin() throws Exception {
        bench = new SftpBench().set(PASSWORD, "secret");
        server = new MinaServer(work.resolve("root"), "secret");
        parcels = new Parcels(work.resolve("spool"));
    }

    private List<String> names(String directory) throws Exception {
        try (Stream<Path> files = Files.list(server.root().resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void namesTheOptionWhenAServerRefusesToRename() throws Exception {
        server.refuseRenaming();

        DeliveryFault fault = bench.fault(server.partner(PASSWORD), "inbox", parcels.of("a.csv", "1\n"));

        assertThat(fault.isPermanent()).isFalse();
        assertThat(fault.getMessage())
                .startsWith("127.0.0.1:" + server.port() + " said ")
                .endsWith("; where a server lets no file be renamed, set write: direct");
        assertThat(names("inbox")).isEmpty();
    }

    @Test
    void writesUnderTheFinalNameWithTheManifestLastWhereNothingCanBeRenamed() throws Exception {
        server.refuseRenaming();
        server.refuseDotNames();

        bench.drop(server.partner(PASSWORD), "inbox", WriteMode.DIRECT, "inbox", parcels.of("a.csv", "1\n"));
        assertThat(server.closed()).containsExactly("inbox/a.csv", "inbox/a.csv.sha256", "inbox/a.csv.manifest.json");

        // A correction takes the place of what was there, and a repeat finds it done.
        bench.drop(server.partner(PASSWORD), "inbox", WriteMode.DIRECT, "inbox", parcels.of("a.csv", "22\n"));
        bench.drop(server.partner(PASSWORD), "inbox", WriteMode.DIRECT, "inbox", parcels.of("a.csv", "22\n"));
        assertThat(server.root().resolve("inbox/a.csv")).hasContent("22\n");
        assertThat(server.closed().stream().filter("inbox/a.csv"::equals)).hasSize(2);
        assertThat(names("inbox")).containsExactly("a.csv", "a.csv.manifest.json", "a.csv.sha256");
    }

    @Test
    void namesTheOptionWhenAServerRefusesNamesThatBeginWithADot() {
        server.refuseDotNames();

        DeliveryFault fault = bench.fault(server.partner(PASSWORD), "inbox", parcels.of("a.csv", "1\n"));

        assertThat(fault.getMessage())
                .endsWith(
                        "; where a server refuses names that begin with a dot, set write: temp-folder or write: direct");
    }

    @Test
    void closesNothingInTheInboxOfAServerThatTakesFilesWhenTheyAreClosed() throws Exception {
        server.refuseDotNames();

        bench.drop(server.partner(PASSWORD), "inbox", WriteMode.TEMP_FOLDER, "waiting", parcels.of("a.csv", "1\n"));

        assertThat(server.closed())
                .containsExactly("waiting/a.csv", "waiting/a.csv.sha256", "waiting/a.csv.manifest.json");
        assertThat(names("waiting")).isEmpty();
        assertThat(names("inbox")).containsExactly("a.csv", "a.csv.manifest.json", "a.csv.sha256");
    }

    @Test
    void replacesAFileOnAServerWithOneChannelASession() throws Exception {
        server.allowOneChannel();
        server.replaceByRenaming();

        bench.drop(server.partner(PASSWORD), "inbox", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
        bench.drop(server.partner(PASSWORD), "inbox", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "22\n"));

        assertThat(server.root().resolve("inbox/a.csv")).hasContent("22\n");
    }
}
