package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says on a terminal, which {@code script} makes, and what it says where there is none. */
class TerminalTest {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        boolean there = Files.isExecutable(Path.of("/usr/bin/script"));
        assumeThat(there || System.getenv("CI") != null)
                .as("there is no /usr/bin/script to make a terminal with")
                .isTrue();
        workplace = new Workplace(folder).archive("csv");
        workplace.configure();
        workplace.close();
    }

    private record Said(int exit, String words) {}

    private Said say(boolean terminal, Map<String, String> environment, String typed, String arguments)
            throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '"
                + KilledProgram.classPath() + "' io.rankwire.command.RankwireMain --home '" + workplace.home + "' "
                + arguments;
        Path start = Files.writeString(folder.resolve("start.sh"), "exec " + program + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                terminal
                        ? List.of("script", "-qec", "sh '" + start + "'", "/dev/null")
                        : List.of("sh", start.toString()));
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        Path words = folder.resolve("words");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .redirectInput(Files.writeString(folder.resolve("typed"), typed).toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), Files.readString(words, StandardCharsets.UTF_8));
    }

    @Test
    void isColouredOnATerminalOnlyAndNeverWithNoColor() throws Exception {
        assertThat(say(true, Map.of(), "", "check --help").words()).contains(ESCAPE);
        assertThat(say(true, Map.of("NO_COLOR", "1"), "", "check --help").words())
                .contains("Usage:")
                .doesNotContain(ESCAPE);
        assertThat(say(false, Map.of(), "", "check --help").words())
                .contains("Usage:")
                .doesNotContain(ESCAPE);
    }

    @Test
    void asksForWhatANewFeedLacksOnATerminal() throws Exception {
        Said said = say(true, Map.of(), "us-ads\nkeyapi-product-analytics\nUS\narchive\nAds, US\n", "new feed");

        assertThat(said.exit()).as(said.words()).isZero();
        assertThat(said.words())
                .contains(
                        "name: ", "source, one of", "KeyAPI product analytics", "region, ", "sinks: ", "description, ");
        assertThat(workplace.text("routes/us-ads.camel.yaml"))
                .contains("description: Ads, US\n", "region: US\n", "sinks: archive");
    }

    @Test
    void asksNobodyWhereNobodyLooks() throws Exception {
        Said said = say(false, Map.of(), "de-shops\n", "new feed");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.words()).contains("say the name").doesNotContain("name: ");
    }
}
