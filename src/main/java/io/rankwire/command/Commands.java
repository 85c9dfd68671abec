package io.rankwire.command;

import io.rankwire.command.catalogue.SourcesCommand;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands, in the order of the help. Reading the options of all of them by reflection takes longer than a short
 * command itself; the help and a misspelt name need names and descriptions alone.
 */
final class Commands {
    private static final List<Class<?>> ALL = List.of(
            RunCommand.class,
            PollCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            TryCommand.class,
            NewCommand.class,
            SourcesCommand.class,
            SchemaCommand.class,
            BackfillCommand.class,
            SnapshotsCommand.class,
            DeliveriesCommand.class,
            SinksCommand.class,
            ReplayCommand.class,
            BudgetCommand.class,
            AutoComplete.GenerateCompletion.class,
            StoreCommand.class,
            CacheCommand.class,
            HelpCommand.class);

    private static final String COMPLETION = name(AutoComplete.GenerateCompletion.class);

    private Commands() {}

    /** Each with its options. */
    static List<CommandLine> all() {
        return ALL.stream().map(CommandLine::new).toList();
    }

    /**
     * Those that the arguments name, with their options; where the help is asked for or no name is known, the others too,
     * as the help lists them.
     */
    static List<CommandLine> neededBy(List<String> arguments) {
        if (arguments.contains(COMPLETION) || arguments.stream().anyMatch(argument -> argument.startsWith("@"))) {
            return all();
        }
        List<Class<?>> named = ALL.stream()
                .filter(command -> arguments.contains(name(command)))
                .toList();
        boolean areListed = named.isEmpty() || named.contains(HelpCommand.class);
        return ALL.stream()
                .filter(command -> areListed || named.contains(command))
                .map(command -> named.contains(command) ? new CommandLine(command) : outline(command))
                .toList();
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    private static CommandLine outline(Class<?> command) {
        CommandSpec outline = CommandSpec.create().name(name(command));
        outline.usageMessage().description(command.getAnnotation(Command.class).description());
        return new CommandLine(outline);
    }
}
