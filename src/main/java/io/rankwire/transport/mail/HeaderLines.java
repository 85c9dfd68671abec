package io.rankwire.transport.mail;

import io.rankwire.text.OperatorMistake;

/**
 * The lines that a mail's header is folded into. RFC 5322 (2.1.1) lets none be longer: servers refuse a longer one, or
 * break it where they like.
 */
final class HeaderLines {
    private static final int LONGEST = 998;

    private HeaderLines() {}

    /**
     * Checks a header, whose value is folded already.
     *
     * @param parameter that the value was made from
     * @throws OperatorMistake when a line of it is too long
     */
    static void check(String parameter, String header, String value) {
        int longest =
                (header + ": " + value).lines().mapToInt(String::length).max().orElse(0);
        if (longest > LONGEST) {
            throw new OperatorMistake(parameter + " makes a line of " + longest + " characters in the mail's header "
                    + header + ", which cannot be folded; it must be one of " + LONGEST + " or fewer");
        }
    }
}
