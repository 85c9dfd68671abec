package io.rankwire.command;

import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cache}: stands here for the help; the start script itself makes the cache. */
@Command(
        name = "cache",
        description = "Builds the class cache, once after unpacking; every command then starts faster.")
final class CacheCommand implements Callable<Integer> {
    /** What operators do most, each with the classes of its own. */
    private static final List<String> PRACTISED =
            List.of("--version", "--help", "check", "snapshots", "deliveries", "budget", "sinks", "run");

    @Option(names = "--practise", hidden = true, description = "For the start script: run what the class cache is for.")
    private boolean practise;

    /** The program as far as a command needs it. */
    private Function<String, CommandLine> program = command -> {
        throw new IllegalStateException("there is no program to practise " + command + " on");
    };

    void practiseOn(Function<String, CommandLine> whole) {
        program = whole;
    }

    @Override
    public Integer call() {
        if (!practise) {
            throw new OperatorMistake(
                    "the cache is made by the start script: bin/rankwire cache, without more arguments");
        }
        return PRACTISED.stream()
                .mapToInt(command -> program.apply(command)
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute(command))
                .max()
                .orElseThrow();
    }
}
