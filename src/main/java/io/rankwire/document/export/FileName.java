package io.rankwire.document.export;

import io.rankwire.document.format.Format;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What files are called: a pattern in which {@code {feed}}, {@code {source}}, {@code {period}}, {@code {first}},
 * {@code {last}}, {@code {revision}} and {@code {format}} stand for the snapshot's own, and every other name for a
 * parameter that the feed set: {@code {region}}, {@code {categoryId}}. The same snapshot always has the same name, so
 * that a delivery that is repeated replaces the file.
 */
public final class FileName {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    /** A word of a name, so that a long feed does not push the period out of it. */
    private static final int LONGEST_WORD = 100;
    /** Leaves room for endings in the 255 bytes that file systems give a name. */
    private static final int LONGEST = 200;

    /** Letters, digits and marks as {@link #safe} leaves them, and whatever endings the name of a document can have. */
    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.("
            + Arrays.stream(Format.values()).map(Format::word).collect(Collectors.joining("|")) + ")("
            + Arrays.stream(Compression.values())
                    .map(Compression::ending)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(" + Pattern.quote(Recipient.ENDING) + ")?");

    private FileName() {}

    /** Whether a file of that name can be a document. */
    public static boolean isOfDocument(String name) {
        return DOCUMENT.matcher(name).matches();
    }

    /**
     * Checks what can be known of a pattern before there is a snapshot.
     *
     * @throws OperatorMistake saying what it lacks
     */
    static void check(String pattern) {
        if (!pattern.contains("{period}") && !pattern.contains("{first}") && !pattern.contains("{last}")) {
            throw new OperatorMistake("fileName is '" + pattern
                    + "'; it needs {period}, {first} or {last}, or every period would replace the one before");
        }
    }

    /**
     * The name for a snapshot, without its ending.
     *
     * @throws OperatorMistake naming what is unknown in the pattern and what there is
     */
    static String of(String pattern, Snapshot snapshot, String feed, Format format) {
        Map<String, String> values = values(snapshot, feed, format);
        Set<String> unknown = new TreeSet<>();
        PLACEHOLDER.matcher(pattern).results().map(match -> match.group(1)).forEach(unknown::add);
        unknown.removeAll(values.keySet());
        if (!unknown.isEmpty()) {
            throw new OperatorMistake("fileName is '" + pattern + "'; it names " + braced(unknown, " and ")
                    + ", known here are " + braced(values.keySet(), ", "));
        }
        String filled = PLACEHOLDER
                .matcher(pattern)
                .replaceAll(
                        match -> Matcher.quoteReplacement(safe(values.getOrDefault(match.group(1), ""), LONGEST_WORD)));
        return safe(filled, LONGEST);
    }

    private static Map<String, String> values(Snapshot snapshot, String feed, Format format) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("feed", feed);
        values.put("source", snapshot.origin().source());
        values.put("period", snapshot.period().key());
        values.put("first", snapshot.period().first().toString());
        values.put("last", snapshot.period().last().toString());
        values.put("revision", Integer.toString(snapshot.revision()));
        values.put("format", format.word());
        // A parameter of the same name is outdone: the period's key says more than its length.
        Series.parse(snapshot.origin().series()).scope().forEach(values::putIfAbsent);
        return values;
    }

    private static String braced(Collection<String> names, String between) {
        return names.stream().map(name -> "{" + name + "}").collect(Collectors.joining(between));
    }

    /** Letters, digits, dot, underscore and hyphen alone; hidden nowhere, a path to nowhere, never empty. */
    private static String safe(String text, int longest) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^\\.+", "");
        String bounded = safe.substring(0, Math.min(longest, safe.length()));
        return bounded.isEmpty() ? "-" : bounded;
    }
}
