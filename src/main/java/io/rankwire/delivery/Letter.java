package io.rankwire.delivery;

import io.rankwire.document.Document;
import io.rankwire.document.Report;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * A mail: {@code mixed[alternative[text, related[html, images]], attachments]}, without the parts that would hold one
 * thing alone.
 *
 * @param subject one line
 * @param text for readers without HTML
 * @param html null for a mail of text alone
 * @param images that the HTML shows by {@code cid:}
 * @param attachments in order
 */
public record Letter(String subject, String text, String html, List<Report.Image> images, List<Document> attachments) {

    public Letter {
        images = List.copyOf(images);
        attachments = List.copyOf(attachments);
    }

    /**
     * Who it is from and to, and which mail it is.
     *
     * @param from one address
     * @param to addresses, separated by commas
     * @param eventId the delivery's name, from which the Message-ID is made: a repeat has the same
     * @param date of the delivery, the same on a repeat
     */
    public record Envelope(String from, String to, String eventId, Instant date) {}

    /**
     * The message as it goes over the wire.
     *
     * @throws MessagingException naming an address that is none
     */
    public MimeMessage message(Envelope envelope) throws MessagingException {
        MimeMessage message = new WithMessageId(envelope);
        message.setFrom(new InternetAddress(envelope.from(), true));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(envelope.to(), true));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(envelope.date()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart alternative = alternative();
        if (attachments.isEmpty()) {
            message.setContent(alternative);
        } else {
            MimeMultipart mixed = new MimeMultipart("mixed");
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(alternative);
            mixed.addBodyPart(body);
            for (Document attachment : attachments) {
                mixed.addBodyPart(part(attachment));
            }
            message.setContent(mixed);
        }
        message.saveChanges();
        return message;
    }

    private MimeMultipart alternative() throws MessagingException {
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        alternative.addBodyPart(plain);
        if (html != null) {
            MimeBodyPart rich = new MimeBodyPart();
            rich.setText(html, StandardCharsets.UTF_8.name(), "html");
            alternative.addBodyPart(images.isEmpty() ? rich : withImages(rich));
        }
        return alternative;
    }

    private MimeBodyPart withImages(MimeBodyPart rich) throws MessagingException {
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(rich);
        for (Report.Image image : images) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(image.bytes(), image.mediaType())));
            part.setContentID("<" + image.id() + ">");
            part.setDisposition(Part.INLINE);
            related.addBodyPart(part);
        }
        MimeBodyPart whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    private static MimeBodyPart part(Document attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileDataSource(attachment.file().toFile())));
        part.setHeader("Content-Type", attachment.mediaType() + "; name=\"" + attachment.name() + "\"");
        part.setFileName(attachment.name());
        return part;
    }

    /** Jakarta Mail makes up a Message-ID at every save; this one is the delivery's. */
    private static final class WithMessageId extends MimeMessage {
        private final String id;

        WithMessageId(Envelope envelope) {
            super(Session.getInstance(new Properties()));
            String domain = envelope.from().replaceAll(".*@|[>\\s].*", "");
            this.id = "<" + envelope.eventId() + "@" + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
