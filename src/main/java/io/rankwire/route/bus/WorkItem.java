package io.rankwire.route.bus;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a node is to look: a feed that is to be polled, or a sink that something is due for.
 *
 * @param name of the feed or sink
 * @param at when its timer fired, or when it was seen that something is due
 * @param spacing how long after the feed's last round it is to be polled again
 * @param hops how many nodes handed it on because they do not know it
 */
record WorkItem(String name, Instant at, Duration spacing, int hops) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 10_000;

    WorkItem {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a work item has no name");
        }
    }

    /** An item that is not about a timer. */
    static WorkItem now(String name, Instant at) {
        return new WorkItem(name, at, Duration.ofMillis(1), 0);
    }

    /** The same for another node. */
    WorkItem handedOn() {
        return new WorkItem(name, at, spacing, hops + 1);
    }

    /** All items of a name go to one node, unless that node handed it on. */
    String key() {
        return hops == 0 ? name : name + "#" + hops;
    }

    String write() {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", name)
                .put("at", at.toEpochMilli())
                .put("spacing", spacing.toMillis())
                .put("hops", hops);
        return node.toString();
    }

    /** What is written there; empty when it is no work item. Fields that later versions add are passed over. */
    static Optional<WorkItem> read(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode name = node.path("name");
            JsonNode at = node.path("at");
            if (!name.isTextual() || name.textValue().isBlank() || !at.isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(new WorkItem(
                    name.textValue(),
                    Instant.ofEpochMilli(at.longValue()),
                    Duration.ofMillis(Math.max(1, node.path("spacing").asLong())),
                    Math.max(0, node.path("hops").asInt())));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
