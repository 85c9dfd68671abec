package io.rankwire.kamelet;

import io.rankwire.settings.Home;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The source kamelets: an operator's own in {@code routes/kamelets/}, else the ones shipped. */
public final class Sources {
    private final Path own;
    private final Map<String, Optional<Source>> read = new ConcurrentHashMap<>();

    public Sources(Home home) {
        this.own = home.routes().resolve("kamelets");
    }

    /**
     * The source of that name.
     *
     * @throws OperatorMistake if there is none, or its endpoint block cannot be used
     */
    public Source source(String name) {
        return find(name).orElseThrow(() -> new OperatorMistake("there is no source kamelet " + name));
    }

    /** The source of that name; empty when there is no such kamelet or it is of another kind. */
    public Optional<Source> find(String name) {
        return read.computeIfAbsent(name, this::read);
    }

    /** Has a source known under that name from now on; returns what was known before. */
    public Optional<Source> put(String name, Optional<Source> source) {
        Optional<Source> before = read.put(name, source);
        return before == null ? Optional.empty() : before;
    }

    /** Has the file read anew at the next use; returns what was known. */
    public Optional<Source> forget(String name) {
        Optional<Source> before = read.remove(name);
        return before == null ? Optional.empty() : before;
    }

    private Optional<Source> read(String name) {
        Path file = own.resolve(name + Kamelet.ENDING);
        if (!Files.exists(file)) {
            return Shipped.find(name).flatMap(Kamelet::source);
        }
        try (InputStream yaml = Files.newInputStream(file)) {
            return SourceFile.read(name + Kamelet.ENDING, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
