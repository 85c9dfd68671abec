package io.rankwire.transport.mail;

import freemarker.core.HTMLOutputFormat;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Sent;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.export.Document;
import io.rankwire.document.report.Report;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, and the files that go with it.
 *
 * @param subject one line; control characters become blanks
 * @param text for readers without HTML
 * @param html null for a mail of text alone
 * @param images that the HTML shows by {@code cid:}
 * @param attachments in order
 */
public record Letter(
        String subject, String text, @Nullable String html, List<Report.Image> images, List<Document> attachments) {
    /** Headers and boundaries around one part. */
    private static final long FRAME = 600;

    public Letter {
        subject = OneLine.of(subject, 300);
        images = List.copyOf(images);
        attachments = List.copyOf(attachments);
    }

    /** A report, with the documents of its delivery attached. */
    public static Letter of(Shipment shipment, Report report) {
        return new Letter(report.subject(), report.text(), report.html(), report.images(), shipment.documents());
    }

    /** A line on the documents that are attached. */
    public static Letter of(Shipment shipment) {
        Snapshot snapshot = shipment.snapshot();
        String title = shipment.delivery().feed() + " · " + snapshot.period();
        return new Letter(
                title,
                title + ", " + snapshot.extent().rows() + " rows, attached.\n",
                null,
                List.of(),
                shipment.documents());
    }

    /**
     * How much a mail may hold.
     *
     * @param bytes of the whole mail, as it is sent
     * @param filesAt where readers find a file that does not fit; empty by default
     */
    public record Limit(long bytes, String filesAt) {
        public Limit {
            filesAt = OneLine.of(filesAt, 300);
        }

        /**
         * Checks a mail that was written.
         *
         * @throws DeliveryFault when it is too large, which is without any file then
         */
        public void check(Sent mail) throws DeliveryFault {
            if (mail.bytes() > bytes) {
                throw DeliveryFault.permanent("the mail alone is " + size(mail.bytes()) + ", and maxBytes is "
                        + size(bytes) + "; list fewer rows or raise it");
            }
        }
    }

    /** The letter as one that says, first and last, that it is a test. */
    public Letter asTest() {
        Letter noted = noting("This is a test of where Rankwire sends to. An operator sent it by hand.", attachments);
        return new Letter("[TEST] " + subject, noted.text(), noted.html(), images, attachments);
    }

    /** The letter without those files that would make it larger than the limit, and with a note that names them. */
    public Letter within(Limit limit) {
        List<Document> kept = new ArrayList<>();
        List<Document> left = new ArrayList<>();
        long size = bodySize();
        for (Document attachment : attachments) {
            long with = size + FRAME + encoded(attachment.bytes());
            if (with <= limit.bytes()) {
                kept.add(attachment);
                size = with;
            } else {
                left.add(attachment);
            }
        }
        return left.isEmpty() ? this : noting(note(left, limit), kept);
    }

    /** The most that all but the files can come to: no encoding makes more than 3.2 bytes of one. */
    private long bodySize() {
        long pictures = images.stream()
                .mapToLong(image -> FRAME + encoded(image.bytes().length))
                .sum();
        return 4 * FRAME + (utf8(text) + (html == null ? 0 : utf8(html))) * 16 / 5 + pictures;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Base64 in lines of 76 characters. */
    private static long encoded(long bytes) {
        long characters = (bytes + 2) / 3 * 4;
        return characters + (characters / 76 + 1) * 2;
    }

    private static String note(List<Document> left, Limit limit) {
        String files = left.stream()
                .map(file -> file.name() + " (" + size(file.bytes()) + ")")
                .collect(Collectors.joining(", "));
        String where = limit.filesAt().isBlank()
                ? "Please ask the sender for what is missing."
                : "What is missing is at " + limit.filesAt() + ".";
        return "Not attached, because this mail may not be larger than " + size(limit.bytes()) + ": " + files + ". "
                + where;
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private Letter noting(String note, List<Document> kept) {
        String page = html == null ? null : noting(html, note);
        return new Letter(subject, text.stripTrailing() + "\n\n" + note + "\n", page, images, kept);
    }

    /** The note as the last paragraph of the page, which may be an operator's own and need not be whole. */
    private static String noting(String html, String note) {
        String paragraph = "<p style=\"font-family:sans-serif;font-size:13px;padding:12px\">"
                + HTMLOutputFormat.INSTANCE.escapePlainText(note) + "</p>";
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        return end < 0 ? html + paragraph : html.substring(0, end) + paragraph + html.substring(end);
    }
}
