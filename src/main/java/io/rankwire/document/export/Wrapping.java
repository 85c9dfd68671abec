package io.rankwire.document.export;

import io.rankwire.document.format.Format;
import io.rankwire.document.format.Sheet;
import io.rankwire.text.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The layers around a file's content: packed, then encrypted, then in a file, all in one go.
 *
 * @param inside the name of the file without any of them
 */
record Wrapping(String inside, Compression compress, Optional<Recipient> recipient) {
    private static final int BUFFER = 64 << 10;

    /** What was written: how much, its digest, and the digest of what was encrypted, if it was. */
    record Written(long bytes, String sha256, String plainSha256) {}

    String name() {
        return plainName() + (recipient.isPresent() ? Recipient.ENDING : "");
    }

    private String plainName() {
        return inside + compress.ending();
    }

    String mediaType(Format format) {
        return recipient.isPresent() ? Recipient.MEDIA_TYPE : compress.mediaType(format.mediaType());
    }

    /** Writes the sheet into a new file. It is not forced to the disk: after a crash it is made again. */
    Written write(Sheet sheet, Format format, Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        MessageDigest plainDigest = Sha256.begin();
        Instant made = sheet.snapshot().origin().fetchedAt();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream onDisk = new BufferedOutputStream(new Digesting(channel, digest), BUFFER);
            OutputStream plain = recipient.isPresent()
                    ? new DigestOutputStream(recipient.get().encrypt(onDisk, plainName(), made), plainDigest)
                    : onDisk;
            try (OutputStream packed = compress.pack(plain, inside)) {
                format.write(sheet, packed);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            String plainSha256 = recipient.isPresent() ? HexFormat.of().formatHex(plainDigest.digest()) : sha256;
            return new Written(channel.size(), sha256, plainSha256);
        }
    }

    /** Leaves the file open when what is written to it ends: its size is still to be asked for. */
    private static final class Digesting extends DigestOutputStream {
        Digesting(FileChannel channel, MessageDigest digest) {
            super(Channels.newOutputStream(channel), digest);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
