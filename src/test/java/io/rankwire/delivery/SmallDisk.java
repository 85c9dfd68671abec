package io.rankwire.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk of one megabyte, where the user may mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it, or says why that is not possible. */
    public static SmallDisk mount(Path folder) throws IOException {
        Files.createDirectories(folder);
        String said = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
        if (said != null) {
            System.out.println("Skipped, for a small disk cannot be mounted here: " + said);
            org.junit.jupiter.api.Assumptions.abort("a small disk cannot be mounted here: " + said);
        }
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** From now on nothing can be written. */
    public void makeReadOnly() throws IOException {
        String said = run("mount", "-o", "remount,ro", folder.toString());
        if (said != null) {
            throw new IOException(said);
        }
    }

    /** Leaves no room on the disk, down to the last byte. */
    public Path fill() {
        Path filling = folder.resolve("filling");
        try (FileChannel channel = FileChannel.open(filling, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(4096);
            while (true) {
                channel.write(block.clear());
            }
        } catch (IOException e) {
            return filling;
        }
    }

    private static String run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? null : said.strip();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }
}
