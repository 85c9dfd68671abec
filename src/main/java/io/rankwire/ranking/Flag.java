package io.rankwire.ranking;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader of a snapshot should know about it. */
public enum Flag {
    /** The vendor answers no deeper. */
    CAPPED,
    /** The feed asked no deeper ({@code maxRows}). */
    LIMITED,
    /** A row came on two pages, so the vendor's order changed while it was read. */
    DRIFT,
    /** The vendor answered with another period than asked; it is stored under the vendor's. */
    RELABELLED,
    /** The vendor named the period in a form that cannot be read; it is stored under the one asked for. */
    ECHO_UNREAD,
    /** The period is the day of the fetch: the vendor names none. */
    INFERRED,
    /** The vendor sent a page twice. */
    REPEATED_PAGE,
    /** Fewer rows came than the vendor's total. */
    SHORT,
    /** Single rows were odd; the warnings say how. */
    WARNINGS;

    /** The word in listings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String words(Set<Flag> flags) {
        return flags.stream().map(Flag::word).collect(Collectors.joining(" "));
    }

    public static Set<Flag> of(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.class)));
    }
}
