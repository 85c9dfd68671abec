package io.rankwire.operator.check;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.desk.FileContents;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mentions;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.YamlText;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What every file of an operator says by itself; it is remembered for as long as the file's bytes are the same. */
final class Readings {
    private static final String TEMPLATES = "config/templates/";

    private final Home home;
    private final FileContents contents = new FileContents();
    private SortedMap<String, Read> read = new TreeMap<>();

    Readings(Home home) {
        this.home = home;
    }

    /** Built of Camel's large schema when the first file is looked at, for every checker. */
    private static final class Dsl {
        private static final Structure STRUCTURE = new Structure();
    }

    /** A file's bytes, and what can be said about them without looking at any other file. */
    record Read(ByteBuffer content, Optional<Mentions> mentions, Optional<RouteFile> routes, List<Mistake> mistakes) {}

    /** Reads what has changed: all files by their names, those that did not change as the very same objects. */
    SortedMap<String, Read> look() {
        Map<Path, BasicFileAttributes> files = files();
        contents.keepOnly(files.keySet());
        read = new TreeMap<>(files.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        file -> name(file.getKey()), file -> read(file.getKey(), file.getValue()))));
        return read;
    }

    /** The contents of the operator's kamelets at the last look. */
    List<ByteBuffer> kamelets() {
        return read.entrySet().stream()
                .filter(file -> file.getKey().endsWith(Kamelet.ENDING))
                .map(file -> file.getValue().content())
                .toList();
    }

    private Map<Path, BasicFileAttributes> files() {
        Map<Path, BasicFileAttributes> files = new HashMap<>();
        for (Path folder : List.of(home.routes(), home.config().resolve("templates"))) {
            if (Files.isDirectory(folder)) {
                try {
                    files.putAll(FileContents.list(folder, name -> true));
                } catch (IOException e) {
                    throw new UncheckedIOException(folder + " cannot be read", e);
                }
            }
        }
        files.keySet().removeIf(file -> !isOurs(file));
        return files;
    }

    private boolean isOurs(Path file) {
        String name = name(file);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.startsWith(TEMPLATES);
    }

    /** From the home folder on, with slashes. */
    String name(Path file) {
        return home.folder()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private Read read(Path file, BasicFileAttributes found) {
        try {
            byte[] content = contents.read(file, found);
            Read old = read.get(name(file));
            return old != null && old.content().equals(ByteBuffer.wrap(content)) ? old : read(name(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Read read(String name, byte[] content) {
        Findings findings = new Findings(name);
        Optional<YamlText.Parsed> yaml = Optional.empty();
        Optional<RouteFile> routes = Optional.empty();
        if (name.startsWith(TEMPLATES)) {
            TemplateRules.check(home.folder().resolve(name), content, findings);
        } else if (name.endsWith(Folder.ENDING) || name.endsWith(Kamelet.ENDING)) {
            yaml = YamlText.parse(content, findings);
            if (yaml.isPresent() && name.endsWith(Kamelet.ENDING)) {
                new KameletFileRules(Dsl.STRUCTURE).check(yaml.get(), content, findings);
            } else if (yaml.isPresent()) {
                Dsl.STRUCTURE.check(yaml.get(), findings);
                routes = yaml.map(YamlText.Parsed::root).map(RouteFile::of);
            }
        } else {
            findings.warning(
                    Place.START,
                    Rule.FILE_NAME,
                    "nobody reads this file; names end in " + Folder.ENDING + " or " + Kamelet.ENDING);
        }
        Optional<Mentions> mentions = yaml.map(YamlText.Parsed::root).map(Mentions::of);
        return new Read(ByteBuffer.wrap(content), mentions, routes, findings.all());
    }
}
