package io.rankwire.delivery;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What sinks can hear of a feed. */
public enum Event {
    /** A ranking is there. */
    PUBLISHED("ranking.published"),
    /** The vendor changed a ranking that was published. */
    CORRECTED("ranking.corrected"),
    /** The feed is not polled any more until an operator does something. */
    STOPPED("feed.stopped");

    private final String word;

    Event(String word) {
        this.word = word;
    }

    /** Its name in messages and files. */
    public String word() {
        return word;
    }

    /**
     * The event of that name.
     *
     * @param setting what the name was read from, for the message
     * @throws OperatorMistake naming those that there are
     */
    public static Event parse(String setting, String word) {
        return Arrays.stream(values())
                .filter(event -> event.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake(setting + " has '" + word + "'; there are "
                        + Arrays.stream(values()).map(Event::word).collect(Collectors.joining(", "))));
    }
}
