package io.rankwire.camel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * The operator's YAML files, looked at again and again. Contents are compared, through symbolic links: neither an editor
 * that writes by renaming nor a mounted ConfigMap, where one link changes for all files, tells anybody of an edit.
 */
public final class OperatorFiles {
    static final String ROUTES = ".camel.yaml";
    static final String KAMELET = ".kamelet.yaml";

    private static final int DEEPEST = 8;
    /** A file may change twice within what its clock can tell apart; one this young is read at every look. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    private final CamelContext context;
    private final Path folder;
    private final Map<Path, Known> known = new HashMap<>();
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

    private record Stamp(Path real, FileTime modified, long size, Object key) {}

    private record Known(Stamp stamp, String text) {}

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
        for (Path file : list()) {
            Seen seen = read(file);
            if (seen != null) {
                files.put(file, seen);
            }
        }
        known.keySet().retainAll(files.keySet());
        Map<Path, String> now = new HashMap<>();
        files.forEach((file, seen) -> now.put(file, seen.fingerprint()));
        Set<Path> moving = new HashSet<>(now.keySet());
        moving.addAll(before.keySet());
        moving.removeIf(file -> Objects.equals(now.get(file), before.get(file)));
        before = now;
        return new Look(files, moving);
    }

    private Set<Path> list() throws IOException {
        return list(folder, name -> name.endsWith(ROUTES) || name.endsWith(KAMELET));
    }

    /**
     * The files below a folder whose names are wanted, through symbolic links, without what is hidden.
     *
     * @throws IOException if the folder, or one in it, cannot be read
     */
    public static Set<Path> list(Path folder, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        Set<Path> files = new TreeSet<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                // A ConfigMap keeps its versions in folders whose names begin with two dots.
                boolean hidden = !directory.equals(folder)
                        && directory.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && wanted.test(name)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // A link that leads nowhere or in a circle, or what went away while it was looked at.
                if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return files;
    }

    /** The file's content; null when it went away meanwhile. */
    private Seen read(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            Stamp stamp = new Stamp(real, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            Known old = known.get(file);
            boolean young = attributes
                    .lastModifiedTime()
                    .toInstant()
                    .isAfter(Instant.now().minus(YOUNG));
            String text = old != null && old.stamp().equals(stamp) && !young ? old.text() : text(real);
            known.put(file, new Known(stamp, text));
            return Seen.of(file, text, values(text));
        } catch (IOException e) {
            return Files.exists(file) ? Seen.unreadable(file, Reason.of(e)) : null;
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
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
