package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.Keys;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.ExportAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A ranking that would not fit into memory is exported all the same. With {@code -Drankwire.rows=1000000
 * -Drankwire.heap=96m} it is as large as a workbook can hold, which takes minutes.
 */
class LargeExportTest {
    private static final int ROWS = Integer.getInteger("rankwire.rows", 40_000);
    private static final String HEAP = System.getProperty("rankwire.heap", "40m");

    @TempDir
    static Path home;

    @BeforeAll
    static void fillStore() {
        try (Rankings rankings = new Rankings(home)) {
            assertThat(rankings.large(ROWS).extent().rows()).isEqualTo(ROWS);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void needsNoMoreMemoryThanASmallOne(Format format) throws Exception {
        export(format.word());
    }

    @Test
    void isEncryptedAsItIsWritten() throws Exception {
        export("csv", Keys.make().writePublic(home.resolve("partner.asc")).toString());
    }

    private static void export(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                // Each process lives for a moment only.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ExportAlone.class.getName(),
                home.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        System.out.println("-Xmx" + HEAP + " " + said.lines().reduce("", (first, last) -> last));
    }
}
