package io.rankwire.kamelet;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rankwire.source.Parameter;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The text of a new route file: the kamelets' parameters with what is known of each, those that are set and the others. */
public final class StartingFile {
    private static final String PLAIN = "[A-Za-z0-9_./][A-Za-z0-9_./ ,@:-]*";
    private static final int WIDTH = 110;
    private static final String INDENT = " ".repeat(14);

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> given;

    private StartingFile(Map<String, String> given) {
        this.given = given;
    }

    /**
     * What a route is called.
     *
     * @param name its id, and its file's name
     * @param description what it is for; blank for the title of its kamelet
     */
    public record Heading(String name, String description) {}

    /**
     * A feed.
     *
     * @param every how often its timer asks
     * @throws OperatorMistake naming a value that is missing, or that the source has no use for
     */
    public static String feed(
            Heading heading, String every, Kamelet source, Kamelet publish, Map<String, String> given) {
        refuseUnknown(List.of(source, publish), given);
        StartingFile file = new StartingFile(given);
        file.comment("# ", source.about().title() + ". " + source.about().description());
        file.head(heading, source);
        file.line("      uri: timer:" + heading.name());
        file.line("      parameters:");
        file.line("        period: " + every + "  # how often it is asked; what is there is not bought again");
        file.line("      steps:");
        file.step(source);
        file.step(publish);
        return file.text.toString();
    }

    /** A sink that takes these steps; otherwise like {@link #feed}. */
    public static String sink(Heading heading, List<Kamelet> steps, Map<String, String> given) {
        refuseUnknown(steps, given);
        StartingFile file = new StartingFile(given);
        Kamelet last = steps.get(steps.size() - 1);
        file.comment("# ", last.about().title() + ". " + last.about().description());
        file.head(heading, last);
        file.line("      uri: direct:" + heading.name());
        file.line("      steps:");
        steps.forEach(file::step);
        return file.text.toString();
    }

    private static void refuseUnknown(List<Kamelet> steps, Map<String, String> given) {
        Set<String> known = new TreeSet<>();
        steps.forEach(step -> known.addAll(step.parameters().keySet()));
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new OperatorMistake(name + " is no parameter of "
                        + String.join(" or ", steps.stream().map(Kamelet::name).toList())
                        + Nearest.hint(name, known));
            }
        }
        for (Kamelet step : steps) {
            for (String name : step.required()) {
                if (given.getOrDefault(name, "").isBlank()) {
                    throw new OperatorMistake(step.name() + " needs " + name + "; add --set " + name + "=…");
                }
            }
        }
    }

    private void head(Heading heading, Kamelet kamelet) {
        String description = heading.description().isBlank()
                ? kamelet.about().title()
                : heading.description().strip();
        line("# Written by `rankwire new`. What stands behind a # is not set; take the # away to set it.");
        line("- route:");
        line("    id: " + heading.name() + "  # the same as the file's name");
        line("    description: " + scalar(description));
        line("    from:");
    }

    private void step(Kamelet kamelet) {
        line("        - to:");
        line("            uri: kamelet:" + kamelet.name());
        Set<String> set = set(kamelet);
        if (!set.isEmpty()) {
            line("            parameters:");
        }
        for (Map.Entry<String, Parameter> entry : kamelet.parameters().entrySet()) {
            Parameter parameter = entry.getValue();
            comment(INDENT + "# ", about(parameter));
            String value = given.getOrDefault(entry.getKey(), parameter.fallback());
            String line = entry.getKey() + ":" + (value == null || value.isBlank() ? "" : " " + scalar(value));
            line(INDENT + (set.contains(entry.getKey()) ? line : "# " + line));
        }
    }

    /** What is set in the file: what was given, or else one default, because a list of nothing is no list. */
    private Set<String> set(Kamelet kamelet) {
        Set<String> set = new TreeSet<>(kamelet.parameters().keySet());
        set.removeIf(name -> given.getOrDefault(name, "").isBlank());
        if (set.isEmpty()) {
            kamelet.parameters().entrySet().stream()
                    .filter(parameter -> parameter.getValue().fallback() != null)
                    .findFirst()
                    .ifPresent(parameter -> set.add(parameter.getKey()));
        }
        return set;
    }

    private static String about(Parameter parameter) {
        List<String> facts = new ArrayList<>();
        facts.add(parameter.description() == null ? parameter.title() : parameter.description());
        if (!parameter.allowed().isEmpty()) {
            facts.add("One of " + String.join(", ", parameter.allowed()) + ".");
        }
        if (parameter.minimum() != null) {
            facts.add("At least " + parameter.minimum().toPlainString() + ".");
        }
        if (parameter.maximum() != null) {
            facts.add("At most " + parameter.maximum().toPlainString() + ".");
        }
        return String.join(" ", facts);
    }

    private static String scalar(String value) {
        return value.matches(PLAIN) && !value.contains(": ") && !value.endsWith(":") && !value.endsWith(" ")
                ? value
                : TextNode.valueOf(value).toString();
    }

    private void comment(String before, String words) {
        StringBuilder line = new StringBuilder(before.stripTrailing());
        for (String word : words.split("\\s+", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                line(line.toString());
                line.setLength(0);
                line.append(before.stripTrailing());
            }
            line.append(' ').append(word);
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
