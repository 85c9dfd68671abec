package io.rankwire.delivery;

import io.rankwire.net.EhloName;
import io.rankwire.text.OneLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a mail for one recipient.
 *
 * @param answer what the server said, in one line
 * @param at when it said so
 */
public record MailReceipt(String address, State state, String answer, Instant at) {

    private static final int LONGEST_ANSWER = 300;

    public MailReceipt {
        answer = OneLine.of(answer, LONGEST_ANSWER);
    }

    /** How far the mail has come. */
    public enum State {
        /** The server has taken it on; it is not sent there again. */
        ACCEPTED,
        /** The server wants it never; it is sent there again only when an operator retries the delivery. */
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

        /** What an SMTP answer means for a recipient who did not get the mail. */
        public static State refusal(int code) {
            // RFC 5321, 4.5.3.1.10: 552 is what old servers say when 452 is meant.
            return code >= 500 && code != 552 ? REFUSED : WAITING;
        }
    }

    /**
     * What the receipts of everybody mean for the delivery: made when everybody has the mail; to be tried again while
     * anybody may still get it; given up when all are settled and anybody was refused, however many have it.
     *
     * @return empty when it is made
     */
    public static Optional<DeliveryFault> fault(List<MailReceipt> everybody) {
        List<String> lacking = new ArrayList<>();
        boolean waits = false;
        for (MailReceipt receipt : everybody) {
            if (receipt.state() != State.ACCEPTED) {
                waits |= receipt.state() == State.WAITING;
                lacking.add(receipt.address() + " " + (receipt.state() == State.WAITING ? "waits" : "refused") + ": "
                        + receipt.answer() + EhloName.hint(receipt.answer()));
            }
        }
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        String reason = everybody.size() - lacking.size() + " of " + everybody.size() + " have the mail; "
                + String.join("; ", lacking);
        return Optional.of(waits ? DeliveryFault.passing(reason) : DeliveryFault.permanent(reason));
    }
}
