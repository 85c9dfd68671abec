package io.rankwire.document.report;

/**
 * What is wrong with a template.
 *
 * @param template the file's name
 * @param line of the file, 1 for the first; 0 where the fault has no place
 * @param column in the line, 1 for the first; 0 where the fault has no place
 * @param message what is wrong, in one line
 */
public record TemplateFault(String template, int line, int column, String message) {
    @Override
    public String toString() {
        return template + (line > 0 ? ":" + line + ":" + column : "") + "  " + message;
    }
}
