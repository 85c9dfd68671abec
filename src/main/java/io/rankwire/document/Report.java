package io.rankwire.document;

import java.util.Optional;

/**
 * A ranking as a mail.
 *
 * @param subject one line, at most 120 characters
 * @param preview the line that mail programs show beside the subject
 * @param html for people
 * @param text the same for people without HTML
 */
public record Report(String subject, String preview, String html, String text) {

    /**
     * What a report is called.
     *
     * @param feed the feed's name
     * @param description the feed's own description, which is the title when there is one
     * @param sourceTitle what the source is called in front of people
     */
    public record Heading(String feed, Optional<String> description, String sourceTitle) {
        String title() {
            String title = OneLine.of(description.orElse(feed), 100);
            return title.isEmpty() ? "Ranking" : title;
        }
    }

    /**
     * How a report is to be.
     *
     * @param template the templates' name: {@code <template>.html.ftlh} and {@code <template>.txt.ftl}
     * @param top how many of the first rows it lists
     */
    public record Options(String template, int top) {
        /** The templates that come with the program. */
        public static final String TEMPLATE = "ranking-report";

        public static final Options USUAL = new Options(TEMPLATE, 20);

        public Options {
            if (!template.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
                throw new IllegalArgumentException("template is '" + template
                        + "'; it is a name of letters, digits, _ and -, without folder and ending");
            }
            if (top < 1 || top > 500) {
                throw new IllegalArgumentException("top is " + top + "; it must be 1 to 500");
            }
        }
    }
}
