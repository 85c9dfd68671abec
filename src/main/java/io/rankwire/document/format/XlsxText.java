package io.rankwire.document.format;

import java.util.regex.Pattern;

/** Text made fit for a cell of a workbook, so that it opens without a word about repairs. */
final class XlsxText {
    /** What Excel holds in a cell, in UTF-16 units. */
    static final int LONGEST = 32_767;

    /** Excel's own way to write a character by its number (ECMA-376, part 1, 22.9.2.19). */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private XlsxText() {}

    /**
     * The text without the control characters that XML cannot hold, its lines ended by a line feed alone, cut to what a
     * cell holds, and written so that Excel and others read exactly that.
     */
    static String of(String text) {
        String bounded = bound(legal(text));
        return bounded.indexOf("_x") < 0 ? bounded : ESCAPE.matcher(bounded).replaceAll("_x005F_");
    }

    private static String legal(String text) {
        if (isHarmless(text)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(XlsxText::isLegal)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    /** Nearly every text. This is run for every cell. */
    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= Character.MIN_SURROGATE || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /** XML 1.0, section 2.2, without DEL and its neighbours, which are invisible. */
    private static boolean isLegal(int c) {
        boolean unusable = Character.isISOControl(c) && c != '\t' && c != '\n';
        return !unusable && c != 0xFFFE && c != 0xFFFF && Character.getType(c) != Character.SURROGATE;
    }

    private static String bound(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        // Not between the two halves of one character.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
