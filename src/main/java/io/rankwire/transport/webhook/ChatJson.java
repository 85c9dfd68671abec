package io.rankwire.transport.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The JSON that chats are told in, and answer with. */
final class ChatJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChatJson() {}

    /** An empty message. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(ObjectNode message) {
        try {
            // Not writeValueAsBytes: a half of a surrogate pair would be refused, here it becomes a question mark.
            return JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists can always be written", e);
        }
    }

    /** Whether a text is an object with a whole number, or one in quotes, as its id. */
    static boolean hasId(String text) {
        try {
            return JSON.readTree(text).path("id").asText().matches("\\d+");
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
