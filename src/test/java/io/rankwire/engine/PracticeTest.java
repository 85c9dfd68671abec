package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.command.RankwireMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What `rankwire cache` practises, and on what. */
class PracticeTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void copy() throws IOException {
        Path training = Path.of("src/distribution/training");
        Files.walkFileTree(training, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path to = home.resolve(training.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private int run(String... command) {
        return RankwireMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(command);
    }

    @Test
    void pollsTheVendorThatItPlaysAndDeliversBesideAMailServerThatIsAway() {
        int exit = run("--home", home.toString(), "cache", "--practise", "run --once");

        assertThat(exit).as(out.toString()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(home.resolve("data/out/earlier_2026-W12_r1.csv")).content().hasLineCount(6);
        assertThat(home.resolve("data/out/earlier_2026-W12_r1.jsonl")).content().hasLineCount(5);
        assertThat(run("--home", home.toString(), "deliveries", "--json")).isZero();
        assertThat(out.toString()).contains("\"sink\":\"mail\"").contains("\"status\":\"due\"");
    }

    @Test
    void practisesOnFilesWithoutAMistake() {
        assertThat(run("--home", home.toString(), "cache", "--practise", "check"))
                .as(out.toString())
                .isZero();
    }

    @Test
    void isLeftToTheStartScript() {
        assertThat(run("--home", home.toString(), "cache")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("the cache is made by the start script");
    }
}
