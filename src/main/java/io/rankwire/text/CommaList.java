package io.rankwire.text;

import java.util.List;
import java.util.stream.Stream;

/** Lists as operators write them: {@code archive, partner-acme}. */
public final class CommaList {
    private CommaList() {}

    /** What stands between the commas, once each: a stray comma or a repeated word does no harm. */
    public static List<String> parse(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
