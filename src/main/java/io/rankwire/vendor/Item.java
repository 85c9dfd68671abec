package io.rankwire.vendor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/** One entry of a page: its columns' values as text, in the endpoint's order, and the JSON it came as. */
public final class Item {
    private final List<String> values;
    private final byte[] body;
    private final int start;
    private final int end;

    /** The JSON is the part of {@code body} from {@code start} to {@code end}, which is shared, not copied. */
    Item(String[] values, byte[] body, int start, int end) {
        this.values = Collections.unmodifiableList(Arrays.asList(values));
        this.body = body;
        this.start = start;
        this.end = end;
    }

    /** One value a column, null where the vendor gave none. */
    public List<String> values() {
        return values;
    }

    /** Of the bytes as they came: a row that a vendor corrected has another. */
    public long hash() {
        CRC32C low = new CRC32C();
        low.update(body, start, end - start);
        return (long) ByteBuffer.wrap(body, start, end - start).hashCode() << 32 | low.getValue();
    }

    /** The item as it came, UTF-8. */
    public byte[] raw() {
        return Arrays.copyOfRange(body, start, end);
    }
}
