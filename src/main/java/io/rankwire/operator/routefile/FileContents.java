package io.rankwire.operator.routefile;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What is in files that are looked at again and again. One is read again only when it may have changed, so that an edit
 * of one among a thousand costs the reading of that one. Safe for use by many threads.
 */
public final class FileContents {
    private static final int DEEPEST = 8;
    /** A file may change twice within what its clock can tell apart; one this young is read at every look. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * What tells a version of a file from another without reading it.
     *
     * @param file the one on the disk, wherever links to it lie
     */
    private record Stamp(Object file, FileTime modified, long size) {
        static Stamp of(Path path, BasicFileAttributes attributes) throws IOException {
            Object file = attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
            return new Stamp(file, attributes.lastModifiedTime(), attributes.size());
        }

        boolean isYoung() {
            return modified.toInstant().isAfter(Instant.now().minus(YOUNG));
        }
    }

    private record Known(Stamp stamp, ByteBuffer bytes) {}

    /**
     * The files below a folder whose names are wanted, through symbolic links, without what is hidden.
     *
     * @return what the disk says of each, for {@link #read}
     * @throws IOException if the folder, or one in it, cannot be read
     */
    public static Map<Path, BasicFileAttributes> list(Path folder, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        Map<Path, BasicFileAttributes> files = new LinkedHashMap<>();
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
                    files.put(file, attributes);
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

    /** The bytes of a file as {@link #list} found it. */
    public byte[] read(Path file, BasicFileAttributes found) throws IOException {
        Stamp stamp = Stamp.of(file, found);
        Known old = known.get(file);
        if (old != null && old.stamp().equals(stamp) && !stamp.isYoung()) {
            return old.bytes().array();
        }
        byte[] bytes = Files.readAllBytes(file);
        known.put(file, new Known(stamp, ByteBuffer.wrap(bytes)));
        return bytes;
    }

    /** Forgets all others. */
    public void keepOnly(Set<Path> files) {
        known.keySet().retainAll(files);
    }
}
