package io.rankwire.operator.routefile;

import io.rankwire.settings.Home;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's files of routes, kamelets, mail templates and settings, each read once in each of its states. */
public final class OperatorFiles {
    private static final String TEMPLATES = "config/templates/";

    private final Home home;
    private final FileContents contents = new FileContents();
    private Map<Path, OperatorFile> known = Map.of();
    private SortedMap<String, OperatorFile> byName = Collections.emptySortedMap();

    public OperatorFiles(Home home) {
        this.home = home;
    }

    /**
     * Reads what has changed.
     *
     * @return all files by their names, those that did not change as the very same objects; the very same map when none did
     * @throws UncheckedIOException if a folder cannot be read: then nothing is known, least of all that files are gone
     */
    public SortedMap<String, OperatorFile> look() {
        Map<Path, BasicFileAttributes> files = list();
        contents.keepOnly(files.keySet());
        // Parsing is worth several threads, the look at files that are as they were is not.
        Stream<Map.Entry<Path, BasicFileAttributes>> all = files.entrySet().stream();
        Map<Path, OperatorFile> now = (known.isEmpty() ? all.parallel() : all)
                .flatMap(file -> read(file.getKey(), file.getValue()).stream())
                .collect(Collectors.toMap(OperatorFile::path, file -> file));
        if (!now.equals(known)) {
            known = now;
            SortedMap<String, OperatorFile> sorted = new TreeMap<>();
            known.values().forEach(file -> sorted.put(file.name(), file));
            byName = Collections.unmodifiableSortedMap(sorted);
        }
        return byName;
    }

    private Map<Path, BasicFileAttributes> list() {
        Map<Path, BasicFileAttributes> files = new HashMap<>();
        Path templates = home.config().resolve("templates");
        Path settings = home.folder().resolve(SettingsFile.PATH);
        try {
            if (Files.isDirectory(home.routes())) {
                files.putAll(FileContents.list(home.routes(), name -> name.endsWith(".yaml") || name.endsWith(".yml")));
            }
            if (Files.isDirectory(templates)) {
                files.putAll(FileContents.list(templates, name -> true));
            }
            if (Files.exists(settings)) {
                files.put(settings, Files.readAttributes(settings, BasicFileAttributes.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a folder cannot be read: " + Reason.of(e), e);
        }
        return files;
    }

    /** From the home folder on, with slashes. */
    public String name(Path file) {
        return home.folder()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    public static boolean isTemplate(String name) {
        return name.startsWith(TEMPLATES);
    }

    /** The file as it is, as it was known when nothing about it is another; empty when it went away meanwhile. */
    private Optional<OperatorFile> read(Path file, BasicFileAttributes found) {
        OperatorFile old = known.get(file);
        try {
            byte[] content = contents.read(file, found);
            return Optional.of(old != null && old.holds(content) ? old : OperatorFile.of(file, name(file), content));
        } catch (IOException e) {
            return Files.exists(file)
                    ? Optional.of(OperatorFile.unreadable(file, name(file), Reason.of(e)))
                    : Optional.empty();
        }
    }
}
