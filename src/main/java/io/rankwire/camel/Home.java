package io.rankwire.camel;

import java.nio.file.Path;

/**
 * The operator's folder, with {@code routes/}, {@code config/} and {@code data/}.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path routes() {
        return folder.resolve("routes");
    }

    public Path config() {
        return folder.resolve("config");
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** A path that an operator wrote, relative to the folder. */
    public Path resolve(String path) {
        return folder.resolve(path).normalize();
    }
}
