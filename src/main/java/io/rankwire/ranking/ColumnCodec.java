package io.rankwire.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.source.Column;
import java.util.List;

/** A ranking's columns as the store keeps them: a JSON list. */
public final class ColumnCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ColumnCodec() {}

    public static String write(List<Column> columns) {
        try {
            return JSON.writeValueAsString(columns);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("columns can always be written", e);
        }
    }

    public static List<Column> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<Column>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store's columns are broken: " + e.getOriginalMessage(), e);
        }
    }
}
