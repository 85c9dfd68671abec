package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.delivery.Receipt.State;
import io.rankwire.net.EhloName;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Reads from what Jakarta Mail throws what the server said about every recipient. It throws after success too, when it
 * is asked to report that.
 */
final class SmtpVerdict {
    private SmtpVerdict() {}

    /** What became of the mail for each of those whom it was sent to. */
    public static List<Receipt> of(SendFailedException thrown, Collection<String> recipients, Instant at) {
        Set<String> accepted = addresses(thrown.getValidSentAddresses());
        Map<String, Receipt> failed = new HashMap<>();
        for (Exception next = thrown; next instanceof MessagingException link; next = link.getNextException()) {
            if (next instanceof SMTPAddressFailedException failure) {
                String address = failure.getAddress().getAddress();
                failed.put(address, failure(address, failure.getReturnCode(), failure, at));
            }
        }
        int code = code(thrown);
        return recipients.stream()
                .map(address -> accepted.contains(address)
                        ? new Receipt(address, State.ACCEPTED, String.valueOf(thrown.getMessage()), at)
                        : failed.getOrDefault(address, failure(address, code, thrown, at)))
                .toList();
    }

    private static Receipt failure(String address, int code, Exception said, Instant at) {
        // -1: the connection broke after the mail was handed over. It may have arrived; the repeat has its Message-ID.
        String answer = code > 0 ? String.valueOf(said.getMessage()) : "the connection broke before the answer";
        return new Receipt(address, refusal(code), answer, at);
    }

    /** What the server said to the sender or to the whole mail; -1 for nothing. */
    private static int code(SendFailedException thrown) {
        if (thrown instanceof SMTPSendFailedException mail) {
            return mail.getReturnCode();
        }
        return thrown instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : -1;
    }

    private static Set<String> addresses(Address[] some) {
        return some == null
                ? Set.of()
                : Arrays.stream(some)
                        .flatMap(address -> address instanceof InternetAddress known
                                ? Stream.of(known.getAddress())
                                : Stream.empty())
                        .collect(Collectors.toSet());
    }

    /** What an answer means for a recipient who did not get the mail. */
    private static State refusal(int code) {
        // RFC 5321, 4.5.3.1.10: 552 is what old servers say when 452 is meant.
        return code >= 500 && code != 552 ? State.REFUSED : State.WAITING;
    }

    /**
     * What the receipts of everybody mean for the delivery: made when everybody has the mail; to be tried again while
     * anybody may still get it; given up when all are settled and anybody was refused, however many have it.
     *
     * @return empty when it is made
     */
    static Optional<DeliveryFault> fault(List<Receipt> everybody) {
        List<String> lacking = new ArrayList<>();
        boolean waits = false;
        for (Receipt receipt : everybody) {
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
