package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rankwire.command.RankwireMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;

class HelpTest {
    private static final String EXAMPLES = "Examples:";

    static Stream<CommandLine> commands() {
        return all(RankwireMain.commandLine());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().distinct().flatMap(HelpTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasExamplesThatItTakes(CommandLine command) {
        command.setUsageHelpWidth(200);
        String help = command.getUsageMessage(Ansi.OFF);
        assertThat(help).contains(EXAMPLES).doesNotContain("\u001b");
        List<String> examples = help.substring(help.indexOf(EXAMPLES) + EXAMPLES.length())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(examples).isNotEmpty().allMatch(line -> line.startsWith("rankwire "));
        for (String example : examples) {
            String[] words = example.replaceAll(" > .*", "")
                    .substring("rankwire ".length())
                    .split(" ");
            assertThatCode(() -> RankwireMain.commandLine().parseArgs(words))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAFolderWhoseNameNoShellHasRead() {
        StringWriter err = new StringWriter();
        CommandLine program = RankwireMain.commandLine().setErr(new PrintWriter(err));

        assertThat(program.execute("check", "--home=~/rankwire")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("the path is '~/rankwire'; ~ is not replaced here: write an absolute path or one relative to"
                        + " the current folder");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndOptionSaysWhatItIsFor(CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(command.getCommandSpec().qualifiedName())
                .isNotEmpty();
        assertThat(command.getCommandSpec().options()).allSatisfy(option -> assertThat(option.description())
                .as(String.join(", ", option.names()))
                .isNotEmpty());
    }

    @Test
    void helpsWithACommandOfACommand() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine rankwire =
                RankwireMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        assertThat(rankwire.execute("help", "new", "feed")).isZero();
        assertThat(out.toString()).startsWith("Usage: rankwire new feed").contains("--source");
        assertThat(rankwire.execute("help", "new", "fed")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no command 'fed' in rankwire new; did you mean feed?");
        out.getBuffer().setLength(0);
        assertThat(rankwire.execute("help")).isZero();
        assertThat(out.toString()).contains("cache ", "poll ");
    }

    @Test
    void writesACompletionThatBashTakes(@TempDir Path folder) throws IOException, InterruptedException {
        StringWriter out = new StringWriter();
        int exit = RankwireMain.commandLine().setOut(new PrintWriter(out)).execute("generate-completion");
        Path script = Files.writeString(folder.resolve("completion"), out.toString());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "' && COMP_WORDS=(rankwire sna) && COMP_CWORD=1"
                                + " && _complete_rankwire 2>/dev/null && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(exit).isZero();
        assertThat(said.strip()).isEqualTo("snapshots");
    }
}
