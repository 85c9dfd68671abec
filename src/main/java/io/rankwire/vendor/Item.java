package io.rankwire.vendor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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

    /** The item as it came, UTF-8. */
    public byte[] raw() {
        return Arrays.copyOfRange(body, start, end);
    }
}
