package io.rankwire.ranking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as the store keeps it: an array of rows {@code [position, rank, movement, previousRank, lastSeen, values…]}
 * in JSON, and the rows as they came, each behind its length; both compressed with Zstandard.
 */
public final class PageCodec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LEVEL = 1;
    /** Which of a row's fields is its first value, the key. */
    private static final int KEY_AT = 5;
    /** A page is bounded where it is read; more than this out of a stored page is a broken store. */
    private static final int LARGEST = 256 << 20;

    private PageCodec() {}

    public static byte[] encode(List<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.size() * 256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartArray();
                json.writeNumber(row.position());
                json.writeNumber(row.rank());
                json.writeString(row.movement().label().word());
                json.writeString(
                        row.movement().previousRank() == null
                                ? null
                                : row.movement().previousRank().toString());
                json.writeString(row.movement().lastSeen());
                for (String value : row.values()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return Zstd.compress(bytes.toByteArray(), LEVEL);
    }

    public static List<Row> decode(byte[] stored) {
        List<Row> rows = new ArrayList<>();
        forEachRow(stored, json -> rows.add(row(json)));
        return rows;
    }

    /** The keys of a page's rows down to a position, without reading anything else of them. */
    static List<String> keys(byte[] stored, int depth) {
        List<String> keys = new ArrayList<>();
        forEachRow(stored, json -> {
            boolean within = json.nextIntValue(0) <= depth;
            String key = key(json);
            if (within) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Reads one row, from its first field to the end of it. */
    private interface RowReader {
        void read(JsonParser json) throws IOException;
    }

    private static void forEachRow(byte[] stored, RowReader reader) {
        try (JsonParser json = JSON.createParser(decompress(stored))) {
            require(json.nextToken() == JsonToken.START_ARRAY, "it is no list of rows");
            while (json.nextToken() == JsonToken.START_ARRAY) {
                reader.read(json);
            }
            require(json.currentToken() == JsonToken.END_ARRAY, "it is no list of rows");
        } catch (IOException e) {
            throw new IllegalStateException("a stored page is broken: it is not the JSON that was stored", e);
        }
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalStateException("a stored page is broken: " + otherwise);
        }
    }

    /** The key of the row whose position was read, and past the row's end. */
    private static String key(JsonParser json) throws IOException {
        for (int field = 1; field < KEY_AT; field++) {
            json.nextToken();
        }
        String key = json.nextTextValue();
        require(key != null, "a row has no key");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() != null, "a row is cut");
        }
        return key;
    }

    private static Row row(JsonParser json) throws IOException {
        int position = json.nextIntValue(0);
        int rank = json.nextIntValue(0);
        Movement.Label label = Movement.Label.of(json.nextTextValue());
        String previous = json.nextTextValue();
        String lastSeen = json.nextTextValue();
        List<@Nullable String> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
        }
        Movement movement = label == Movement.Label.NONE
                ? Movement.NONE
                : new Movement(label, previous == null ? null : Integer.valueOf(previous), lastSeen);
        return new Row(position, rank, values, movement);
    }

    public static byte[] encodeRaw(List<byte[]> items) {
        ByteBuffer buffer = ByteBuffer.allocate(
                items.stream().mapToInt(item -> item.length + Integer.BYTES).sum());
        items.forEach(item -> buffer.putInt(item.length).put(item));
        return Zstd.compress(buffer.array(), LEVEL);
    }

    static List<byte[]> decodeRaw(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(decompress(stored));
        List<byte[]> items = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
            require(length >= 0 && length <= buffer.remaining(), "its items are cut");
            byte[] item = new byte[length];
            buffer.get(item);
            items.add(item);
        }
        return items;
    }

    private static byte[] decompress(byte[] stored) {
        long size = stored.length == 0 ? -1 : Zstd.getFrameContentSize(stored);
        require(size >= 0 && size <= LARGEST, "it claims " + size + " bytes");
        try {
            return Zstd.decompress(stored, (int) size);
        } catch (ZstdException e) {
            throw new IllegalStateException("a stored page is broken: it cannot be decompressed", e);
        }
    }
}
