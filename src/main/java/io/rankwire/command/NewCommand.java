package io.rankwire.command;

import io.rankwire.engine.Homes;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.kamelet.StartingFile;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.settings.Home;
import io.rankwire.source.Parameter;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new}: a commented file to start from. */
@Command(
        name = "new",
        description = {
            "Writes a file for a new feed or sink that lists every parameter, and checks it.",
            "On a terminal it asks for whatever the options leave out. It never overwrites a file."
        })
public final class NewCommand {
    private static final String NAME = "[a-z0-9][a-z0-9-]*";
    /** What a file needs beside itself may come later. */
    private static final Set<Rule> LATER =
            EnumSet.of(Rule.REFERENCE, Rule.KEY_FILE, Rule.TEMPLATE, Rule.SETTING, Rule.SECRET);

    private static final String ENDING = ".camel.yaml";
    private static final String DESCRIPTION =
            "What it is for, as reports and listings call it; by default what its kamelet" + " is called.";

    private final Questions questions;

    @Spec
    private CommandSpec spec;

    public NewCommand() {
        this(Questions.onTerminal());
    }

    public NewCommand(Questions questions) {
        this.questions = questions;
    }

    /** {@code new feed}. */
    @Command(name = "feed", description = "Writes routes/NAME.camel.yaml.")
    int feed(
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the feed.") String name,
            @Option(names = "--source", description = "The source kamelet to poll.") String source,
            @Option(names = "--sinks", description = "The sinks to publish to, separated by commas.") String sinks,
            @Option(
                            names = "--every",
                            defaultValue = "1h",
                            description = "Polling interval (default: ${DEFAULT-VALUE}).")
                    String every,
            @Option(names = "--description", description = DESCRIPTION) String description,
            @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Sets a parameter.")
                    Map<String, String> set)
            throws Exception {
        Home home = Homes.home();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, home.routes().resolve("kamelets"));
            String chosen = name(name);
            refuseThere(home.routes().resolve(chosen + ENDING));
            Kamelet asked = find(kamelets, questions.require(source, "source", ofKind(kamelets, "source")));
            Map<String, String> given = answers(asked, set);
            given.put("sinks", questions.require(sinks, "sinks", List.of()));
            String yaml = StartingFile.feed(
                    heading(chosen, description, asked), every, asked, find(kamelets, "publish"), given);
            return write(home, home.routes().resolve(chosen + ENDING), yaml);
        }
    }

    /** {@code new sink}. */
    @Command(name = "sink", description = "Writes routes/sinks/NAME.camel.yaml.")
    int sink(
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the sink.") String name,
            @Option(names = "--transport", description = "The transport kamelet.") String transport,
            @Option(
                            names = "--document",
                            description =
                                    "The document kamelet, or none; by default the one that suits the" + " transport.")
                    String document,
            @Option(names = "--description", description = DESCRIPTION) String description,
            @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Sets a parameter.")
                    Map<String, String> set)
            throws Exception {
        Home home = Homes.home();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, home.routes().resolve("kamelets"));
            String chosen = name(name);
            Path file = home.routes().resolve("sinks").resolve(chosen + ENDING);
            refuseThere(file);
            Kamelet last = find(kamelets, questions.require(transport, "transport", ofKind(kamelets, "transport")));
            List<Kamelet> steps = new ArrayList<>();
            String first = document == null ? usualDocument(last.name()) : document;
            if (!first.equals("none")) {
                steps.add(find(kamelets, questions.require(first, "document", ofKind(kamelets, "document"))));
            }
            steps.add(last);
            Map<String, String> given = new LinkedHashMap<>(set == null ? Map.of() : set);
            for (Kamelet step : steps) {
                given = answers(step, given);
            }
            return write(home, file, StartingFile.sink(heading(chosen, description, last), steps, given));
        }
    }

    /** Webhooks write their own bodies; people read reports; machines read files. */
    private static String usualDocument(String transport) {
        return switch (transport) {
            case "webhook" -> "none";
            case "email" -> "ranking-report";
            default -> "export";
        };
    }

    private String name(String given) {
        String name = questions.require(given, "name", List.of());
        if (!name.matches(NAME)) {
            throw new OperatorMistake("the name is '" + name + "'; it must be of small letters, digits and hyphens");
        }
        return name;
    }

    private StartingFile.Heading heading(String name, String description, Kamelet kamelet) {
        String given = description == null
                ? questions
                        .ask("description, by default " + kamelet.about().title())
                        .orElse("")
                : description;
        return new StartingFile.Heading(name, given);
    }

    private Map<String, String> answers(Kamelet kamelet, Map<String, String> set) {
        Map<String, String> given = new LinkedHashMap<>(set == null ? Map.of() : set);
        for (String name : kamelet.required()) {
            if (given.getOrDefault(name, "").isBlank()) {
                Parameter parameter = kamelet.parameters().get(name);
                questions
                        .ask(parameter == null ? name : name + ", " + parameter.description())
                        .ifPresent(answer -> given.put(name, answer.strip()));
            }
        }
        return given;
    }

    private static Kamelet find(Kamelets kamelets, String name) {
        return kamelets.find(name)
                .orElseThrow(() -> new OperatorMistake("there is no kamelet " + name + " that can be read"));
    }

    /** Their titles by their names. */
    private static Map<String, String> ofKind(Kamelets kamelets, String kind) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String name : kamelets.names()) {
            kamelets.find(name)
                    .filter(kamelet -> kamelet.kind().equals(kind))
                    .ifPresent(kamelet -> titles.put(name, kamelet.about().title()));
        }
        return titles;
    }

    private static void refuseThere(Path file) {
        if (Files.exists(file)) {
            throw new OperatorMistake(file + " is there already; it is not overwritten");
        }
    }

    /** A file in which a value is wrong does not stay. */
    private int write(Home home, Path file, String yaml) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new OperatorMistake(file + " is there already; it is not overwritten", e);
        }
        String name = home.folder().relativize(file).toString();
        PrintWriter err = spec.commandLine().getErr();
        List<Mistake> mistakes = check(home, file);
        boolean wrong = mistakes.stream().anyMatch(mistake -> mistake.isError() && !LATER.contains(mistake.rule()));
        // A line of a file that is not there says nothing.
        mistakes.forEach(mistake -> err.println(wrong ? mistake.message() : mistake.line()));
        if (wrong) {
            Files.delete(file);
            err.println(name + " is not written");
        } else {
            spec.commandLine().getOut().println(name + " is written");
            spec.commandLine().getOut().flush();
        }
        err.flush();
        return mistakes.stream().anyMatch(Mistake::isError) ? ExitCode.USAGE : ExitCode.OK;
    }

    private static List<Mistake> check(Home home, Path file) {
        try (Checker checker = new Checker(home, Map.of())) {
            return checker.check(file);
        }
    }
}
