package io.rankwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs, once and with next to nothing to do, so that none of them rots. */
class BenchTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"parts", "documents", "ledger", "files", "start", "idle", "memory", "end", "sinks", "growth"})
    void runs(String part) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));

        new Bench(Bench.Sizes.TINY, work, List.of(part)).run(folder.resolve("report"), "tiny");

        assertThat(folder.resolve("report/report.md")).content().contains("| what | unit |");
        assertThat(folder.resolve("report/report.json")).content().contains("\"what\"");
    }
}
