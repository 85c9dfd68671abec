package io.rankwire.document.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipOutputStream;

/**
 * Takes a zip as it is being written and packs its entries again, some of them with other content, without a clock
 * anywhere. Nothing is held but the part at hand. The zip must be what a stream writes: every entry deflated, its sizes
 * after it.
 */
final class RepackedZip extends OutputStream {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int HEADER_BYTES = 30;
    private static final int NAME_LENGTH_AT = 26;
    /**
     * Signature, CRC, and the two sizes at 8 bytes each, as the library writes them whatever the size. Readers of
     * streams expect 4: another reason to pack again.
     */
    private static final int DESCRIPTOR_BYTES = 24;

    /** Near the smallest file, in half the time. */
    private static final int LEVEL = 4;

    /** What is being read. */
    private enum Part {
        HEADER,
        NAME,
        CONTENT,
        DESCRIPTOR,
        DIRECTORY
    }

    private final ZipOutputStream out;
    private final Map<String, byte[]> replaced;
    private final Map<String, Map<String, String>> amended;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[64 << 10];
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private Part part = Part.HEADER;
    private int wanted = HEADER_BYTES;
    private MendedXml content = new MendedXml(OutputStream.nullOutputStream(), Map.of());
    private boolean keeps;

    /**
     * Leaves {@code out} open when it is closed.
     *
     * @param replaced the whole content of entries, by their names
     * @param amended tags in entries that are written otherwise, by the entries' names
     */
    RepackedZip(OutputStream out, Map<String, byte[]> replaced, Map<String, Map<String, String>> amended) {
        this.out = new ZipOutputStream(out);
        this.out.setLevel(LEVEL);
        this.replaced = replaced;
        this.amended = amended;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end && part != Part.DIRECTORY) {
            at = part == Part.CONTENT ? content(bytes, at, end) : gather(bytes, at, end);
        }
    }

    private int gather(byte[] bytes, int at, int end) throws IOException {
        int count = Math.min(wanted - gathered.size(), end - at);
        gathered.write(bytes, at, count);
        if (gathered.size() == wanted) {
            byte[] whole = gathered.toByteArray();
            gathered.reset();
            take(whole);
        }
        return at + count;
    }

    private void take(byte[] whole) throws IOException {
        switch (part) {
            case HEADER -> {
                ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
                boolean entry = header.getInt(0) == LOCAL_HEADER;
                // A name and nothing after it: the writer has no extra fields.
                next(entry ? Part.NAME : Part.DIRECTORY, header.getShort(NAME_LENGTH_AT));
            }
            case NAME -> {
                begin(new String(whole, StandardCharsets.US_ASCII));
                next(Part.CONTENT, 0);
            }
            case DESCRIPTOR -> next(Part.HEADER, HEADER_BYTES);
            case CONTENT, DIRECTORY -> throw new IllegalStateException(part + " is not gathered");
        }
    }

    private void next(Part next, int bytes) {
        part = next;
        wanted = bytes;
    }

    private void begin(String name) throws IOException {
        out.putNextEntry(ZipEntries.entry(name));
        byte[] other = replaced.get(name);
        keeps = other == null;
        content = new MendedXml(out, amended.getOrDefault(name, Map.of()));
        if (other != null) {
            out.write(other, 0, other.length);
        }
        inflater.reset();
    }

    private int content(byte[] bytes, int at, int end) throws IOException {
        try {
            inflater.setInput(bytes, at, end - at);
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return end;
                }
                if (keeps) {
                    content.write(buffer, 0, count);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("the workbook's own zip cannot be read", e);
        }
        content.finish();
        out.closeEntry();
        next(Part.DESCRIPTOR, DESCRIPTOR_BYTES);
        return end - inflater.getRemaining();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        out.finish();
    }
}
