package io.rankwire.transport.mail;

import io.rankwire.delivery.Sent;
import io.rankwire.document.export.Document;
import io.rankwire.document.report.Report;
import io.rankwire.text.OneLine;
import io.rankwire.text.Sha256;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * A mail whose bytes are fixed: the same letter in the same envelope gives the same bytes at every attempt, and nothing
 * on its way to the server changes them. It is {@code mixed[alternative[text, related[html, images]], attachments]}, without the parts
 * that would hold one thing alone.
 */
public final class SealedMail extends MimeMessage {
    private static final Session NONE = Session.getInstance(new Properties());

    private final Path file;
    private final Sent sent;
    private final List<String> recipients;

    private SealedMail(Path file, Sent sent, Collection<String> recipients) throws MessagingException, IOException {
        super(NONE);
        this.file = file;
        this.sent = sent;
        this.recipients = List.copyOf(recipients);
        try (InputStream in = Files.newInputStream(file)) {
            headers = createInternetHeaders(in);
        }
        saved = true;
    }

    /**
     * Who it is from and to, and which mail it is.
     *
     * @param eventId the delivery's name, from which the Message-ID is made: a repeat has the same
     * @param date of what is delivered, the same on a repeat
     */
    public record Envelope(Addressees addressees, String eventId, Instant date, Unsubscribe unsubscribe) {
        public Envelope {
            if (!eventId.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException("'" + OneLine.of(eventId, 300) + "' cannot be part of a Message-ID");
            }
        }

        String messageId() {
            return "<" + eventId + "@" + addressees.domain() + ">";
        }
    }

    /** Writes the mail to the file, to be sent to everybody. */
    public static SealedMail write(Letter letter, Envelope envelope, Path file) throws MessagingException, IOException {
        MimeMessage message = new WithMessageId(envelope.messageId());
        Addressees addressees = envelope.addressees();
        message.setFrom(addressees.from());
        message.setRecipients(Message.RecipientType.TO, addressees.to().toArray(Address[]::new));
        message.setRecipients(Message.RecipientType.CC, addressees.cc().toArray(Address[]::new));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(envelope.date()));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (!envelope.unsubscribe().ways().isEmpty()) {
            message.setHeader(Unsubscribe.HEADER, envelope.unsubscribe().header());
        }
        if (envelope.unsubscribe().isOneClick()) {
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        new Content(letter, envelope.eventId()).into(message);
        message.saveChanges();
        MessageDigest digest = Sha256.begin();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            message.writeTo(out);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        Sent sent = new Sent(envelope.messageId(), Files.size(file), sha256);
        return new SealedMail(file, sent, addressees.everybody());
    }

    /** The same bytes, to be sent to these alone. */
    public SealedMail to(Collection<String> some) throws MessagingException, IOException {
        return new SealedMail(file, sent, some);
    }

    /** The mail as the ledger knows it, by its Message-ID. */
    public Sent sent() {
        return sent;
    }

    /** The addresses that these bytes are sent to. */
    public List<String> recipients() {
        return recipients;
    }

    @Override
    public Address[] getAllRecipients() throws MessagingException {
        return InternetAddress.parse(String.join(",", recipients), true);
    }

    @Override
    public void saveChanges() {
        // Everything is in the file, and stays as it is.
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        Files.copy(file, out);
    }

    /** The parts of a letter. Boundaries are made of the delivery's name, so that they are the same at every attempt. */
    private record Content(Letter letter, String eventId) {

        void into(Part message) throws MessagingException, IOException {
            if (letter.attachments().isEmpty()) {
                body(message);
                return;
            }
            MimeMultipart mixed = new Bounded("mixed", "=_1_" + eventId);
            MimeBodyPart body = new MimeBodyPart();
            body(body);
            mixed.addBodyPart(body);
            for (Document attachment : letter.attachments()) {
                mixed.addBodyPart(attached(attachment));
            }
            message.setContent(mixed);
        }

        private void body(Part part) throws MessagingException, IOException {
            String page = letter.html();
            if (page == null) {
                text(part, letter.text(), "plain");
                return;
            }
            MimeMultipart alternative = new Bounded("alternative", "=_2_" + eventId);
            MimeBodyPart plain = new MimeBodyPart();
            text(plain, letter.text(), "plain");
            alternative.addBodyPart(plain);
            MimeBodyPart rich = new MimeBodyPart();
            page(rich, page);
            alternative.addBodyPart(rich);
            part.setContent(alternative);
        }

        private void page(Part part, String page) throws MessagingException, IOException {
            if (letter.images().isEmpty()) {
                text(part, page, "html");
                return;
            }
            MimeMultipart related = new Bounded("related", "=_3_" + eventId);
            MimeBodyPart html = new MimeBodyPart();
            text(html, page, "html");
            related.addBodyPart(html);
            for (Report.Image image : letter.images()) {
                related.addBodyPart(shown(image));
            }
            part.setContent(related);
        }

        private static MimeBodyPart shown(Report.Image image) throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(image.bytes(), image.mediaType())));
            part.setHeader("Content-Transfer-Encoding", "base64");
            part.setContentID("<" + image.id() + ">");
            part.setDisposition(Part.INLINE);
            return part;
        }

        private static void text(Part part, String text, String subtype) throws MessagingException {
            part.setContent(text.replaceAll("\\R", "\r\n"), "text/" + subtype + "; charset=UTF-8");
            String encoding = MimeUtility.getEncoding(part.getDataHandler());
            // Bytes that no server on the way has a reason to change.
            part.setHeader("Content-Transfer-Encoding", encoding.equals("7bit") ? "quoted-printable" : encoding);
        }

        private static MimeBodyPart attached(Document attachment) throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new FileDataSource(attachment.file().toFile())));
            ContentType type = new ContentType(attachment.mediaType());
            type.setParameter("name", attachment.name());
            part.setHeader("Content-Type", type.toString());
            part.setHeader("Content-Transfer-Encoding", "base64");
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(attachment.name());
            return part;
        }
    }

    /** Parts behind a boundary that is given; {@code =_} in it occurs in no encoded content. */
    private static final class Bounded extends MimeMultipart {
        Bounded(String subtype, String boundary) throws MessagingException {
            super(subtype);
            ContentType type = new ContentType("multipart", subtype, null);
            type.setParameter("boundary", boundary);
            contentType = type.toString();
        }
    }

    /** Jakarta Mail makes up a Message-ID at every save; this one is the delivery's. */
    private static final class WithMessageId extends MimeMessage {
        private final String id;

        WithMessageId(String id) {
            super(NONE);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
