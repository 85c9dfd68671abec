package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in the folder of a partner, before and after. */
class SftpDropTest extends SftpDrops {
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
}
