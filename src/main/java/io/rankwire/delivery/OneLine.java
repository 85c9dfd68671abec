package io.rankwire.delivery;

import java.util.regex.Pattern;

/** Text for places where a line break would begin something else: headers of mails, answers in listings. */
final class OneLine {
    private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");
    private static final int LONGEST = 300;

    private OneLine() {}

    /** Whether there is no line break and no control character in it. */
    static boolean is(String text) {
        return !BREAK.matcher(text).find();
    }

    /** The text with blanks for its line breaks and control characters, cut where it is longer than people read. */
    static String of(String text) {
        String line = BREAKS.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
