package io.rankwire.operator.check;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A case of {@code src/test/resources/check/cases}: files that lie over the good ones of {@code check/home}, each behind a
 * line {@code === path} ({@code === +path} adds to a file), and behind {@code === expected} the lines that check prints.
 *
 * @param name the case's file
 * @param files what the files say, by their path
 * @param expected the lines
 */
public record BrokenHome(String name, Map<String, String> files, List<String> expected) {
    public BrokenHome {
        files = new TreeMap<>(files);
        expected = List.copyOf(expected);
    }

    /** All cases, in order. */
    public static List<BrokenHome> all() throws IOException {
        List<BrokenHome> all = new ArrayList<>();
        for (Path file : list(resource("check/cases"))) {
            all.add(read(file));
        }
        return all;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BrokenHome read(Path file) throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<String> expected = List.of();
        for (String part : Files.readString(file).split("(?m)^=== ", -1)) {
            int line = part.indexOf('\n');
            String path = line < 0 ? "" : part.substring(0, line);
            if (path.equals("expected")) {
                expected = part.substring(line + 1).lines().toList();
            } else if (!path.isEmpty()) {
                files.put(path, part.substring(line + 1));
            }
        }
        return new BrokenHome(file.getFileName().toString(), files, expected);
    }

    /** Puts the good files into the folder, and the broken ones over them. */
    public void unpack(Path home) throws IOException {
        good(home);
        for (Map.Entry<String, String> file : files.entrySet()) {
            boolean added = file.getKey().startsWith("+");
            Path path = home.resolve(added ? file.getKey().substring(1) : file.getKey());
            Files.createDirectories(path.getParent());
            if (added) {
                Files.writeString(path, file.getValue(), StandardOpenOption.APPEND);
            } else {
                Files.writeString(path, file.getValue());
            }
        }
    }

    /** Puts the good files alone into the folder. */
    public static void good(Path home) throws IOException {
        Path from = resource("check/home");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(BrokenHome.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
