package io.rankwire.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts files into a folder so that nobody ever sees a part of one: written aside, forced to disk, renamed. */
public final class FileDrop {
    private final Path folder;

    public FileDrop(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the file into the folder under {@code name}. Whatever had that name is replaced in one step.
     *
     * @throws IOException if it could not be done; nothing is left behind then
     */
    public void put(Path source, String name) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(name);
        if (!folder.equals(target.getParent())) {
            throw new IllegalArgumentException("'" + name + "' is not a plain file name");
        }
        Path aside = folder.resolve("." + name + ".part");
        try {
            Files.copy(source, aside, StandardCopyOption.REPLACE_EXISTING);
            force(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
