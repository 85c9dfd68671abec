package io.rankwire.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operator's folder, with {@code routes/}, {@code config/} and {@code data/}.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
    /** How the name of a file of routes ends. */
    public static final String ROUTES = ".camel.yaml";

    /** How the name of a kamelet's file ends. */
    public static final String KAMELET = ".kamelet.yaml";

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

    /** The names of the sinks that have a file, in order. */
    public List<String> sinks() {
        return names(routes().resolve("sinks"));
    }

    /** The names of the feeds that have a file, in order. */
    public List<String> feeds() {
        return names(routes());
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ROUTES))
                    .map(name -> name.substring(0, name.length() - ROUTES.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    /** A path that an operator wrote, relative to the folder. */
    public Path resolve(String path) {
        return folder.resolve(path).normalize();
    }
}
