package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as it is shipped: in {@code lib/sandbox}, for the demo alone. */
class SandboxJarsTest {
    private static final String SHOPS = "fastmoss-shop-most-promoted";
    private static final String FROM_THE_SANDBOX = ".*(io/rankwire/sandbox|com/icegreen|org/apache/sshd|lib/sandbox).*";

    @TempDir
    Path folder;

    @Test
    void anyOtherCommandLoadsNothingOfIt() throws Exception {
        Distribution program = new Distribution(folder.resolve("distribution"), "camel-slack");
        Path loaded = folder.resolve("loaded");
        try (Workplace workplace = new Workplace(folder)) {
            workplace
                    .feed("shops", SHOPS, Map.of("region", "GB"), "archive")
                    .sink("archive", "export", Map.of("format", "parquet"), "file-drop", Map.of("directory", "data"))
                    .configure();
            Workplace.Result run = program.run(
                    workplace.home,
                    Map.of("RANKWIRE_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded),
                    "run",
                    "--once");

            assertThat(run.exit()).as(run.out() + run.err()).isZero();
        }
        List<String> lines = Files.readAllLines(loaded);
        assertThat(lines).anyMatch(line -> line.contains("io.rankwire.document.format.Parquet "));
        assertThat(lines).noneMatch(line -> line.replace('.', '/').matches(FROM_THE_SANDBOX));
    }

    @Test
    void theDemoLoadsItFromThere() throws Exception {
        Distribution program = new Distribution(folder.resolve("distribution"), "camel-slack");
        for (String part : List.of("routes", "config")) {
            copy(Path.of(part), folder.resolve("distribution"));
        }

        Workplace.Result demo = demo(program);

        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains("5 in " + folder.resolve("demo/sandbox/sftp/inbox"));
    }

    @Test
    void theDemoSaysWhatIsMissingWithoutIt() throws Exception {
        Distribution program = new Distribution(folder.resolve("distribution"), "camel-slack");
        remove(program.sandbox());

        Workplace.Result demo = demo(program);

        assertThat(demo.err().strip())
                .isEqualTo("the demo's vendors and receivers are not installed: there is no " + program.sandbox()
                        + " with their jars; it comes with Rankwire's tarball");
        assertThat(demo.exit()).isEqualTo(2);
        assertThat(folder.resolve("demo")).doesNotExist();
    }

    private Workplace.Result demo(Distribution program) throws IOException, InterruptedException {
        return program.run(
                folder,
                Map.of(),
                "--home",
                folder.toString(),
                "demo",
                "--once",
                "--folder",
                folder.resolve("demo").toString());
    }

    private static void copy(Path part, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.toList()) {
                Files.copy(file, into.resolve(file.toString()));
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
