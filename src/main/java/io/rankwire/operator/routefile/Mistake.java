package io.rankwire.operator.routefile;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something wrong in an operator's file.
 *
 * @param file from the home folder on, with slashes
 * @param place where in it
 * @param severity how bad it is
 * @param rule what kind of mistake it is
 * @param message subject, what is wrong, value, and the rule or the next step; no secret is ever in it
 */
public record Mistake(String file, Place place, Severity severity, Rule rule, String message)
        implements Comparable<Mistake> {
    private static final Comparator<Mistake> ORDER = Comparator.comparing(Mistake::file)
            .thenComparing(Mistake::place)
            .thenComparing(Mistake::severity)
            .thenComparing(Mistake::message);

    /** How bad it is. */
    public enum Severity {
        /** It does not work as written. */
        ERROR,
        /** It works, but probably not as it is meant. */
        WARNING;

        /** {@code error} or {@code warning}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code routes/a.camel.yaml:14:15  message}. */
    public String line() {
        return file + ":" + place.line() + ":" + place.column() + "  " + (isError() ? "" : "warning: ") + message;
    }

    @Override
    public int compareTo(Mistake other) {
        return ORDER.compare(this, other);
    }
}
