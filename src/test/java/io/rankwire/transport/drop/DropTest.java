package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.PollingReader;
import io.rankwire.delivery.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropTest {
    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

    @TempDir
    private Path work;

    private Path folder;
    private Parcels parcels;

    @BeforeEach
    void begin() {
        folder = work.resolve("shares/archive");
        parcels = new Parcels(work.resolve("spool"));
    }

    private void drop(OnExisting onExisting, Parcel... all) throws DeliveryFault {
        new Drop(
                        new LocalFolder(folder),
                        new Drop.Terms(onExisting, Duration.ofDays(1), WriteMode.RENAME),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .put(List.of(all));
    }

    private DeliveryFault fault(OnExisting onExisting, Parcel... all) {
        return catchThrowableOfType(DeliveryFault.class, () -> drop(onExisting, all));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void putsDocumentsAndVouchersIntoAFolderThatItMakes() throws Exception {
        Parcel parcel = parcels.of("a_r1.csv", "1\n");
        drop(OnExisting.SKIP_IF_SAME, parcel);

        assertThat(names(folder)).containsExactly("a_r1.csv", "a_r1.csv.manifest.json", "a_r1.csv.sha256");
        assertThat(folder.resolve("a_r1.csv")).hasContent("1\n");
        assertThat(folder.resolve("a_r1.csv.sha256"))
                .hasContent(parcel.document().sha256() + "  a_r1.csv\n");
    }

    @Test
    void leavesTheSameContentAlone() throws Exception {
        drop(OnExisting.SKIP_IF_SAME, parcels.of("a_r1.csv", "1\n"));
        Object before = Files.getAttribute(folder.resolve("a_r1.csv"), "unix:ino");
        drop(OnExisting.SKIP_IF_SAME, parcels.of("a_r1.csv", "1\n"));
        drop(OnExisting.FAIL, parcels.of("a_r1.csv", "1\n"));
        assertThat(Files.getAttribute(folder.resolve("a_r1.csv"), "unix:ino")).isEqualTo(before);

        drop(OnExisting.REPLACE, parcels.of("a_r1.csv", "1\n"));
        assertThat(Files.getAttribute(folder.resolve("a_r1.csv"), "unix:ino")).isNotEqualTo(before);
    }

    @Test
    void replacesOtherContentWithItsVouchersUnlessToldToFail() throws Exception {
        drop(OnExisting.SKIP_IF_SAME, parcels.of("a_r1.csv", "1\n"));
        DeliveryFault fault = fault(OnExisting.FAIL, parcels.of("b_r1.csv", "b"), parcels.of("a_r1.csv", "2\n"));

        assertThat(fault.isPermanent()).isTrue();
        assertThat(fault)
                .hasMessage("a_r1.csv is in " + folder
                        + " already with other content, and onExisting is fail; move it away, then retry");
        assertThat(folder.resolve("a_r1.csv")).hasContent("1\n");
        assertThat(names(folder)).hasSize(3);

        Parcel second = parcels.of("a_r1.csv", "2\n");
        drop(OnExisting.SKIP_IF_SAME, second);
        assertThat(folder.resolve("a_r1.csv")).hasContent("2\n");
        assertThat(folder.resolve("a_r1.csv.manifest.json"))
                .hasSameBinaryContentAs(second.companions().get(1).file());
    }

    @Test
    void completesWhatAnAttemptBeforeLeftUndone() throws Exception {
        drop(OnExisting.FAIL, parcels.of("a_r1.csv", "1\n"), parcels.of("a_r1.jsonl", "{}\n"));
        Files.delete(folder.resolve("a_r1.csv.manifest.json"));
        Files.delete(folder.resolve("a_r1.jsonl"));
        Files.writeString(folder.resolve(".a_r1.jsonl.part"), "half");
        drop(OnExisting.FAIL, parcels.of("a_r1.csv", "1\n"), parcels.of("a_r1.jsonl", "{}\n"));

        assertThat(names(folder))
                .containsExactly(
                        "a_r1.csv",
                        "a_r1.csv.manifest.json",
                        "a_r1.csv.sha256",
                        "a_r1.jsonl",
                        "a_r1.jsonl.manifest.json",
                        "a_r1.jsonl.sha256");
    }

    @Test
    void sweepsItsOwnOldLeftoversOnly() throws Exception {
        Files.createDirectories(folder);
        List<String> own = List.of(
                ".a_2026-W01_r1.csv.part",
                ".a.jsonl.gz.manifest.json.part",
                ".a-b.csv.sha256.part",
                ".x.json.zip.part",
                ".a.csv.pgp.part",
                ".a.parquet.pgp.manifest.json.part",
                ".a.jsonl.gz.pgp.sha256.part");
        List<String> others = List.of(
                ".report.doc.part",
                ".a.csv.asc.part",
                ".a.pgp.part",
                "a_r1.csv.part",
                ".a_r1.csv",
                ".part",
                ".a r1.csv.part");
        for (String name : Stream.concat(own.stream(), others.stream()).toList()) {
            Files.writeString(folder.resolve(name), "x");
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(NOW.minus(Duration.ofHours(25))));
        }
        Path young = Files.writeString(folder.resolve(".b_r1.csv.part"), "x");
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofHours(23))));
        drop(OnExisting.SKIP_IF_SAME, parcels.of("z_r1.csv", "1\n"));

        assertThat(names(folder))
                .doesNotContainAnyElementsOf(own)
                .containsAll(others)
                .contains(".b_r1.csv.part");
    }

    @Test
    void leavesNothingOnAFullDiskAndTheSourceIntact() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder)) {
            byte[] large = Parcels.bytes(new Random(7), 900_000);
            Parcel first = parcels.of("a_r1.csv", large);
            Parcel second = parcels.of("b_r1.csv", large);
            DeliveryFault fault = fault(OnExisting.SKIP_IF_SAME, first, second);

            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault).hasMessage(folder + " cannot be written: No space left on device");
            assertThat(names(disk.folder())).isEmpty();
            assertThat(second.document().file()).hasBinaryContent(large);

            drop(OnExisting.SKIP_IF_SAME, first);
            disk.makeReadOnly();
            fault = fault(OnExisting.SKIP_IF_SAME, parcels.of("c_r1.csv", "1\n"));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault).hasMessage(folder + " cannot be written: Read-only file system");
        }
    }

    @Test
    void saysWhatIsInTheWayOfTheFolder() throws Exception {
        Files.writeString(Files.createDirectories(folder.getParent()).resolve("archive"), "a file");
        DeliveryFault fault = fault(OnExisting.SKIP_IF_SAME, parcels.of("a_r1.csv", "1\n"));

        assertThat(fault.isPermanent()).isFalse();
        assertThat(fault).hasMessage(folder + " cannot be written: " + folder + " is there and is not a folder");
    }

    @Test
    void takesPlainNamesOnly() {
        for (String name : List.of("../a.csv", "/a.csv", "a\\b.csv", ".a.csv", "", "a\nb.csv")) {
            assertThatThrownBy(() -> new Parcel(
                            new io.rankwire.document.export.Document(name, "text/csv", work, 0, ""), List.of()))
                    .hasMessageContaining("is not a plain file name");
        }
    }

    @Test
    void isNeverSeenHalfDone() throws Exception {
        Files.createDirectories(folder);
        Random random = new Random(20260401);
        try (PollingReader reader = new PollingReader(folder)) {
            for (int i = 0; i < 200; i++) {
                String name = i % 2 == 0 ? "same.csv" : "new_" + i % 20 + ".csv";
                drop(OnExisting.REPLACE, parcels.of(name, PollingReader.selfChecking(Parcels.bytes(random, 20_000))));
            }
            assertThat(reader.complaints()).isEmpty();
            assertThat(reader.rounds()).isPositive();
        }
    }
}
