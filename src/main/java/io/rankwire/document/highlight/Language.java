package io.rankwire.document.highlight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A language that reports are offered in, whole: its words, figures and days are in one file,
 * {@code words_<language>.properties}, and English's in {@code words.properties}. A region may have a file of its own with
 * what it writes otherwise.
 *
 * @param locale the language alone
 */
public record Language(Locale locale, ResourceBundle words) {
    private static final String BUNDLE = "io.rankwire.document.highlight.words";
    private static final Bundles BUNDLES = new Bundles();

    /** Those whose English has the month before the day; all others share {@code words_en_001}. */
    private static final Set<String> AMERICAN = Set.of("", "US", "AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "VI");

    /** The language of the locale, or English where it is not offered. */
    static Language of(Locale locale) {
        Locale offered = isOffered(locale) ? locale : Locale.ENGLISH;
        return new Language(
                Locale.forLanguageTag(offered.getLanguage()), ResourceBundle.getBundle(BUNDLE, offered, BUNDLES));
    }

    /** Whether reports can be had in the language of a locale, in the script that it is written in there. */
    private static boolean isOffered(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                || BUNDLES.getCandidateLocales(BUNDLE, locale).stream()
                        .filter(candidate -> !candidate.equals(Locale.ROOT))
                        .anyMatch(Language::isThere);
    }

    private static boolean isThere(Locale locale) {
        String file = BUNDLES.toResourceName(BUNDLES.toBundleName(BUNDLE, locale), "properties");
        return Language.class.getResource("/" + file) != null;
    }

    /** The languages that there are, as operators write them. */
    static List<String> all() {
        List<String> all = new ArrayList<>(List.of(Locale.ENGLISH.getLanguage()));
        Arrays.stream(Locale.getISOLanguages())
                .filter(language -> isThere(Locale.forLanguageTag(language)))
                .forEach(all::add);
        return all;
    }

    /** What is to be known before a locale is relied on: that its language is not offered. Empty when all is well. */
    public static Optional<String> warning(Locale locale) {
        return isOffered(locale)
                ? Optional.empty()
                : Optional.of("locale is " + locale.toLanguageTag() + ", and there are no "
                        + locale.getDisplayLanguage(Locale.ENGLISH)
                        + (locale.getLanguage().equals("zh") ? " words in the script of that region" : " words")
                        + "; the report is in English throughout, its figures and dates too (languages offered: "
                        + String.join(", ", all()) + ")");
    }

    /** Finds files by language, script and region, and never in the language of the machine. */
    private static final class Bundles extends ResourceBundle.Control {
        private static final String TRADITIONAL = "Hant";

        @Override
        public List<String> getFormats(String baseName) {
            return FORMAT_PROPERTIES;
        }

        @Override
        public @Nullable Locale getFallbackLocale(String baseName, Locale locale) {
            return null;
        }

        @Override
        public List<Locale> getCandidateLocales(String baseName, Locale locale) {
            List<Locale> candidates = new ArrayList<>(super.getCandidateLocales(baseName, locale));
            if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) && !AMERICAN.contains(locale.getCountry())) {
                candidates.add(
                        candidates.indexOf(Locale.ENGLISH),
                        new Locale.Builder().setLanguage("en").setRegion("001").build());
            }
            // Taiwan, Hong Kong and Macau do not read what is written for the mainland.
            if (candidates.stream().anyMatch(candidate -> candidate.getScript().equals(TRADITIONAL))) {
                candidates.removeIf(candidate ->
                        !candidate.equals(Locale.ROOT) && !candidate.getScript().equals(TRADITIONAL));
            }
            return candidates;
        }
    }
}
