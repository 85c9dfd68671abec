package io.rankwire.transport.mail;

import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who a mail is from and whom it goes to. Addresses are checked, their host names are in lower case, and one that is
 * named twice counts once, where it is named first.
 *
 * @param from one address
 * @param to named in the mail
 * @param cc named in the mail too
 * @param bcc named nowhere in the mail
 */
public record Addressees(
        InternetAddress from, List<InternetAddress> to, List<InternetAddress> cc, List<InternetAddress> bcc) {
    private static final String RULE =
            "addresses are written name@example.com or Name <name@example.com>, separated by commas";

    public Addressees {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    /**
     * Reads the lists, each of addresses separated by commas; {@code cc} and {@code bcc} may be empty.
     *
     * @throws OperatorMistake naming everything that is no address
     */
    public static Addressees parse(String from, String to, String cc, String bcc) {
        List<String> mistakes = new ArrayList<>();
        Map<String, InternetAddress> seen = new LinkedHashMap<>();
        List<InternetAddress> sender = read("from", from, new LinkedHashMap<>(), mistakes);
        List<InternetAddress> first = read("to", to, seen, mistakes);
        List<InternetAddress> second = read("cc", cc, seen, mistakes);
        List<InternetAddress> hidden = read("bcc", bcc, seen, mistakes);
        if (mistakes.isEmpty() && sender.size() != 1) {
            mistakes.add("from is '" + from + "'; it must be one address");
        }
        if (mistakes.isEmpty() && first.isEmpty()) {
            mistakes.add("to is empty; it must name at least one address");
        }
        if (!mistakes.isEmpty()) {
            throw new OperatorMistake(String.join("; ", mistakes));
        }
        return new Addressees(sender.get(0), first, second, hidden);
    }

    /** What is wrong with a list of addresses, as the parameter or setting of that name holds it. */
    public static Optional<String> mistake(String name, String text) {
        List<String> mistakes = new ArrayList<>();
        read(name, text, new LinkedHashMap<>(), mistakes);
        return mistakes.stream().findFirst();
    }

    /** Everybody whom the mail goes to. */
    public List<String> everybody() {
        return Stream.of(to, cc, bcc)
                .flatMap(List::stream)
                .map(InternetAddress::getAddress)
                .toList();
    }

    /** The host behind the sender's @. */
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    private static List<InternetAddress> read(
            String name, String text, Map<String, InternetAddress> seen, List<String> mistakes) {
        List<InternetAddress> fresh = new ArrayList<>();
        try {
            for (InternetAddress address : parse(text)) {
                InternetAddress checked = checked(address);
                if (seen.putIfAbsent(checked.getAddress(), checked) == null) {
                    fresh.add(checked);
                }
            }
            checkLines(name, fresh);
        } catch (OperatorMistake e) {
            mistakes.add(e.getMessage());
        } catch (AddressException | IllegalArgumentException e) {
            mistakes.add(name + " is '" + OneLine.of(text, 300) + "'; " + RULE);
        }
        return fresh;
    }

    /** A header is folded at blanks alone. */
    private static void checkLines(String name, List<InternetAddress> addresses) {
        String header = name.endsWith("from") ? "From" : name.equals("cc") ? "Cc" : name.equals("bcc") ? "Bcc" : "To";
        String folded = InternetAddress.toString(addresses.toArray(Address[]::new), header.length() + 2);
        HeaderLines.check(name, header, String.valueOf(folded));
    }

    private static InternetAddress[] parse(String text) throws AddressException {
        // A line break in an address would begin a header of its own.
        if (!OneLine.is(text)) {
            throw new AddressException("a control character");
        }
        return InternetAddress.parse(text, true);
    }

    private static InternetAddress checked(InternetAddress address) throws AddressException {
        String text = address.getAddress();
        int at = text.lastIndexOf('@');
        if (address.isGroup() || at < 1) {
            throw new AddressException("not one address");
        }
        String host = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
        try {
            InternetAddress checked = new InternetAddress(
                    text.substring(0, at) + "@" + host, address.getPersonal(), StandardCharsets.UTF_8.name());
            checked.validate();
            return checked;
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }
}
