package io.rankwire.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as it is compared: two that people take for the same, though they were typed on other keyboards, fold to one text.
 * That is Unicode's compatibility folding (NFKC and case, Unicode Standard 3.13), with one apostrophe, one quotation mark,
 * one dash and one blank besides. Accents count: {@code Café} and {@code Cafe} are two names.
 */
public final class NameFold {
    private static final String APOSTROPHES =
            "`\u00B4\u02B9\u02BB\u02BC\u02BD\u02C8\u2018\u2019\u201A\u201B\u2032\u2035\u2039"
                    + "\u203A\uA78C\uFF07\uFF40";
    private static final String QUOTATION_MARKS =
            "\u00AB\u00BB\u02BA\u201C\u201D\u201E\u201F\u2033\u2036\u301D\u301E\u301F\uFF02";
    /** The minus, and what is drawn like a dash. */
    private static final String DASHES = "\u02D7\u2043\u2212\u2796";
    /** The wave dash is how some keyboards write a tilde. */
    private static final String TILDES = "\u301C\u3030";
    /** Japanese writes it like a dash, and means something else. */
    private static final int DOUBLE_HYPHEN = 0x30A0;

    private NameFold() {}

    /** The folded name; of two names that are read as the same one it is the same. */
    public static String of(String name) {
        if (isPlain(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        StringBuilder one = new StringBuilder(name.length());
        // Before NFKC, which makes a blank and a loose accent of the acute, and two primes of the double one.
        OneLine.of(name).codePoints().filter(c -> !joins(c)).forEach(c -> one.appendCodePoint(sign(c)));
        String upper = Normalizer.normalize(one, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        // One by one: as a text, a sigma at the end of a word would become another than one inside.
        upper.codePoints().forEach(c -> folded.appendCodePoint(Character.toLowerCase(c)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip();
    }

    /** Nearly every name: ASCII with single blanks between. */
    private static boolean isPlain(String name) {
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '`' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || name.isEmpty();
    }

    /** Joiners and variation selectors choose a shape, not a letter. */
    private static boolean joins(int c) {
        return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
    }

    private static int sign(int c) {
        if (APOSTROPHES.indexOf(c) >= 0) {
            return '\'';
        }
        if (QUOTATION_MARKS.indexOf(c) >= 0) {
            return '"';
        }
        if (TILDES.indexOf(c) >= 0) {
            return '~';
        }
        boolean dash = DASHES.indexOf(c) >= 0 || Character.getType(c) == Character.DASH_PUNCTUATION;
        return dash && c != DOUBLE_HYPHEN ? '-' : c;
    }
}
