package io.rankwire.delivery;

import io.rankwire.text.OneLine;
import java.time.Instant;
import java.util.Locale;

/**
 * What became of a delivery for one of its recipients.
 *
 * @param answer what the other side said, in one line
 * @param at when it said so
 */
public record Receipt(String address, State state, String answer, Instant at) {

    private static final int LONGEST_ANSWER = 300;

    public Receipt {
        answer = OneLine.of(answer, LONGEST_ANSWER);
    }

    /** How far it has come. */
    public enum State {
        /** The other side has taken it on; it is not sent there again. */
        ACCEPTED,
        /** The other side wants it never; it is sent there again only when an operator retries the delivery. */
        REFUSED,
        /** It is sent there at the next attempt. */
        WAITING;

        /** The word in listings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
