package io.rankwire.transport.mail;

import io.rankwire.text.CommaList;
import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a reader says that they want no more of these mails (RFC 2369), with one click where it is a page (RFC 8058).
 *
 * @param ways addresses that begin with {@code https:} or {@code mailto:}; empty for none
 */
public record Unsubscribe(List<String> ways) {
    static final String HEADER = "List-Unsubscribe";

    public static final Unsubscribe NONE = new Unsubscribe(List.of());

    public Unsubscribe {
        ways = List.copyOf(ways);
        ways.forEach(Unsubscribe::check);
        HeaderLines.check("unsubscribe", HEADER, value(ways));
    }

    /** Reads the ways, separated by commas. */
    public static Unsubscribe parse(String text) {
        return new Unsubscribe(CommaList.parse(text));
    }

    private static void check(String way) {
        try {
            String scheme = String.valueOf(new URI(way).getScheme());
            if (scheme.matches("(?i)https|mailto") && way.matches("[\\x21-\\x7e&&[^<>]]+")) {
                return;
            }
        } catch (URISyntaxException e) {
            // Said below, like every other mistake.
        }
        throw new OperatorMistake("unsubscribe is '" + OneLine.of(way, 300)
                + "'; it must be an address that begins with https: or mailto:, or several separated by commas");
    }

    /** The value of {@link #HEADER}, each way on a line of its own: an address itself cannot be folded. */
    String header() {
        return value(ways);
    }

    private static String value(List<String> ways) {
        return ways.stream().map(way -> "<" + way + ">").collect(Collectors.joining(",\r\n "));
    }

    boolean isOneClick() {
        return ways.stream().anyMatch(way -> way.regionMatches(true, 0, "https:", 0, 6));
    }
}
