package io.rankwire.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts in files: UTF-8, with or without a byte order mark, whatever the locale says. */
public final class Utf8 {
    /** What stands for bytes that are none of UTF-8. */
    public static final char BROKEN = '\uFFFD';

    private static final String MARK = "\uFEFF";

    private Utf8() {}

    /** The text of a file; {@link #BROKEN} for what is none. */
    public static String text(byte[] file) {
        return withoutMark(new String(file, StandardCharsets.UTF_8));
    }

    /** The text of a file that must be one. */
    public static String strict(byte[] file) throws CharacterCodingException {
        return withoutMark(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file))
                .toString());
    }

    /** Reads a file that must be text. */
    public static String read(Path file) throws IOException {
        return strict(Files.readAllBytes(file));
    }

    private static String withoutMark(String text) {
        return text.startsWith(MARK) ? text.substring(1) : text;
    }
}
