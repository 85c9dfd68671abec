package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Sent;
import io.rankwire.document.export.Document;
import io.rankwire.document.report.Report;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Sha256;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedMailTest {
    private static final Instant DATE = Instant.parse("2026-03-24T08:00:00Z");
    private static final Addressees SOMEBODY = Addressees.parse(
            "Rankwire <rankwire@Example.com>",
            "Zoë <a@example.com>, b@bücher.example",
            "c@example.com",
            "d@example.com");

    private static final Report.Image PICTURE = new Report.Image("chart", "image/png", new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    private Document file(String name, int bytes) throws Exception {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Path file = Files.write(folder.resolve(name), content);
        return new Document(name, "text/csv; charset=utf-8", file, bytes, Sha256.hex(content));
    }

    private SealedMail mail(Letter letter, Unsubscribe unsubscribe) throws Exception {
        SealedMail.Envelope envelope = new SealedMail.Envelope(SOMEBODY, "msg_1", DATE, unsubscribe);
        return SealedMail.write(letter, envelope, folder.resolve("message.eml"));
    }

    private byte[] bytes(Letter letter, Unsubscribe unsubscribe) throws Exception {
        mail(letter, unsubscribe);
        return Files.readAllBytes(folder.resolve("message.eml"));
    }

    private static MimeMessage read(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    @Test
    void saysWhoItIsFromAndToAndThatAMachineWroteIt() throws Exception {
        MimeMessage mail = read(bytes(new Letter("美妆 ranking", "text", null, List.of(), List.of()), Unsubscribe.NONE));

        assertThat(mail.getSubject()).isEqualTo("美妆 ranking");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(DATE));
        assertThat(mail.getMessageID()).isEqualTo("<msg_1@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .extracting(Address::toString)
                .containsExactly("=?UTF-8?Q?Zo=C3=AB?= <a@example.com>", "b@xn--bcher-kva.example");
        assertThat(mail.getRecipients(Message.RecipientType.CC)).containsExactly(new InternetAddress("c@example.com"));
        assertThat(mail.getContent()).isEqualTo("text");
    }

    @Test
    void goesToEverybodyAndNamesNoBlindCopy() throws Exception {
        SealedMail mail = mail(new Letter("subject", "text", null, List.of(), List.of()), Unsubscribe.NONE);

        assertThat(mail.recipients())
                .containsExactly("a@example.com", "b@xn--bcher-kva.example", "c@example.com", "d@example.com");
        assertThat(folder.resolve("message.eml"))
                .content()
                .doesNotContain("d@example.com")
                .doesNotContainIgnoringCase("bcc");
    }

    @Test
    void hasTheSameBytesWheneverItIsWritten() throws Exception {
        Letter letter = new Letter(
                "subject",
                "text\n美妆",
                "<p>美妆 &amp; more</p>\n",
                List.of(PICTURE),
                List.of(file("a.csv", 5_000), file("b.csv", 70)));
        SealedMail first = mail(letter, Unsubscribe.NONE);
        byte[] bytes = Files.readAllBytes(folder.resolve("message.eml"));

        assertThat(bytes(letter, Unsubscribe.NONE)).isEqualTo(bytes);
        assertThat(first.sent()).isEqualTo(new Sent("<msg_1@example.com>", bytes.length, Sha256.hex(bytes)));
        // Every line ends as SMTP wants it: the server gets the bytes that were counted.
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).doesNotContainPattern("(?<!\r)\n");
    }

    @Test
    void carriesFilesUnchangedBesideTextAndHtml() throws Exception {
        Document file = file("a.csv", 5_000);
        Letter letter = new Letter("subject", "text", "<p>美妆</p>", List.of(PICTURE), List.of(file));
        Multipart mixed = (Multipart) read(bytes(letter, Unsubscribe.NONE)).getContent();
        Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
        BodyPart attached = mixed.getBodyPart(1);

        assertThat(mixed.getCount()).isEqualTo(2);
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("text");
        Multipart related = (Multipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getBodyPart(0).getContent()).isEqualTo("<p>美妆</p>");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<chart>");
        assertThat(related.getBodyPart(1).getInputStream()).hasBinaryContent(PICTURE.bytes());
        assertThat(attached.getFileName()).isEqualTo("a.csv");
        assertThat(attached.getInputStream()).hasSameContentAs(Files.newInputStream(file.file()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com/u?x=1 | <https://example.com/u?x=1> | true",
                "mailto:stop@example.com | <mailto:stop@example.com> | false",
                "mailto:stop@example.com, https://example.com/u | <mailto:stop@example.com>, <https://example.com/u> | true",
            })
    void saysHowToUnsubscribe(String ways, String header, boolean oneClick) throws Exception {
        Letter letter = new Letter("subject", "text", null, List.of(), List.of());
        MimeMessage mail = read(bytes(letter, Unsubscribe.parse(ways)));

        assertThat(mail.getHeader("List-Unsubscribe", null).replaceAll("\\s+", " "))
                .isEqualTo(header);
        assertThat(mail.getHeader("List-Unsubscribe-Post", null))
                .isEqualTo(oneClick ? "List-Unsubscribe=One-Click" : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com", "example.com", "https://example.com/>\r\nBcc: e@example.com", "https:// a"
            })
    void takesNoOtherWayToUnsubscribe(String way) {
        assertThatThrownBy(() -> Unsubscribe.parse(way))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageStartingWith("unsubscribe is '")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ranking\r\nBcc: e@example.com",
                "Ranking\nBcc: e@example.com",
                "Ranking\rBcc: e@example.com",
                "美妆\r\nBcc: e@example.com",
                "Ranking\u2028Bcc: e@example.com",
                "Ranking\u0085\u0000Bcc: e@example.com"
            })
    void keepsASubjectFromBecomingAHeader(String subject) throws Exception {
        MimeMessage mail = read(bytes(new Letter(subject, "text", null, List.of(), List.of()), Unsubscribe.NONE));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject())
                .isEqualTo(subject.codePointAt(0) == 'R' ? "Ranking Bcc: e@example.com" : "美妆 Bcc: e@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a@example.com, nobody | to is 'a@example.com, nobody'",
                "@example.com | to is",
                "a@ | to is",
                "a b@example.com | to is",
                "a@exa mple.com | to is",
                "a@example..com | to is",
                "team: a@example.com, b@example.com; | to is",
                "`` | to is empty; it must name at least one address",
            })
    void namesWhatIsNoAddress(String to, String message) {
        assertThatThrownBy(() -> Addressees.parse("rankwire@example.com", to, "", ""))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void namesAllMistakesTogether() {
        assertThatThrownBy(() -> Addressees.parse("me", "a", "b@example.com", "c"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageContainingAll("from is 'me'", "to is 'a'", "bcc is 'c'")
                .hasMessageNotContaining("cc is 'b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: e@example.com",
                "A\nBcc: e@example.com <a@example.com>",
                "a@example.com\n",
                "a\u0000@example.com"
            })
    void keepsAnAddressFromBecomingAHeader(String address) {
        assertThatThrownBy(() -> Addressees.parse("rankwire@example.com", address, "", ""))
                .isInstanceOf(OperatorMistake.class);
        assertThatThrownBy(() -> Addressees.parse(address, "a@example.com", "", ""))
                .isInstanceOf(OperatorMistake.class);
    }

    @Test
    void sendsOnceToWhoIsNamedTwice() {
        assertThat(Addressees.parse(
                                "r@example.com", "a@example.com, A <a@EXAMPLE.com>", "a@example.com", "b@example.com")
                        .everybody())
                .containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void leavesOutFilesThatMakeItTooLargeAndSaysSo() throws Exception {
        Letter letter = new Letter(
                "subject",
                "Who is on top\n",
                "<html><body>Who is on top</body></html>",
                List.of(),
                List.of(file("a.csv", 30_000), file("large&.csv", 2_000_000), file("c.csv", 20_000)));
        Letter.Limit limit = new Letter.Limit(100_000, "https://files.example.com/<inbox>");
        Letter within = letter.within(limit);

        assertThat(within.attachments()).extracting(Document::name).containsExactly("a.csv", "c.csv");
        assertThat(within.text()).isEqualTo("""
                Who is on top

                Not attached, because this mail may not be larger than 100.0 kB: large&.csv (2.0 MB). \
                What is missing is at https://files.example.com/<inbox>.
                """);
        assertThat(within.html())
                .contains(
                        "large&amp;.csv (2.0 MB). What is missing is at https://files.example.com/&lt;inbox&gt;.</p></body></html>");
        assertThat(mail(within, Unsubscribe.NONE).sent().bytes()).isLessThanOrEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 50_000, 99_999, 100_000, 120_000, 1_000_000})
    void isNeverLargerThanAllowedForAFile(int bytes) throws Exception {
        Letter letter = new Letter(
                "美妆",
                "美妆".repeat(100),
                "<p>=</p>".repeat(100),
                List.of(),
                List.of(file("a.csv", 70_000), file("b.csv", 3_000)));

        Letter within = letter.within(new Letter.Limit(bytes, ""));

        assertThat(mail(within, Unsubscribe.NONE).sent().bytes()).isLessThanOrEqualTo(bytes);
        assertThat(within.attachments()).hasSize(bytes < 50_000 ? 0 : bytes < 105_000 ? 1 : 2);
    }

    @Test
    void leavesAMailThatFitsAsItIs() throws Exception {
        Letter letter = new Letter("subject", "text", null, List.of(), List.of(file("a.csv", 5_000)));

        assertThat(letter.within(new Letter.Limit(10L << 20, ""))).isSameAs(letter);
    }

    @Test
    void isGivenUpWhenNoFileIsToBlame() throws Exception {
        Letter.Limit limit = new Letter.Limit(10_000, "");
        Letter letter = new Letter("subject", "text ".repeat(4_000), null, List.of(), List.of()).within(limit);
        Sent sent = mail(letter, Unsubscribe.NONE).sent();

        assertThatThrownBy(() -> limit.check(sent))
                .isInstanceOfSatisfying(DeliveryFault.class, fault -> assertThat(fault.isPermanent())
                        .isTrue())
                .hasMessageContaining("maxBytes is 10.0 kB");
    }
}
