package io.rankwire.document;

import io.rankwire.ranking.Snapshot;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What files are called: a pattern in which {@code {feed}}, {@code {source}}, {@code {period}}, {@code {first}},
 * {@code {last}} and {@code {revision}} stand for the snapshot's own. The same snapshot always has the same name, so
 * that a delivery that is repeated replaces the file.
 */
public final class FileName {
    /** {@code us-beauty-live-products_2026-W13_r1}. */
    public static final String USUAL = "{feed}_{period}_r{revision}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final List<String> NAMES = List.of("feed", "source", "period", "first", "last", "revision");
    /** A word of a name, so that a long feed does not push the period out of it. */
    private static final int LONGEST_WORD = 100;
    /** Leaves room for endings in the 255 bytes that file systems give a name. */
    private static final int LONGEST = 200;

    private FileName() {}

    /**
     * Checks a pattern.
     *
     * @throws IllegalArgumentException naming what is unknown in it and what there is
     */
    static void check(String pattern) {
        TreeSet<String> unknown = new TreeSet<>();
        PLACEHOLDER.matcher(pattern).results().forEach(match -> unknown.add(match.group()));
        NAMES.forEach(name -> unknown.remove("{" + name + "}"));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("fileName is '" + pattern + "'; it names "
                    + String.join(" and ", unknown) + ", known are {" + String.join("}, {", NAMES) + "}");
        }
        if (!pattern.contains("{period}") && !pattern.contains("{first}") && !pattern.contains("{last}")) {
            throw new IllegalArgumentException("fileName is '" + pattern
                    + "'; it needs {period}, {first} or {last}, or every period would replace the one before");
        }
    }

    /** The name for a snapshot, without its ending. */
    static String of(String pattern, Snapshot snapshot, String feed) {
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        return safe(
                matcher.replaceAll(
                        match -> Matcher.quoteReplacement(safe(value(match.group(1), snapshot, feed), LONGEST_WORD))),
                LONGEST);
    }

    private static String value(String name, Snapshot snapshot, String feed) {
        return switch (name) {
            case "feed" -> feed;
            case "source" -> snapshot.origin().source();
            case "period" -> snapshot.period().key();
            case "first" -> snapshot.period().first().toString();
            case "last" -> snapshot.period().last().toString();
            case "revision" -> Integer.toString(snapshot.revision());
            default -> throw new IllegalArgumentException("{" + name + "} stands for nothing in a file name");
        };
    }

    /** Letters, digits, dot, underscore and hyphen alone; hidden nowhere, a path to nowhere, never empty. */
    private static String safe(String text, int longest) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^\\.+", "");
        String bounded = safe.substring(0, Math.min(longest, safe.length()));
        return bounded.isEmpty() ? "-" : bounded;
    }
}
