package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The creator filters that choose among rows rather than name a ranking of their own. */
final class CreatorFilter {
    private static final int BOTH = 3;
    private static final List<Set<String>> AGES =
            List.of(Set.of("18-24"), Set.of("25-34"), Set.of("35-44", "45-54", "55+"));

    private CreatorFilter() {}

    static boolean accepts(ObjectNode filter, ObjectNode row) {
        JsonNode creator = row.get("creator");
        return sells(
                        filter.path("ecommerce_type").asInt(BOTH),
                        row.get("ecommerce_type").asInt())
                && within(
                        filter.path("follower_count_range"),
                        creator.get("follower_count").asLong())
                && mostlyAged(filter.path("follower_age_type").asInt(0), creator.get("follower_ages"))
                && mostlyOf(filter.path("follower_gender_type").asInt(-1), creator.get("follower_genders"));
    }

    private static boolean sells(int asked, int type) {
        return asked == BOTH || type == asked || type == BOTH;
    }

    private static boolean within(JsonNode range, long followers) {
        return followers >= range.path("min").asLong(0)
                && followers <= range.path("max").asLong(Long.MAX_VALUE);
    }

    private static boolean mostlyAged(int asked, JsonNode ages) {
        return asked == 0 || AGES.get(asked - 1).contains(ages.get(0).get("key").asText());
    }

    private static boolean mostlyOf(int asked, JsonNode genders) {
        return asked == -1 || genders.get(0).get("key").asText().equals(asked == 0 ? "female" : "male");
    }
}
