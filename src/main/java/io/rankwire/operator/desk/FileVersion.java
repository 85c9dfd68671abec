package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.text.Sha256;
import java.nio.file.Path;

/**
 * An operator's file as it was at one moment.
 *
 * @param file what was read
 * @param fingerprint changes with the text, and with every value that a placeholder in it stands for
 */
public record FileVersion(OperatorFile file, String fingerprint) {
    /**
     * A file under these settings.
     *
     * @param values the placeholders in it, and what tells apart what they stand for
     */
    public static FileVersion of(OperatorFile file, String values) {
        return new FileVersion(file, Sha256.hex(file.text() + "\n" + values));
    }

    Path path() {
        return file.path();
    }

    String text() {
        return file.text();
    }

    boolean isKamelet() {
        return file.isKamelet();
    }

    /** What a kamelet is called: the file's name without its ending. */
    String name() {
        return file.baseName();
    }
}
