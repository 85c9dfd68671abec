package io.rankwire.store;

import io.rankwire.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What tells one table's rows from another's, whatever their order and whichever database they are in. */
final class TableDigest {
    private final MessageDigest digest = Sha256.begin();
    private long rows;
    private long high;
    private long low;

    /** A row's values: null, whole numbers, texts, bytes. */
    void add(Object[] row) {
        for (Object value : row) {
            if (value instanceof byte[] bytes) {
                part('b', bytes);
            } else if (value == null) {
                part('n', new byte[0]);
            } else {
                part(value instanceof Number ? 'i' : 's', value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        // A sum, and no exclusive or: a row that is there twice counts twice.
        high += hash.getLong();
        low += hash.getLong();
        rows++;
    }

    private void part(char type, byte[] bytes) {
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    long rows() {
        return rows;
    }

    /** As text, the same for the same rows. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
