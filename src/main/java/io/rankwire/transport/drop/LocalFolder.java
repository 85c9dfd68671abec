package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A folder of this machine. What it says is written is on the disk, not in a cache. */
final class LocalFolder implements DropFolder {
    private final Path folder;

    public LocalFolder(Path folder) {
        this.folder = folder;
    }

    /** Work with the file system. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T attempt(Work<T> work) throws DeliveryFault {
        try {
            return work.run();
        } catch (IOException e) {
            throw DeliveryFault.passing(folder + " cannot be written: " + reason(e), e);
        }
    }

    /** The first listing makes the folder. Only of files that are wanted more than the name is read. */
    @Override
    public Optional<Map<String, Entry>> list(Predicate<String> wanted) throws DeliveryFault {
        return attempt(() -> {
            Files.createDirectories(folder);
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (wanted.test(name)) {
                        names.add(name);
                    }
                }
            }
            return Optional.of(entries(names));
        });
    }

    @Override
    public Optional<Map<String, Entry>> find(Set<String> names) throws DeliveryFault {
        return attempt(() -> Optional.of(entries(names)));
    }

    /** Without files that were collected meanwhile. */
    private Map<String, Entry> entries(Collection<String> names) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        for (String name : names) {
            try {
                BasicFileAttributes found = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
                entries.put(
                        name, new Entry(found.size(), found.lastModifiedTime().toInstant()));
            } catch (NoSuchFileException collected) {
                // It is left out.
            }
        }
        return entries;
    }

    @Override
    public boolean holds(String name, Path file) throws DeliveryFault {
        return attempt(() -> Files.mismatch(file, folder.resolve(name)) == -1);
    }

    @Override
    public boolean trustsManifests() {
        return false;
    }

    @Override
    public boolean replacesAtOnce() {
        return true;
    }

    @Override
    public void write(Path file, String name) throws DeliveryFault {
        attempt(() -> {
            try (FileChannel in = FileChannel.open(file);
                    FileChannel out = FileChannel.open(
                            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long size = in.size();
                for (long done = 0; done < size; ) {
                    long moved = in.transferTo(done, size - done, out);
                    if (moved == 0) {
                        throw new IOException(file + " became shorter while it was copied");
                    }
                    done += moved;
                }
                out.force(true);
                return name;
            }
        });
    }

    @Override
    public void rename(String from, String to) throws DeliveryFault {
        attempt(() -> Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void remove(String name) throws DeliveryFault {
        attempt(() -> Files.deleteIfExists(folder.resolve(name)));
    }

    @Override
    public void sync() throws DeliveryFault {
        attempt(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                return folder;
            }
        });
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is there and is not a folder";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is gone";
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
            return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + ": " + file.getFile();
        }
        return e instanceof FileSystemException file ? file.getReason() : String.valueOf(e.getMessage());
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
