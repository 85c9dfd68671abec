package io.rankwire.operator.desk;

import io.rankwire.settings.Home;
import io.rankwire.text.Reason;
import io.rankwire.text.Sha256;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * The operator's YAML files, looked at again and again. Contents are compared, through symbolic links: neither an editor
 * that writes by renaming nor a mounted ConfigMap, where one link changes for all files, tells anybody of an edit.
 */
final class OperatorFiles {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

    private final CamelContext context;
    private final Path folder;
    private final FileContents contents = new FileContents();
    private Map<Path, Known> before = Map.of();
    private boolean wasMoving;

    OperatorFiles(CamelContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /**
     * A file at the last look.
     *
     * @param content as it was read; null when it could not be
     * @param values the placeholders in it, and digests of what they stood for
     */
    private record Known(ByteBuffer content, Map<String, String> values, FileVersion seen) {}

    /** Sinks and steps before the feeds that use them, kamelets before both. */
    static Comparator<Path> order(Path routes) {
        return Comparator.comparing(
                        (Path file) -> !file.getFileName().toString().endsWith(Home.KAMELET))
                .thenComparing(file -> file.getParent().equals(routes))
                .thenComparing(Comparator.naturalOrder());
    }

    /**
     * What is there.
     *
     * @param files by their paths, in no order
     * @param moving paths that changed since the look before, and may be half written
     * @param isNew whether anything changed since the look before, or had changed at that
     */
    record Look(Map<Path, FileVersion> files, Set<Path> moving, boolean isNew) {
        /** Those that hold still and are wanted, in the order in which they are to be loaded. */
        List<FileVersion> still(Path routes, Predicate<FileVersion> wanted) {
            return files.values().stream()
                    .filter(seen -> !moving.contains(seen.path()) && wanted.test(seen))
                    .sorted(Comparator.comparing(FileVersion::path, order(routes)))
                    .toList();
        }
    }

    /**
     * Looks at every file.
     *
     * @throws IOException if the folder cannot be read: then nothing is known, least of all that files are gone
     */
    Look look() throws IOException {
        Map<Path, Known> now = new HashMap<>();
        Map<String, String> asked = new HashMap<>();
        FileContents.list(folder, name -> name.endsWith(Home.ROUTES) || name.endsWith(Home.KAMELET))
                .forEach((file, found) -> {
                    Known known = read(file, found, asked);
                    if (known != null) {
                        now.put(file, known);
                    }
                });
        contents.keepOnly(now.keySet());
        Map<Path, FileVersion> files = new HashMap<>();
        Set<Path> moving = new HashSet<>(before.keySet());
        now.forEach((file, known) -> {
            files.put(file, known.seen());
            Known old = before.get(file);
            if (old != null && old.seen().fingerprint().equals(known.seen().fingerprint())) {
                moving.remove(file);
            } else {
                moving.add(file);
            }
        });
        before = now;
        boolean moved = wasMoving;
        wasMoving = !moving.isEmpty();
        return new Look(files, moving, moved || wasMoving);
    }

    /** The file as it is; as it was known when nothing about it is another. Null when it went away meanwhile. */
    private Known read(Path file, BasicFileAttributes found, Map<String, String> asked) {
        try {
            ByteBuffer content = ByteBuffer.wrap(contents.read(file, found));
            Known old = before.get(file);
            boolean same = old != null && content.equals(old.content());
            String text = same ? old.seen().text() : Utf8.text(content.array());
            Map<String, String> values = values(same ? old.values().keySet() : placeholders(text), asked);
            return same && values.equals(old.values())
                    ? old
                    : new Known(content, values, FileVersion.of(file, text, values.toString()));
        } catch (IOException e) {
            return Files.exists(file) ? new Known(null, Map.of(), FileVersion.unreadable(file, Reason.of(e))) : null;
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The digests of what placeholders stand for now: secrets are among that. */
    private Map<String, String> values(Set<String> placeholders, Map<String, String> asked) {
        if (placeholders.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        placeholders.forEach(placeholder -> values.put(placeholder, asked.computeIfAbsent(placeholder, this::value)));
        return values;
    }

    private String value(String placeholder) {
        try {
            return Sha256.hex(context.resolvePropertyPlaceholders(placeholder));
        } catch (RuntimeException e) {
            // Not set, or a parameter of a kamelet; told when a route is built with it.
            return "";
        }
    }
}
