package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.text.OperatorMistake;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a column is called in front of people, and how its values are written.
 *
 * @param title by language ({@code en}, {@code zh}); never empty
 * @param format how a value is written; empty for what its type says
 */
public record Caption(Map<String, String> title, Optional<Format> format) {

    /** How values are written for people. */
    public enum Format {
        /** An amount in the row's currency. */
        MONEY,
        /** A number that counts percent: {@code 1.83} is 1.83 %. */
        PERCENT,
        /** A share that grew or shrank: {@code 0.288} is +28.8 %. */
        GROWTH;

        @JsonCreator
        static Format of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Caption {
        title = Map.copyOf(title);
        if (title.isEmpty() || title.values().stream().anyMatch(String::isBlank)) {
            throw new OperatorMistake("a column of a report needs a title, or one for each language");
        }
    }

    /** {@code title: Units}, or {@code title: {en: Units, zh: 销量}}. */
    @JsonCreator
    static Caption of(@JsonProperty("title") Object title, @JsonProperty("format") Format format) {
        Map<String, String> titles = new TreeMap<>();
        if (title instanceof Map<?, ?> languages) {
            languages.forEach((language, text) -> titles.put(language.toString(), text.toString()));
        } else if (title != null) {
            titles.put(Locale.ENGLISH.getLanguage(), title.toString());
        }
        return new Caption(titles, Optional.ofNullable(format));
    }

    /** The title in the language, else in English, else in the only one there is. */
    public String title(Locale locale) {
        String english = title.getOrDefault(
                Locale.ENGLISH.getLanguage(), title.values().iterator().next());
        return title.getOrDefault(locale.getLanguage(), english);
    }
}
