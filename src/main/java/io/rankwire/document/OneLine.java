package io.rankwire.document;

import java.util.Set;

/** Text from a vendor made fit for a line that people read: a subject, a heading, a cell. */
final class OneLine {
    /** What turns the direction of the text around it (Unicode Standard Annex 9): a name may not rearrange a mail. */
    private static final Set<Integer> BIDI =
            Set.of(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069);

    private OneLine() {}

    /** The text without line breaks, control and direction characters, at most {@code longest} (2 or more) of it. */
    static String of(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints()
                .filter(c -> !BIDI.contains(c) && Character.getType(c) != Character.SURROGATE)
                .map(c -> isBreak(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return bound(line.toString().replaceAll(" {2,}", " ").trim(), longest);
    }

    private static boolean isBreak(int c) {
        return Character.isISOControl(c) || Character.isSpaceChar(c);
    }

    private static String bound(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        // Not between the two halves of one character.
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end).trim() + "…";
    }
}
