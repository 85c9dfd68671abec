package io.rankwire.document.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * XML of a workbook as it streams through: some tags are written otherwise, and a character that the library writes by its
 * number is written as itself, since SheetJS reads numbers beyond 16 bits wrongly. Nothing is held but what is not
 * complete.
 */
final class MendedXml extends FilterOutputStream {
    /** A reference to the last character there is, with six digits in hexadecimal. */
    private static final int LONGEST_REFERENCE = 10;

    private static final int ASCII = 0x80;

    private final Map<String, String> tags;
    private int longest = LONGEST_REFERENCE;
    private byte[] held = {};

    /** What stands at a place, how long it is, and what is written for it. */
    private record Mended(int length, String text) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param tags in ASCII, by what is written for them */
    MendedXml(OutputStream out, Map<String, String> tags) {
        super(out);
        this.tags = Map.copyOf(tags);
        tags.keySet().forEach(tag -> longest = Math.max(longest, tag.length()));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] text = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, text, held.length, length);
        int complete = mend(text, text.length - longest);
        held = Arrays.copyOfRange(text, complete, text.length);
    }

    /** Writes what was held, and leaves the stream open. */
    void finish() throws IOException {
        mend(held, held.length);
        held = new byte[0];
    }

    /** Writes the text up to the end or a little further, and says how far: what begins there is not complete. */
    private int mend(byte[] text, int end) throws IOException {
        int written = 0;
        int at = 0;
        while (at < end) {
            Mended mended = text[at] == '<' ? tag(text, at) : text[at] == '&' ? reference(text, at) : null;
            if (mended == null) {
                at++;
            } else {
                out.write(text, written, at - written);
                out.write(mended.bytes());
                at += mended.length();
                written = at;
            }
        }
        out.write(text, written, at - written);
        return at;
    }

    private @Nullable Mended tag(byte[] text, int at) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (stands(tag.getKey(), text, at)) {
                return new Mended(tag.getKey().length(), tag.getValue());
            }
        }
        return null;
    }

    private static boolean stands(String ascii, byte[] text, int at) {
        int same = 0;
        while (same < ascii.length() && at + same < text.length && text[at + same] == ascii.charAt(same)) {
            same++;
        }
        return same == ascii.length();
    }

    private static @Nullable Mended reference(byte[] text, int at) {
        if (at + 2 >= text.length || text[at + 1] != '#' || text[at + 2] != 'x') {
            return null;
        }
        int character = 0;
        for (int i = at + 3; i < Math.min(text.length, at + LONGEST_REFERENCE); i++) {
            if (text[i] == ';') {
                return character < ASCII ? null : new Mended(i + 1 - at, Character.toString(character));
            }
            character = character * 16 + Character.digit(text[i], 16);
        }
        return null;
    }
}
