package io.rankwire.kamelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions of the kamelets that come with the program, each read once. Safe for use by many threads. */
public final class Shipped {
    private static final Map<String, Optional<Kamelet>> READ = new ConcurrentHashMap<>();

    private Shipped() {}

    /**
     * The definition of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kamelet kamelet(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no kamelet " + name));
    }

    static Optional<Kamelet> find(String name) {
        return READ.computeIfAbsent(name, Shipped::read);
    }

    private static Optional<Kamelet> read(String name) {
        try (InputStream file = Shipped.class.getResourceAsStream("/kamelets/" + name + Kamelet.ENDING)) {
            return file == null ? Optional.empty() : Optional.of(Kamelet.read(name, file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the kamelet " + name + " cannot be read", e);
        }
    }
}
