package io.rankwire.operator.routefile;

import io.rankwire.text.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code config/rankwire.properties}, entry by entry, with places.
 *
 * @param entries in the file's order
 * @param unreadable the lines that are no entries
 */
public record SettingsFile(List<Entry> entries, List<Unreadable> unreadable) {
    /** Where it is in the home folder. */
    public static final String PATH = "config/rankwire.properties";

    public SettingsFile {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /** A line that is no entry, and why. */
    public record Unreadable(Place place, String why) {}

    /** A key and what it is set to. */
    public record Entry(String key, Place place, Text value) {}

    /** Reads a file; a line that cannot be read is left out and named. */
    public static SettingsFile read(byte[] content) {
        String[] lines = Utf8.text(content).split("\r\n|\r|\n", -1);
        List<Entry> entries = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            StringBuilder logical = new StringBuilder(lines[i]);
            boolean comment =
                    lines[i].strip().startsWith("#") || lines[i].strip().startsWith("!");
            while (!comment && endsInBackslash(lines[i]) && i + 1 < lines.length) {
                logical.append('\n').append(lines[++i]);
            }
            int broken = logical.indexOf(String.valueOf(Utf8.BROKEN));
            if (broken >= 0) {
                unreadable.add(
                        new Unreadable(new Place(first + 1, broken + 1), "is no UTF-8 text; save the file as UTF-8"));
            } else if (!comment && !logical.toString().isBlank()) {
                entry(logical.toString(), first + 1, i == first)
                        .ifPresentOrElse(
                                entries::add,
                                () -> unreadable.add(new Unreadable(
                                        new Place(first + 1, 1),
                                        "cannot be read: \\u must be followed by four hexadecimal digits")));
            }
        }
        return new SettingsFile(entries, unreadable);
    }

    private static boolean endsInBackslash(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private static Optional<Entry> entry(String logical, int line, boolean oneLine) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a text can always be read", e);
        }
        String key = properties.stringPropertyNames().iterator().next();
        String value = properties.getProperty(key);
        int keyColumn = logical.length() - logical.stripLeading().length() + 1;
        boolean exact = oneLine && logical.endsWith(value);
        Place valuePlace = exact ? new Place(line, logical.length() - value.length() + 1) : new Place(line, keyColumn);
        return Optional.of(new Entry(key, new Place(line, keyColumn), new Text(value, valuePlace, exact)));
    }

    public SortedSet<String> keys() {
        SortedSet<String> keys = new TreeSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    /** The last entry of that key, which counts; empty when there is none. */
    public Optional<Entry> find(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).reduce((first, second) -> second);
    }

    /** What it says, for those who need no places. */
    public Properties properties() {
        Properties properties = new Properties();
        entries.forEach(
                entry -> properties.setProperty(entry.key(), entry.value().value()));
        return properties;
    }
}
