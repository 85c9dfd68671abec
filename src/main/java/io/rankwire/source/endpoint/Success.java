package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what an answer is known to be a page.
 *
 * @param at the field that says so; null for the one with the vendor's code
 * @param values what it says then; empty when the HTTP status alone decides
 */
public record Success(@Nullable String at, List<String> values) {
    /** The vendor's code is 0. */
    static final Success CODE_0 = new Success(null, List.of("0"));

    public Success {
        values = List.copyOf(values);
    }

    /** {@code status}, a list of codes, or a group of {@code at} and {@code values}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Success of(JsonNode json) {
        if (json.isTextual() && json.textValue().equals("status")) {
            return new Success(null, List.of());
        }
        if (json.isArray()) {
            return new Success(null, texts(json));
        }
        if (json.isObject()
                && json.path("at").isTextual()
                && json.path("values").isArray()
                && json.size() == 2) {
            return new Success(json.get("at").textValue(), texts(json.get("values")));
        }
        throw new DefinitionMistake("answer.success must be status, a list of codes, or a group of at and values");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asText()));
        if (texts.isEmpty()) {
            throw new DefinitionMistake("answer.success lists no value");
        }
        return texts;
    }

    /** Whether the HTTP status alone decides. */
    public boolean isByStatus() {
        return values.isEmpty();
    }
}
