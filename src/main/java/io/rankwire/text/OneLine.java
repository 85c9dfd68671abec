package io.rankwire.text;

/**
 * Text from outside made fit for a line that is logged, listed, mailed, shown or kept: it breaks no line, moves no cursor,
 * turns no text around and tells no secret. A vendor's message, a server's answer and an exception's words all go through
 * here before anything else is done with them.
 */
public final class OneLine {
    private OneLine() {}

    /** The text as one line, of any length. */
    public static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** The text as one line of {@code longest} UTF-16 units at most (2 or more); an ellipsis stands for what is cut. */
    public static String of(String text, int longest) {
        // Twice: a secret may hold white space, and one may appear only once an invisible character between is gone.
        String line = KnownSecrets.masked(flat(KnownSecrets.masked(text)));
        return bound(line, longest);
    }

    /** Whether the text breaks no line and holds no control character. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(OneLine::breaksLine);
    }

    private static String flat(String text) {
        if (isFlat(text)) {
            return text;
        }
        StringBuilder flat = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isInvisible(c)).forEach(c -> {
            boolean blank = breaksLine(c) || Character.isSpaceChar(c);
            if (!blank) {
                flat.appendCodePoint(c);
            } else if (!flat.isEmpty() && flat.charAt(flat.length() - 1) != ' ') {
                flat.append(' ');
            }
        });
        return flat.toString().stripTrailing();
    }

    /** Nearly every text: printable ASCII with single blanks between. */
    private static boolean isFlat(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    /** Control characters, escape and C1 among them, and the two separators of Unicode. */
    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /**
     * What turns the direction of the text around it (Unicode Standard Annex 9), what has no width, and halves of
     * characters. Joiners stay: scripts and emoji are written with them.
     */
    private static boolean isInvisible(int c) {
        return c == 0x00AD
                || c == 0x061C
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || Character.getType(c) == Character.SURROGATE;
    }

    private static String bound(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        // Not between the two halves of one character.
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end).strip() + "…";
    }
}
