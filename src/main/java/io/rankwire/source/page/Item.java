package io.rankwire.source.page;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** One entry of a page: its columns' values as text, in the endpoint's order, and the JSON it came as. */
public final class Item {
    private final List<String> values;
    private final byte[] body;
    private final int start;
    private final int end;
    private final long hash;

    /** The JSON is the part of {@code body} from {@code start} to {@code end}, which is shared, not copied. */
    Item(String[] values, byte[] body, int start, int end) {
        this.values = Collections.unmodifiableList(Arrays.asList(values));
        this.body = body;
        this.start = start;
        this.end = end;
        // Both are instructions of the processor: cheaper than to look at each byte.
        this.hash = sum(new CRC32()) << 32 | sum(new CRC32C());
    }

    private long sum(Checksum checksum) {
        checksum.update(body, start, end - start);
        return checksum.getValue();
    }

    /** One value a column, null where the vendor gave none. */
    public List<String> values() {
        return values;
    }

    /** Of the bytes as they came: a row that a vendor corrected has another. */
    public long hash() {
        return hash;
    }

    /** The item as it came, UTF-8. */
    public byte[] raw() {
        return Arrays.copyOfRange(body, start, end);
    }
}
