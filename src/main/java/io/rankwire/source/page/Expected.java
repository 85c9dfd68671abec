package io.rankwire.source.page;

import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows should be of.
 *
 * @param rejected values that a row must have, if it has the column at all; others make the page unfit
 * @param warned values that a row should have; others are kept with a warning
 */
public record Expected(Map<Integer, String> rejected, Map<Integer, String> warned) {

    /** What was asked for, as far as the endpoint's rows say what they are of. */
    public static Expected of(Endpoint endpoint, Map<String, String> scope) {
        return new Expected(
                expected(endpoint, endpoint.answer().checks().reject(), scope),
                expected(endpoint, endpoint.answer().checks().warn(), scope));
    }

    private static Map<Integer, String> expected(
            Endpoint endpoint, Map<String, String> parameters, Map<String, String> scope) {
        List<String> columns = endpoint.allColumns().stream().map(Column::name).toList();
        Map<Integer, String> expected = new HashMap<>();
        parameters.forEach((column, parameter) -> {
            if (scope.containsKey(parameter)) {
                expected.put(columns.indexOf(column), scope.get(parameter));
            }
        });
        return expected;
    }

    /** Whether the row says in that column that it is of something else. */
    boolean differs(Item item, int column, String asked) {
        String got = item.values().get(column);
        return got != null && !got.equals(asked);
    }

    public static Expected anything() {
        return new Expected(Map.of(), Map.of());
    }
}
