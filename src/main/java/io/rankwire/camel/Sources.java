package io.rankwire.camel;

import io.rankwire.vendor.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The source kamelets: an operator's own in {@code routes/kamelets/}, else the ones shipped. */
public final class Sources {
    private final Path own;
    private final Map<String, Source> read = new ConcurrentHashMap<>();

    public Sources(Home home) {
        this.own = home.routes().resolve("kamelets");
    }

    /**
     * The source of that name.
     *
     * @throws IllegalArgumentException if there is none, or its file cannot be used
     */
    public Source source(String name) {
        return read.computeIfAbsent(name, this::read);
    }

    private Source read(String name) {
        String file = name + ".kamelet.yaml";
        Path path = own.resolve(file);
        try (InputStream yaml = Files.exists(path)
                ? Files.newInputStream(path)
                : Sources.class.getResourceAsStream("/kamelets/" + file)) {
            if (yaml == null) {
                throw new IllegalArgumentException("there is no kamelet " + name);
            }
            return Source.read(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
