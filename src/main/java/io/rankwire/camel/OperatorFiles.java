package io.rankwire.camel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * The operator's YAML files, looked at again and again. Contents are compared, through symbolic links: neither an editor
 * that writes by renaming nor a mounted ConfigMap, where one link changes for all files, tells anybody of an edit.
 */
final class OperatorFiles {
    static final String ROUTES = ".camel.yaml";
    static final String KAMELET = ".kamelet.yaml";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private final CamelContext context;
    private final Path folder;
    private final FileContents contents = new FileContents();
    private Map<Path, String> before = Map.of();

    OperatorFiles(CamelContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /** Sinks and steps before the feeds that use them, kamelets before both. */
    static Comparator<Path> order(Path routes) {
        return Comparator.comparing(
                        (Path file) -> !file.getFileName().toString().endsWith(KAMELET))
                .thenComparing(file -> file.getParent().equals(routes))
                .thenComparing(Comparator.naturalOrder());
    }

    /**
     * What is there.
     *
     * @param files by their paths, in the order in which they are to be loaded
     * @param moving paths that changed since the look before, and may be half written
     */
    record Look(Map<Path, Seen> files, Set<Path> moving) {}

    /**
     * Looks at every file.
     *
     * @throws IOException if the folder cannot be read: then nothing is known, least of all that files are gone
     */
    Look look() throws IOException {
        Map<Path, Seen> files = new TreeMap<>(order(folder));
        FileContents.list(folder, name -> name.endsWith(ROUTES) || name.endsWith(KAMELET))
                .forEach((file, found) -> {
                    Seen seen = read(file, found);
                    if (seen != null) {
                        files.put(file, seen);
                    }
                });
        contents.keepOnly(files.keySet());
        Map<Path, String> now = new HashMap<>();
        files.forEach((file, seen) -> now.put(file, seen.fingerprint()));
        Set<Path> moving = new HashSet<>(now.keySet());
        moving.addAll(before.keySet());
        moving.removeIf(file -> Objects.equals(now.get(file), before.get(file)));
        before = now;
        return new Look(files, moving);
    }

    /** The file's content; null when it went away meanwhile. */
    private Seen read(Path file, BasicFileAttributes found) {
        try {
            String text = new String(contents.read(file, found), StandardCharsets.UTF_8);
            return Seen.of(file, text, values(text));
        } catch (IOException e) {
            return Files.exists(file) ? Seen.unreadable(file, Reason.of(e)) : null;
        }
    }

    /** What the placeholders in a file stand for now, secrets among them; it only ever becomes part of a digest. */
    private String values(String text) {
        StringBuilder values = new StringBuilder();
        for (Matcher matcher = PLACEHOLDER.matcher(text); matcher.find(); ) {
            values.append(matcher.group(1))
                    .append('=')
                    .append(value(matcher.group()))
                    .append('\n');
        }
        return values.toString();
    }

    private String value(String placeholder) {
        try {
            return context.resolvePropertyPlaceholders(placeholder);
        } catch (RuntimeException e) {
            // Not set, or a parameter of a kamelet. Whoever builds a route with it says so.
            return "";
        }
    }
}
