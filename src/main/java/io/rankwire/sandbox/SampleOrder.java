package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Puts rows in the order of one of their numbers. Equal values keep the order they came in. */
final class SampleOrder {
    private SampleOrder() {}

    static List<ObjectNode> descending(Stream<ObjectNode> rows, String field, int depth) {
        return rows.sorted(by(field).reversed()).limit(depth).toList();
    }

    static List<ObjectNode> ascending(Stream<ObjectNode> rows, String field, int depth) {
        return rows.sorted(by(field)).limit(depth).toList();
    }

    private static Comparator<ObjectNode> by(String field) {
        return Comparator.comparing(row -> row.get(field).decimalValue());
    }
}
