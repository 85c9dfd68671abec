package io.rankwire.command.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How it went at an account or at the place of a sink.
 *
 * @param place what it is, such as {@code account keyapi}
 * @param result {@link #OK}, or in a word or three what is wrong
 * @param says the same in a sentence
 */
record Door(String place, String result, String says) {
    static final String OK = "ok";

    /** For a listing. */
    Map<String, Object> line(boolean json) {
        Map<String, Object> line = new LinkedHashMap<>();
        if (json) {
            line.put("kind", "connection");
        }
        line.put("place", place);
        line.put("result", result);
        line.put("says", says);
        return line;
    }
}
