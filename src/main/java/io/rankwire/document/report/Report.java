package io.rankwire.document.report;

import io.rankwire.source.Layout;
import io.rankwire.text.OneLine;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as a mail.
 *
 * @param subject one line, at most 120 characters
 * @param preview the line that mail programs show beside the subject
 * @param html for people
 * @param text the same for people without HTML
 * @param images the pictures that the HTML shows by {@code cid:}; they travel with it
 * @param faults what is wrong with the operator's templates, in whose place the program's own were used
 */
public record Report(
        String subject, String preview, String html, String text, List<Image> images, List<TemplateFault> faults) {

    public Report {
        images = List.copyOf(images);
        faults = List.copyOf(faults);
    }

    /** The HTML as a page that needs nothing beside it: the mail's own pictures are in it. */
    public String page() {
        String page = html;
        for (Image image : images) {
            page = page.replace("cid:" + image.id(), image.dataUri());
        }
        return page;
    }

    /**
     * A report for which the rows are read, and which is still to be written.
     *
     * @param unmet why it is not wanted, by the condition of its sink; empty when it is
     */
    public record Draft(Optional<String> unmet, Supplier<Report> report) {}

    /**
     * A picture within the mail.
     *
     * @param id its Content-ID, without angle brackets
     * @param mediaType such as {@code image/png}
     * @param bytes the file; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared and printed by hand below
    public record Image(String id, String mediaType, byte[] bytes) {
        private String dataUri() {
            return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Image image
                    && id.equals(image.id)
                    && mediaType.equals(image.mediaType)
                    && Arrays.equals(bytes, image.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, mediaType, Arrays.hashCode(bytes));
        }

        @Override
        public String toString() {
            return id + " (" + mediaType + ", " + bytes.length + " bytes)";
        }
    }

    /**
     * What a report is called.
     *
     * @param feed the feed's name
     * @param description the feed's own description, which is the title; null when there is none
     * @param sourceTitle what the source is called in front of people
     * @param layout which of the source's columns are shown
     */
    public record Heading(String feed, @Nullable String description, String sourceTitle, Layout layout) {
        String title() {
            String title = OneLine.of(description == null ? feed : description, 100);
            return title.isEmpty() ? "Ranking" : title;
        }
    }
}
