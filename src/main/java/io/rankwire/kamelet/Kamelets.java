package io.rankwire.kamelet;

import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The kamelets there are: an operator's own, and those that come with the program or with a jar in {@code lib/ext}. */
public final class Kamelets {
    private final Path own;
    private final Map<String, Resource> shipped = new TreeMap<>();
    private final Map<String, Read> read = new ConcurrentHashMap<>();
    private final Map<String, Optional<Kamelet>> seen = new ConcurrentHashMap<>();

    private record Read(ByteBuffer content, Optional<Kamelet> kamelet) {}

    /**
     * Kamelets as they are found now.
     *
     * @param own the operator's folder, which need not be there
     */
    public Kamelets(CamelContext context, Path own) {
        this.own = own;
        try {
            for (Resource resource : PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:kamelets/*" + Kamelet.ENDING)) {
                String file = resource.getLocation();
                String name = file.substring(file.lastIndexOf('/') + 1);
                shipped.put(name.substring(0, name.length() - Kamelet.ENDING.length()), resource);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the kamelets of the program cannot be listed", e);
        }
    }

    /** Those that come with the program, in order. */
    public NavigableSet<String> shipped() {
        return new TreeSet<>(shipped.keySet());
    }

    /** All there are, in order. */
    public NavigableSet<String> names() {
        NavigableSet<String> names = shipped();
        if (Files.isDirectory(own)) {
            try (Stream<Path> files = Files.list(own)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(Kamelet.ENDING))
                        .map(file -> file.substring(0, file.length() - Kamelet.ENDING.length()))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(own + " cannot be read", e);
            }
        }
        return names;
    }

    /** Whether there is one of that name, right or wrong. */
    public boolean has(String name) {
        return shipped.containsKey(name) || Files.exists(own.resolve(name + Kamelet.ENDING));
    }

    /** Has files that were edited read again. */
    public void look() {
        seen.clear();
    }

    /**
     * The definition of that name as its file said it when it was looked at; empty when there is none, or it cannot be
     * read.
     */
    public Optional<Kamelet> find(String name) {
        Optional<Kamelet> known = seen.get(name);
        if (known == null) {
            known = lookUp(name);
            seen.put(name, known);
        }
        return known;
    }

    private Optional<Kamelet> lookUp(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        Read shippedOne = Files.exists(own.resolve(name + Kamelet.ENDING)) ? null : read.get(name);
        if (shippedOne != null) {
            return shippedOne.kamelet();
        }
        byte[] content = content(name);
        return read.compute(
                        name,
                        (key, old) -> old != null && old.content().equals(ByteBuffer.wrap(content))
                                ? old
                                : new Read(ByteBuffer.wrap(content), read(name, content)))
                .kamelet();
    }

    private static Optional<Kamelet> read(String name, byte[] content) {
        try {
            return Optional.of(Kamelet.read(name, content));
        } catch (OperatorMistake e) {
            // The mistake is told at the kamelet's own file.
            return Optional.empty();
        }
    }

    private byte[] content(String name) {
        Path file = own.resolve(name + Kamelet.ENDING);
        Resource resource = shipped.get(name);
        try (InputStream in =
                resource == null || Files.exists(file) ? Files.newInputStream(file) : resource.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the kamelet " + name + " cannot be read", e);
        }
    }
}
