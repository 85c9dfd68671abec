package io.rankwire.source.page;

import io.rankwire.source.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
        count(sentence, () -> sentence);
    }

    /** A column's value that is none of its type and is left empty. */
    void unread(String column, ColumnType type, String text) {
        count(
                "unread " + column,
                () -> column + " is '" + VendorText.line(text) + "', which is no " + type.word()
                        + ", and is left empty");
    }

    /** A column's value that names more than one number. */
    void lowest(String column, String text) {
        count("lowest " + column, () -> column + " is '" + VendorText.line(text) + "', of which the low end is kept");
    }

    private void count(String kind, Supplier<String> sentence) {
        First first = kinds.get(kind);
        if (first == null && kinds.size() < MOST_KINDS) {
            first = new First(sentence.get());
            kinds.put(kind, first);
        }
        if (first != null) {
            first.count++;
        }
    }

    /** One line a kind, in the order in which they were met. */
    List<String> lines() {
        return kinds.values().stream().map(First::line).toList();
    }
}
