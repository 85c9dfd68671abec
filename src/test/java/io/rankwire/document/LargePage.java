package io.rankwire.document;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A page of a ranking with as many rows as one likes, each different from every other. */
final class LargePage {
    private static final String ITEM = """
            {"product_id":%d,"title":"Hydrating serum №%d, hyaluronic acid 口红 %s ml","link":\
            "https://shop.example/p/%d?a=1&b=2","cover":"https://img.example/%x.jpg","region":"US","currency":"USD",\
            "sold":%d,"gmv":%d.%02d,"gmv_usd":%d.%02d,"category":{"name":"Category %d"},"commission":"%d.5%%",\
            "launched":"2025%02d14","lives":%d}""";

    private LargePage() {}

    /** Page {@code number}, from 0, of {@code rows} rows in all. */
    static byte[] of(int number, int size, int rows) {
        StringJoiner items =
                new StringJoiner(",", "{\"code\":0,\"msg\":\"\",\"data\":{\"total\":" + rows + ",\"list\":[", "]}}");
        for (int i = number * size; i < Math.min(rows, (number + 1) * size); i++) {
            items.add(item(i, rows));
        }
        return items.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String item(int i, int rows) {
        long id = 1729384756473829101L + i * 7919L;
        long sold = (long) (rows - i) * 3;
        long spread = (id * 0x9E3779B97F4A7C15L) >>> 40;
        return ITEM.formatted(
                id,
                i,
                spread % 500,
                id,
                spread,
                sold,
                sold * 17,
                spread % 100,
                sold * 17,
                spread % 100,
                i % 40,
                spread % 30,
                1 + i % 12,
                spread % 90);
    }
}
