package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.Mistake;
import io.rankwire.settings.Home;
import java.nio.file.Path;

/**
 * Something wrong with a file.
 *
 * @param place line and column, {@code 14:15}; empty when it is not of one place in this file
 * @param reason what is wrong, in one line
 */
public record FileProblem(Path file, String place, String reason) {
    /** What is wrong with the file of that name; in another file, when it is only there because of that one. */
    static FileProblem of(Home home, String file, Mistake mistake) {
        Path path = home.resolve(file);
        return mistake.file().equals(file)
                ? new FileProblem(
                        path, mistake.place().line() + ":" + mistake.place().column(), mistake.message())
                : new FileProblem(path, "", mistake.line());
    }

    /** {@code file:14:15  reason}. */
    public String line() {
        return file + (place.isEmpty() ? "" : ":" + place) + "  " + reason;
    }

    /** The same without the file. */
    String words() {
        return (place + " " + reason).strip();
    }
}
