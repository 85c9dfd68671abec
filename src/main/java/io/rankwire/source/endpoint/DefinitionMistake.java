package io.rankwire.source.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong in a kamelet's definition, each with its place. */
public final class DefinitionMistake extends OperatorMistake {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * One thing that is wrong.
     *
     * @param path the keys and list indexes that lead to it, from where the mistake was found
     * @param at how many characters into the text there; {@link #WHOLE} for all of it
     * @param isError whether the kamelet cannot be used; else it works, but probably not as it is meant
     */
    public record Finding(List<String> path, int at, boolean isError, String message) {
        /** No character in particular. */
        public static final int WHOLE = -1;

        public Finding {
            path = List.copyOf(path);
        }

        public static Finding error(List<String> path, String message) {
            return new Finding(path, WHOLE, true, message);
        }

        public static Finding warning(List<String> path, String message) {
            return new Finding(path, WHOLE, false, message);
        }

        /** The same, found from further out. */
        public Finding below(List<String> outer) {
            return new Finding(Stream.concat(outer.stream(), path.stream()).toList(), at, isError, message);
        }
    }

    public DefinitionMistake(List<Finding> findings) {
        super(findings.get(0).message());
        this.findings = List.copyOf(findings);
    }

    /** One mistake, in the value that these keys lead to. */
    public DefinitionMistake(String message, String... path) {
        this(List.of(Finding.error(List.of(path), message)));
    }

    /** What Jackson says of a value that is not what it should be, in our words. */
    public static DefinitionMistake of(JsonProcessingException e) {
        List<String> path = new ArrayList<>();
        if (e instanceof JsonMappingException mapping) {
            mapping.getPath()
                    .forEach(step -> path.add(
                            step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()));
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DefinitionMistake mistake) {
                return mistake.below(path);
            }
            if (cause instanceof OperatorMistake mistake) {
                return new DefinitionMistake(List.of(Finding.error(path, mistake.getMessage())));
            }
        }
        return new DefinitionMistake(List.of(Finding.error(path, reason(e, path))));
    }

    /** What Jackson says about Java classes is no help to operators. */
    private static String reason(JsonProcessingException e, List<String> path) {
        String name = path.isEmpty() ? "it" : path.get(path.size() - 1);
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return unknown.getPropertyName() + " is not known here" + Nearest.hint(unknown.getPropertyName(), known);
        }
        if (e instanceof InvalidFormatException format) {
            return name + " is '" + format.getValue() + "', which it cannot be";
        }
        return name + " is not built as it should be: " + e.getOriginalMessage().split("\n", 2)[0];
    }

    /** The same, found from further out. */
    public DefinitionMistake below(List<String> outer) {
        return new DefinitionMistake(
                findings.stream().map(finding -> finding.below(outer)).toList());
    }

    /** The same, saying in which file. */
    public OperatorMistake in(String file) {
        return new OperatorMistake(file + ": the endpoint block cannot be used: " + getMessage(), this);
    }

    /** Never empty, the worst not necessarily first. */
    public List<Finding> findings() {
        return findings;
    }

    /** Fails when there is an error among the findings. */
    public static void throwIfAny(List<Finding> findings) {
        List<Finding> errors = new ArrayList<>(findings);
        errors.removeIf(finding -> !finding.isError());
        if (!errors.isEmpty()) {
            throw new DefinitionMistake(errors);
        }
    }
}
