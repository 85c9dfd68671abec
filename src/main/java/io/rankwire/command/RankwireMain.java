package io.rankwire.command;

import io.rankwire.engine.Homes;
import io.rankwire.log.Logs;
import io.rankwire.text.Failure;
import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes, which are picocli's: 0 done, 1 failed, 2 bad usage or bad files. */
@Command(
        name = "rankwire",
        description = "Polls paged ranking APIs, works out who moved, and delivers the result.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RankwireMain.Version.class)
public final class RankwireMain {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log details and stack traces.")
    void verbose(boolean on) {
        if (on) {
            Logs.verbose();
        }
    }

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description =
                    "Folder with routes, config and data; by default RANKWIRE_HOME, else the current folder if it has"
                            + " routes, else the installation folder.")
    void home(Path folder) {
        Homes.use(folder);
    }

    public static void main(String[] arguments) {
        if (List.of("--version").equals(List.of(arguments))) {
            // Without the parser, which has every jar opened to see whether it runs under Groovy.
            System.out.println(Version.text());
            return;
        }
        Logs.choose();
        System.exit(exit(arguments));
    }

    /** An error of Java's own, such as too little memory, passes picocli by; the program ends with it all the same. */
    private static int exit(String... arguments) {
        try {
            return commandLine(arguments).setExecutionStrategy(new Execution()).execute(arguments);
        } catch (Error e) {
            System.err.println(Failure.line(e));
            return ExitCode.SOFTWARE;
        }
    }

    /** The program with all its commands. */
    public static CommandLine commandLine() {
        return commandLine(Commands.all());
    }

    /** The program as far as these arguments need it. */
    static CommandLine commandLine(String... arguments) {
        return commandLine(Commands.neededBy(List.of(arguments)));
    }

    /**
     * Every command's examples, which stand at the end of its help. Looked up by name, as picocli would, they would be looked
     * for in every jar, in the user's language too.
     */
    private static ResourceBundle examples() {
        try (InputStream file = RankwireMain.class.getResourceAsStream("Examples.properties")) {
            return new PropertyResourceBundle(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the examples of the help cannot be read", e);
        }
    }

    private static CommandLine commandLine(List<CommandLine> commands) {
        CommandLine commandLine = new CommandLine(new RankwireMain());
        commandLine.setResourceBundle(examples());
        for (CommandLine command : commands) {
            commandLine.addSubcommand(command.getCommandName(), command);
            if (command.getCommand() instanceof CacheCommand cache) {
                cache.practiseOn(RankwireMain::commandLine);
            }
        }
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.registerConverter(Path.class, new PathConverter());
        commandLine.setExecutionExceptionHandler(new FailureLine());
        return commandLine;
    }

    // Classes and no lambdas: picocli is compiled for Java 5, and Java 17 archives no interface of that age with a
    // lambda.

    /** Takes the log over for all that does more than to print a help. */
    private static final class Execution implements CommandLine.IExecutionStrategy {
        @Override
        public int execute(CommandLine.ParseResult parsed) {
            boolean isHelp = parsed.asCommandLineList().stream()
                    .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
            if (!isHelp) {
                Logs.takeOver();
            }
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    /** Says why a command failed, in one line. */
    private static final class FailureLine implements CommandLine.IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
            PrintWriter err = command.getErr();
            err.println(Failure.line(exception));
            if (Logs.isVerbose()) {
                StringWriter trace = new StringWriter();
                exception.printStackTrace(new PrintWriter(trace));
                trace.toString().lines().map(OneLine::of).forEach(line -> err.println("  " + line));
            }
            return OperatorMistake.in(exception).isPresent() ? ExitCode.USAGE : ExitCode.SOFTWARE;
        }
    }

    /** A shell replaces {@code ~} where a word begins, as in {@code --home ~/x}, but not in {@code --home=~/x}. */
    private static final class PathConverter implements CommandLine.ITypeConverter<Path> {
        @Override
        public Path convert(String written) {
            try {
                WrittenPath.FROM_OUTSIDE.check("the path", written);
                return Path.of(written);
            } catch (OperatorMistake e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }

    /** Says the version that the jar was built with. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = RankwireMain.class.getPackage().getImplementationVersion();
            return "rankwire " + (version == null ? "(not built)" : version);
        }
    }
}
