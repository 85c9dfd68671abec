package io.rankwire.command;

import io.rankwire.text.OperatorMistake;
import java.io.Console;
import java.util.List;
import java.util.Optional;

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
        String among = choices.isEmpty() ? "" : " (" + String.join(", ", choices) + ")";
        String answer = given == null || given.isBlank() ? ask(what + among).orElse("") : given;
        if (answer.isBlank()) {
            throw new OperatorMistake("say the " + what + among);
        }
        if (!choices.isEmpty() && !choices.contains(answer.strip())) {
            throw new OperatorMistake(
                    "the " + what + " is '" + answer.strip() + "'; it must be one of " + String.join(", ", choices));
        }
        return answer.strip();
    }
}
