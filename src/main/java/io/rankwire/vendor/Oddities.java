package io.rankwire.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is odd about the rows of one page: each kind once, by its first case, with how often it came. Not thread-safe. */
final class Oddities {
    private static final int MOST_KINDS = 20;

    private final Map<String, First> kinds = new LinkedHashMap<>();

    private static final class First {
        private final String sentence;
        private int count;

        First(String sentence) {
            this.sentence = sentence;
        }

        String line() {
            return count == 1 ? sentence : sentence + " (" + count + " times)";
        }
    }

    /** Something that has no other cases than itself. */
    void say(String sentence) {
        count(sentence, sentence);
    }

    /** A column's value that is none of its type and is left empty. */
    void unread(String column, ColumnType type, String text) {
        if (isNew("unread " + column)) {
            count(
                    "unread " + column,
                    column + " is '" + Faults.line(text) + "', which is no " + type.word() + ", and is left empty");
        }
    }

    /** A column's value that names more than one number. */
    void lowest(String column, String text) {
        if (isNew("lowest " + column)) {
            count("lowest " + column, column + " is '" + Faults.line(text) + "', of which the low end is kept");
        }
    }

    private boolean isNew(String kind) {
        First known = kinds.get(kind);
        if (known != null) {
            known.count++;
        }
        return known == null;
    }

    private void count(String kind, String sentence) {
        if (kinds.containsKey(kind) || kinds.size() < MOST_KINDS) {
            kinds.computeIfAbsent(kind, key -> new First(sentence)).count++;
        }
    }

    /** One line a kind, in the order in which they were met. */
    List<String> lines() {
        return kinds.values().stream().map(First::line).toList();
    }
}
