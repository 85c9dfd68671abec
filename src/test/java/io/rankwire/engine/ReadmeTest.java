package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rankwire.command.RankwireMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that the README shows is one that there is, and does what it is shown for. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?:^|[\\s(/])rankwire ([a-z][^#)\n]*)");
    /** What runs for ever, asks a person, opens a window, needs another server, or a state that nothing is in here. */
    private static final Pattern NOT_RUN = Pattern.compile("run|demo|new .*|report .*--open|store copy .*"
            + "|deliveries (retry|skip) .*|sinks (enable|disable) .*|budget resume .*");

    @TempDir
    Path folder;

    /** What is typed, in the order of the page. */
    private static Set<String> commands(String page) {
        Set<String> commands = new LinkedHashSet<>();
        Stream.concat(texts(BLOCK, page), texts(SPAN, BLOCK.matcher(page).replaceAll("")))
                .flatMap(text -> texts(COMMAND, text))
                .map(String::strip)
                .forEach(commands::add);
        return commands;
    }

    private static Stream<String> texts(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private Workplace shipped() throws IOException {
        Workplace workplace = new Workplace(folder).property("merch.team.email", "team@example.com");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = workplace.home.resolve(file.toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return workplace;
    }

    private String[] words(String command) {
        return command.replace("FEED", "us-beauty-live-products")
                .replaceAll("\\b(SNAPSHOT|ID)\\b", "1")
                .replace("NAME", "archive")
                .replace("DIR", folder.resolve("out").toString())
                .split(" +");
    }

    @Test
    void showsCommandsThatThereAre() throws IOException {
        Set<String> commands = commands(readme());

        assertThat(commands).contains("check", "run", "backfill FEED --from 2026-W01 --to 2026-W10");
        for (String command : commands) {
            if (command.equals("cache")) {
                assertThat(Path.of("src/distribution/bin/rankwire")).content().contains("= cache ]");
            } else {
                assertThatCode(() -> RankwireMain.commandLine().parseArgs(words(command)))
                        .as(command)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void showsCommandsThatDoWhatTheyAreShownFor() throws IOException {
        try (Workplace workplace = shipped()) {
            Workplace.Result fetched = workplace.run("run", "--once");
            assertThat(fetched.exit()).as(fetched.out() + fetched.err()).isZero();
            for (String command : commands(readme())) {
                if (NOT_RUN.matcher(command).matches() || command.equals("cache")) {
                    continue;
                }
                Workplace.Result result = workplace.run(words(command));
                assertThat(result.exit())
                        .as(command + "\n" + result.out() + result.err())
                        .isZero();
            }
        }
    }

    @Test
    void namesWhatTheBuildAndTheContainersHave() throws IOException {
        String page = readme();
        String build = Files.readString(Path.of("pom.xml"));
        String containers = Files.readString(Path.of("docker-compose.yml"));

        assertThat(texts(Pattern.compile("mvn -P(\\w+)"), page).toList())
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(build).contains("<id>" + profile + "</id>"));
        assertThat(texts(Pattern.compile("-D(rankwire[\\w.]+)="), page).toList())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(build).contains("${" + property + "}"));
        String version = texts(Pattern.compile("<artifactId>rankwire</artifactId>\\s*<version>([^<]+)"), build)
                .findFirst()
                .orElse("");
        assertThat(texts(Pattern.compile("rankwire-(\\d[\\w.-]*?)(?:\\.tar\\.gz|[ \n])"), page)
                        .distinct()
                        .toList())
                .isEqualTo(List.of(version));
        assertThat(texts(Pattern.compile("--profile (\\w+)"), page).toList())
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(containers).contains(profile));
        assertThat(texts(SPAN, page)
                        .filter(span -> span.matches("(docs|config/(grafana|kubernetes|prometheus))[/\\w.-]*"))
                        .toList())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }
}
