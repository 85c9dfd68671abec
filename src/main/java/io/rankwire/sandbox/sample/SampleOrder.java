package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts rows in the order of one of their numbers. Equal values keep the order they came in. */
public final class SampleOrder {
    private SampleOrder() {}

    public static List<ObjectNode> descending(Stream<ObjectNode> rows, String field, int depth) {
        return rows.sorted(by(field).reversed()).limit(depth).toList();
    }

    public static List<ObjectNode> ascending(Stream<ObjectNode> rows, String field, int depth) {
        return rows.sorted(by(field)).limit(depth).toList();
    }

    private static Comparator<ObjectNode> by(String field) {
        return Comparator.comparing(row -> row.get(field).decimalValue());
    }
}
