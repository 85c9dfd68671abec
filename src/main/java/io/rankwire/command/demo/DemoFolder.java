package io.rankwire.command.demo;

import io.rankwire.settings.Home;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that the demo works in: a copy of the shipped routes and settings, to be looked into and edited. */
public final class DemoFolder {
    private static final String MARK = ".rankwire-demo";

    private DemoFolder() {}

    /**
     * Makes the folder afresh.
     *
     * @throws OperatorMistake if something is there that is not a demo's folder
     */
    public static Home prepare(Path folder, Path distribution) throws IOException {
        Path mark = folder.resolve(MARK);
        if (Files.exists(folder) && !Files.exists(mark) && !isEmpty(folder)) {
            throw new OperatorMistake(folder.toAbsolutePath()
                    + " is there already and is not a demo's folder; name another with --folder");
        }
        for (String part : List.of("routes", "config", "data", "sandbox")) {
            clear(folder.resolve(part));
        }
        Files.createDirectories(folder);
        Files.writeString(mark, "Made by `rankwire demo`, and cleared by it at its next start.\n");
        copy(distribution.resolve("routes"), folder.resolve("routes"));
        copy(distribution.resolve("config"), folder.resolve("config"));
        return new Home(folder);
    }

    /**
     * Puts the sandbox's settings in the place of the demo's own: a later run in this folder must not ask a vendor that
     * takes money.
     */
    public static Map<String, String> write(Home home, Map<String, String> settings) throws IOException {
        Path file = home.config().resolve("rankwire.properties");
        List<String> lines = new ArrayList<>(Files.readAllLines(file).stream()
                .filter(line ->
                        !settings.containsKey(line.replaceFirst("=.*", "").strip()))
                .toList());
        lines.addAll(List.of("", "# --- The demo's own servers, which are gone when it ends."));
        new TreeMap<>(settings).forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines);
        return settings;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
