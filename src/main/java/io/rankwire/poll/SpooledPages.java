package io.rankwire.poll;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that were paid for, in files beside a store that cannot take them for the time being, so that they outlive the
 * process. Of a run there is at most one, for its next page; its name says what the run had cost with it.
 */
final class SpooledPages {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");
    private static final Pattern NAME =
            Pattern.compile("(?<run>\\d+-\\d+)-(?<page>\\d+)-(?<requests>\\d+)-(?<credits>\\d+)\\.zst");

    private final Path folder;

    SpooledPages(Path folder) {
        this.folder = folder;
    }

    /** Keeps the answer that the run has in hand. Where that is not possible either, it is in memory alone. */
    void keep(Run run) {
        if (run.paid == null || run.held.containsKey(run.paidPage)) {
            return;
        }
        Path file = folder.resolve(key(run) + "-" + run.paidPage + "-" + run.requests + "-" + run.credits + ".zst");
        try {
            Files.createDirectories(folder);
            write(file, Zstd.compress(run.paid));
            run.spooled = true;
        } catch (IOException e) {
            LOG.debug("page {} of run {} cannot be kept beside the store either", run.paidPage, run.id, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives the run the answer that is kept for its next page, with what was paid for it, if there is one. */
    void giveBack(Run run) {
        for (Path file : files(run)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches() || Integer.parseInt(name.group("page")) != run.pages + 1) {
                continue;
            }
            Optional<byte[]> body = read(file);
            if (body.isPresent()) {
                run.held.put(run.pages + 1, body.get());
                run.spooled = true;
                run.requests = Math.max(run.requests, Integer.parseInt(name.group("requests")));
                run.credits = Math.max(run.credits, Integer.parseInt(name.group("credits")));
            }
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            byte[] packed = Files.readAllBytes(file);
            return Optional.of(Zstd.decompress(packed, (int) Zstd.getFrameContentSize(packed)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read, the page in it is asked for again: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Forgets what is kept for the run: the store has it, or nothing can be made of it. */
    void letGo(Run run) {
        if (!run.spooled) {
            return;
        }
        for (Path file : files(run)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Of a page that the run has already it is never used again.
                LOG.debug("{} stays behind", file, e);
            }
        }
        run.spooled = false;
    }

    private List<Path> files(Run run) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            String key = key(run) + "-";
            return files.filter(file -> file.getFileName().toString().startsWith(key))
                    .toList();
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", folder, e);
            return List.of();
        }
    }

    /** Of one run and no other, though the database may be put in the place of another with runs of the same numbers. */
    private static String key(Run run) {
        return run.id + "-" + run.began;
    }
}
