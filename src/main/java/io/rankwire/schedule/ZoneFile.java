package io.rankwire.schedule;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A compiled time zone of the operating system's (TZif, RFC 9636): which offset holds when. */
final class ZoneFile {
    private static final byte[] MAGIC = "TZif".getBytes(StandardCharsets.US_ASCII);
    /** Behind the magic word: a version, and what is not used. */
    private static final int UNUSED = 15;

    private final long[] moments;
    private final int[] offsets;
    private final @Nullable PosixZone afterwards;

    private ZoneFile(long[] moments, int[] offsets, @Nullable PosixZone afterwards) {
        this.moments = moments;
        this.offsets = offsets;
        this.afterwards = afterwards;
    }

    /** How much of each kind there is. */
    private record Counts(int universal, int standard, int leaps, int moments, int types, int characters) {
        static Counts read(ByteBuffer bytes) {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            if (!Arrays.equals(magic, MAGIC) || bytes.get() == 0) {
                throw new IllegalArgumentException("it is not compiled by a zic of today's");
            }
            bytes.position(bytes.position() + UNUSED);
            return new Counts(
                    bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt());
        }

        /** The bytes of the block, whose moments have so many bytes each. */
        int length(int moment) {
            return moments * (moment + 1) + types * 6 + characters + leaps * (moment + 4) + standard + universal;
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is none of this kind
     */
    static ZoneFile read(Path file) throws IOException {
        try {
            return read(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it is cut off", e);
        }
    }

    private static ZoneFile read(ByteBuffer bytes) {
        // The first block, with moments of 32 bits, is for readers of long ago.
        Counts old = Counts.read(bytes);
        bytes.position(bytes.position() + old.length(Integer.BYTES));
        Counts counts = Counts.read(bytes);
        int end = bytes.position() + counts.length(Long.BYTES);
        long[] moments = new long[counts.moments()];
        Arrays.setAll(moments, i -> bytes.getLong());
        int[] types = new int[counts.moments()];
        Arrays.setAll(types, i -> Byte.toUnsignedInt(bytes.get()));
        int[] ofTypes = new int[counts.types()];
        Arrays.setAll(ofTypes, i -> type(bytes));
        int[] offsets = new int[counts.moments() + 1];
        Arrays.setAll(offsets, i -> ofTypes[i == 0 ? 0 : types[i - 1]]);
        bytes.position(end);
        String rules = StandardCharsets.US_ASCII.decode(bytes).toString().strip();
        return new ZoneFile(moments, offsets, rules.isEmpty() ? null : PosixZone.parse(rules));
    }

    private static int type(ByteBuffer bytes) {
        int offset = bytes.getInt();
        // Whether it is summer time, and where its abbreviation stands.
        bytes.getShort();
        return offset;
    }

    ZoneOffset offset(Instant moment) {
        int found = Arrays.binarySearch(moments, moment.getEpochSecond());
        int passed = found >= 0 ? found + 1 : -found - 1;
        return passed == moments.length && afterwards != null
                ? afterwards.offset(moment)
                : ZoneOffset.ofTotalSeconds(offsets[passed]);
    }
}
