package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads JSON as a tree, but of its objects only the fields that are asked for: a row's lists hold much that no column
 * takes. Every value is the text that it was written as. Safe for use by many threads once no more is asked for.
 */
final class Pruning {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectReader json;
    private final Set<String> wanted = new HashSet<>();

    Pruning(ObjectReader json) {
        this.json = json;
    }

    /** Asks for fields of these names, however deep. */
    void want(Set<String> fields) {
        wanted.addAll(fields);
    }

    /** Reads the first value of a text. */
    JsonNode read(String text) throws IOException {
        try (JsonParser parser = json.createParser(text)) {
            return parser.nextToken() == null ? MissingNode.getInstance() : read(parser);
        }
    }

    /** Reads the value whose first token is current, to its end. */
    JsonNode read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> NullNode.getInstance();
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (wanted.contains(field)) {
                object.set(field, read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }
}
