package io.rankwire.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A database file in its folder. While a file is open, the system does not mind that it is deleted or another one is put in
 * its place: what is written then is lost with it, which is why it is looked at before every piece of work.
 */
final class SqlitePlace {
    /** A file of one process may be locked by one thread only. */
    private static final Object TURN = new Object();

    private final Path file;

    SqlitePlace(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Makes the folder that the file is to be in. */
    void makeFolder() {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("the store's folder " + file.getParent() + " cannot be made", e);
        }
    }

    /** Whether anything can be written to it: to the file, and to the journal beside it. */
    boolean isWritable() {
        Path folder = file.getParent();
        return !Files.exists(file) || (Files.isWritable(file) && Files.isWritable(folder));
    }

    /** Whether what was written last is in the journal alone. */
    boolean hasJournal() {
        try {
            Path journal = beside("-wal");
            return Files.exists(journal) && Files.size(journal) > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** What tells the file from any other that was or will be called the same; empty when there is none. */
    Optional<Object> identity() {
        return identity(file);
    }

    /** The same of the journal beside the file. */
    Optional<Object> journal() {
        return identity(beside("-wal"));
    }

    /** Takes a journal away that belongs to a file that is gone: the engine would take it for that of the new one. */
    void forgetJournal() {
        try {
            Files.deleteIfExists(beside("-wal"));
            Files.deleteIfExists(beside("-shm"));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of the file before cannot be taken away", e);
        }
    }

    private Path beside(String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private static Optional<Object> identity(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // Where a file system has no such keys, only a deleted file is noticed.
            return Optional.of(attributes.fileKey() == null ? file : attributes.fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Does something while no other process, and no other thread of this one, does such a thing with the file. */
    <T> T alone(Supplier<T> work) {
        Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
        synchronized (TURN) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Held until the channel is closed, or the process is gone.
                channel.lock();
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException("the store's folder " + file.getParent() + " cannot be written to", e);
            }
        }
    }
}
