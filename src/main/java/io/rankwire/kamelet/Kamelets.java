package io.rankwire.kamelet;

import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The kamelets there are: an operator's own, and those that come with the program or with a jar in {@code lib/ext}. */
public final class Kamelets {
    private final Map<String, Resource> shipped = new TreeMap<>();
    private final Map<String, Optional<Kamelet>> own;
    private final Map<String, Optional<Kamelet>> read = new ConcurrentHashMap<>();

    /**
     * Kamelets as they are found now.
     *
     * @param own the operator's folder, which need not be there
     */
    public Kamelets(CamelContext context, Path own) {
        this(context, list(own));
    }

    /**
     * Kamelets that were read already, and the program's.
     *
     * @param own the operator's by their names, empty for one that cannot be used
     */
    public Kamelets(CamelContext context, Map<String, Optional<Kamelet>> own) {
        this.own = new TreeMap<>(own);
        try {
            for (Resource resource : PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:kamelets/*" + Kamelet.ENDING)) {
                shipped.put(name(resource.getLocation()), resource);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the kamelets of the program cannot be listed", e);
        }
    }

    private static String name(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.substring(0, name.length() - Kamelet.ENDING.length());
    }

    private static Map<String, Optional<Kamelet>> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, Optional<Kamelet>> own = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(Kamelet.ENDING)).toList()) {
                byte[] content = Files.readAllBytes(file);
                String name = name(file.getFileName().toString());
                own.put(name, usable(() -> Kamelet.read(name, content)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
        return own;
    }

    /** A definition; empty when it cannot be used, which is told at the kamelet's own file. */
    public static Optional<Kamelet> usable(Supplier<Kamelet> definition) {
        try {
            return Optional.of(definition.get());
        } catch (OperatorMistake e) {
            return Optional.empty();
        }
    }

    /** Those that come with the program, in order. */
    public NavigableSet<String> shipped() {
        return new TreeSet<>(shipped.keySet());
    }

    /** All there are, in order. */
    public NavigableSet<String> names() {
        NavigableSet<String> names = shipped();
        names.addAll(own.keySet());
        return names;
    }

    /** Whether there is one of that name, right or wrong. */
    public boolean has(String name) {
        return own.containsKey(name) || shipped.containsKey(name);
    }

    /** The definition of that name, the operator's before the program's; empty when there is none, or it cannot be used. */
    public Optional<Kamelet> find(String name) {
        Optional<Kamelet> ofOperator = own.get(name);
        if (ofOperator != null) {
            return ofOperator;
        }
        Resource resource = shipped.get(name);
        return resource == null ? Optional.empty() : read.computeIfAbsent(name, key -> read(key, resource));
    }

    private static Optional<Kamelet> read(String name, Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            byte[] content = in.readAllBytes();
            return usable(() -> Kamelet.read(name, content));
        } catch (IOException e) {
            throw new UncheckedIOException("the kamelet " + name + " cannot be read", e);
        }
    }
}
