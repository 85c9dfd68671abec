package io.rankwire.operator.workspace;

import io.rankwire.operator.routefile.FileContents;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of keys and secrets that settings and routes name, each as it was when it was first asked for. Safe for use by
 * many threads.
 */
public final class OutsideFiles {
    private final Home home;
    private final FileContents contents = new FileContents();
    private final Map<Path, Optional<ByteBuffer>> found = new ConcurrentHashMap<>();

    OutsideFiles(Home home) {
        this.home = home;
    }

    /** Where a file lies that is written as {@code written}; what it holds now is remembered. */
    public Path find(String written) {
        Path file = home.resolve(written);
        found.computeIfAbsent(file, this::content);
        return file;
    }

    /** Whether each still holds what it held when it was first asked for, or is still not there. */
    boolean areUnchanged() {
        return found.entrySet().stream().allMatch(file -> file.getValue().equals(content(file.getKey())));
    }

    /** The bytes; empty when there is no such file, or it may not be read. */
    private Optional<ByteBuffer> content(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(ByteBuffer.wrap(contents.read(file, attributes)))
                    : Optional.empty();
        } catch (IOException e) {
            // Told where the file is named.
            return Optional.empty();
        }
    }
}
