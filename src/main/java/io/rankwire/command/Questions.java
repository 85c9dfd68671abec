package io.rankwire.command;

import io.rankwire.text.OperatorMistake;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a person for what the flags left out. */
@FunctionalInterface
public interface Questions {
    /** The answer; empty without a terminal. */
    Optional<String> ask(String question);

    /** Asks on the terminal, if there is one. */
    @SuppressWarnings(
            "SystemConsoleNull") // Where newer Java gives a console without a terminal, nothing comes from it.
    static Questions onTerminal() {
        Console console = System.console();
        return question -> console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s: ", question));
    }

    /**
     * What was given, or else what is answered.
     *
     * @param choices what may be answered; empty for anything
     * @throws OperatorMistake naming what is wanted, when there is no answer
     */
    default String require(String given, String what, List<String> choices) {
        return require(given, what + among(choices), what, choices);
    }

    /** The same of choices that are explained, a line each. */
    default String require(String given, String what, Map<String, String> choices) {
        String explained = choices.entrySet().stream()
                .map(choice -> "%n  %-32s  %s".formatted(choice.getKey(), choice.getValue()))
                .collect(Collectors.joining());
        return require(given, what + ", one of" + explained + "\n" + what, what, List.copyOf(choices.keySet()));
    }

    private String require(String given, String question, String what, List<String> choices) {
        String answer = given == null || given.isBlank() ? ask(question).orElse("") : given;
        if (answer.isBlank()) {
            throw new OperatorMistake("say the " + what + among(choices));
        }
        if (!choices.isEmpty() && !choices.contains(answer.strip())) {
            throw new OperatorMistake(
                    "the " + what + " is '" + answer.strip() + "'; it must be one of " + String.join(", ", choices));
        }
        return answer.strip();
    }

    private static String among(List<String> choices) {
        return choices.isEmpty() ? "" : " (" + String.join(", ", choices) + ")";
    }
}
