package io.rankwire.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as it is compared: two that people take for the same, though they were typed on other keyboards, fold to one text.
 * That is Unicode's compatibility folding (NFKC and case, Unicode Standard 3.13), with one apostrophe, one quotation mark,
 * one dash and one blank besides. Accents count: {@code Café} and {@code Cafe} are two names.
 */
public final class NameFold {
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
        return switch (c) {
            case '`',
                    0x00B4,
                    0x02B9,
                    0x02BB,
                    0x02BC,
                    0x02BD,
                    0x02C8,
                    0x2018,
                    0x2019,
                    0x201A,
                    0x201B,
                    0x2032,
                    0x2035,
                    0x2039,
                    0x203A,
                    0xA78C,
                    0xFF07,
                    0xFF40 -> '\'';
            case 0x00AB,
                    0x00BB,
                    0x02BA,
                    0x201C,
                    0x201D,
                    0x201E,
                    0x201F,
                    0x2033,
                    0x2036,
                    0x301D,
                    0x301E,
                    0x301F,
                    0xFF02 -> '"';
            // The minus, and what is drawn like a dash; the wave dash is how some keyboards write a tilde.
            case 0x02D7, 0x2043, 0x2212, 0x2796 -> '-';
            case 0x301C, 0x3030 -> '~';
            case 0x30A0 -> c;
            default -> Character.getType(c) == Character.DASH_PUNCTUATION ? '-' : c;
        };
    }
}
