package io.rankwire.operator.desk;

import java.nio.file.Path;

/**
 * Something wrong with a file.
 *
 * @param place line and column, {@code 14:15}; empty when it is not of one place in this file
 * @param reason what is wrong, in one line
 */
public record FileProblem(Path file, String place, String reason) {
    /** {@code file:14:15  reason}. */
    public String line() {
        return file + (place.isEmpty() ? "" : ":" + place) + "  " + reason;
    }

    /** The same without the file. */
    String words() {
        return (place + " " + reason).strip();
    }
}
