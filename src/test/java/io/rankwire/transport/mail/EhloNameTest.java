package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EhloNameTest {
    private static final String HINT = "; the property mail.ehlo sets the name that is said in EHLO";

    @TempDir
    private Path home;

    private static ScriptedSmtp answering(String command, String answer) throws Exception {
        return new ScriptedSmtp(line -> line.startsWith(command) ? Optional.of(answer) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.com", "rankwire", "[192.0.2.1]", "[IPv6:2001:db8::1]"})
    void isSaidToTheServer(String name) throws Exception {
        try (ScriptedSmtp peer = answering("-", "");
                MailDesk desk = new MailDesk(home, MailTerms.USUAL, peer.port())) {
            desk.set("mail.ehlo", name).send();

            assertThat(peer.lines).startsWith("EHLO " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail server", "-mail.example.com", "mail_1.example.com", "192.0.2.1", "[192.0.2.300]", "[mail]"
            })
    void isRefusedWhenNoServerCanTakeIt(String name) throws Exception {
        try (ScriptedSmtp peer = answering("-", "");
                MailDesk desk = new MailDesk(home, MailTerms.USUAL, peer.port())) {
            desk.set("mail.ehlo", name);

            assertThatThrownBy(desk::send)
                    .isInstanceOf(OperatorMistake.class)
                    .hasMessage("mail.ehlo is '" + name + "'; it must be a host name such as mail.example.com, or an"
                            + " address such as [192.0.2.1] or [IPv6:2001:db8::1]");
            assertThat(peer.lines).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT | 504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname | true",
                "RCPT | 450 4.7.1 <box>: Helo command rejected: Host not found | true",
                "MAIL | 550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1) | true",
                "RCPT | 550 5.1.1 <a@example.com>: no such user | false",
                "MAIL | 503 5.5.1 Error: send HELO/EHLO first | false",
            })
    void isNamedWhereAMailIsRefusedForIt(String command, String answer, boolean hint) throws Exception {
        try (ScriptedSmtp peer = answering(command, answer);
                MailDesk desk = new MailDesk(home, MailTerms.USUAL, peer.port())) {
            List<Receipt> receipts = desk.send();

            DeliveryFault fault = SmtpVerdict.fault(receipts).orElseThrow();
            assertThat(fault).hasMessageEndingWith(": " + answer + (hint ? HINT : ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.7.1 HELO box is a dynamic address | messaging: 550 5.7.1 HELO box is a dynamic address | true",
                "501 5.5.4 Invalid domain name | messaging: 501 5.5.4 Invalid domain name (said to HELO box) | true",
                "554 5.7.1 Your address is blocked | messaging: 554 5.7.1 Your address is blocked | false",
            })
    void isNamedWhereTheServerRefusesItAtOnce(String answer, String reason, boolean hint) throws Exception {
        try (ScriptedSmtp peer = new ScriptedSmtp(
                        line -> line.matches("(HELO|EHLO) .*") ? Optional.of(answer) : Optional.empty());
                MailDesk desk = new MailDesk(home, MailTerms.USUAL, peer.port())) {
            desk.set("mail.ehlo", "box");

            assertThatThrownBy(desk::send)
                    .isInstanceOf(DeliveryFault.class)
                    .hasMessage("mail server localhost: " + reason + (hint ? HINT : ""));
        }
    }

    @Test
    void isThatOfTheMachineWhenNotSet() throws Exception {
        try (ScriptedSmtp peer = answering("-", "");
                MailDesk desk = new MailDesk(home, MailTerms.USUAL, peer.port())) {
            desk.send();

            assertThat(peer.lines.get(0)).matches("EHLO \\S+");
        }
    }
}
