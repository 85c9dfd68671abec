package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleRegion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Refuses whatever an endpoint's page does not allow, naming the parameter. */
record FastMossRules(FastMossEndpoint endpoint) {
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 10;

    void onlyKnown(ObjectNode root) {
        onlyKnown("body", root, List.of("filter", "orderby", "page", "pagesize"));
    }

    static void onlyKnown(String where, ObjectNode node, Collection<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new BadParameter(name, "is not a parameter of " + where);
            }
        }
    }

    void checkFilter(ObjectNode filter) {
        List<String> known = new ArrayList<>(endpoint.numbers().keySet());
        known.add("region");
        if (!endpoint.terms().periods().isEmpty()) {
            known.add("date_info");
        }
        if (endpoint.takesFollowerCountRange()) {
            known.add("follower_count_range");
            checkRange(filter.path("follower_count_range"));
        }
        onlyKnown("filter", filter, known);
        if (filter.has("region")) {
            checkRegion(SampleRegion.required(filter.get("region").asText()));
        }
        endpoint.numbers().forEach((name, allowed) -> checkNumber(name, filter.path(name), allowed));
    }

    private void checkRegion(SampleRegion region) {
        if (!endpoint.terms().regions().contains(region)) {
            throw new BadParameter(
                    "region",
                    "is '" + region + "'; it must be one of " + endpoint.terms().regions());
        }
    }

    private static void checkNumber(String name, JsonNode value, Set<Integer> allowed) {
        if (value.isMissingNode()) {
            return;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new BadParameter(name, "must be a whole number");
        }
        if (allowed.isEmpty() ? value.asInt() < 1 : !allowed.contains(value.asInt())) {
            String rule = allowed.isEmpty()
                    ? "positive"
                    : "one of " + allowed.stream().sorted().toList();
            throw new BadParameter(name, "is " + value.asInt() + "; it must be " + rule);
        }
    }

    private static void checkRange(JsonNode range) {
        if (range.isMissingNode()) {
            return;
        }
        if (!(range instanceof ObjectNode object)) {
            throw new BadParameter("follower_count_range", "must be an object");
        }
        onlyKnown("follower_count_range", object, List.of("min", "max"));
        object.forEach(bound -> {
            if (!bound.isIntegralNumber() || bound.asLong() < 0) {
                throw new BadParameter("follower_count_range", "must have whole numbers from 0");
            }
        });
    }

    RankedPeriod period(ObjectNode dateInfo, LocalDate newest) {
        Set<RankedPeriod.Type> types = endpoint.terms().periods();
        if (types.isEmpty()) {
            return RankedPeriod.containing(RankedPeriod.Type.DAY, newest);
        }
        onlyKnown("date_info", dateInfo, List.of("type", "value"));
        if (endpoint.terms().isDated()) {
            for (String name : List.of("type", "value")) {
                if (!dateInfo.has(name)) {
                    throw new BadParameter("date_info." + name, "is required");
                }
            }
        }
        if (dateInfo.has("value") && !dateInfo.has("type")) {
            throw new BadParameter("date_info.type", "is missing; one of day, week, month");
        }
        RankedPeriod.Type type = RankedPeriod.Type.of(dateInfo.path("type").asText("day"));
        if (!types.contains(type)) {
            throw new BadParameter("date_info.type", "is '" + type.word() + "'; this ranking has none of that type");
        }
        return dateInfo.has("value")
                ? RankedPeriod.of(type, dateInfo.get("value").asText())
                : RankedPeriod.endedBy(type, newest);
    }

    String orderBy(JsonNode orderBy) {
        if (orderBy.isMissingNode()) {
            return endpoint.terms().orders().get(0);
        }
        JsonNode one = orderBy.isArray() && orderBy.size() == 1 ? orderBy.get(0) : orderBy;
        if (!(one instanceof ObjectNode object)) {
            throw new BadParameter("orderby", "must be an object or an array of one");
        }
        onlyKnown("orderby", object, List.of("field", "order"));
        String field = object.path("field").asText();
        if (!endpoint.terms().orders().contains(field)) {
            throw new BadParameter(
                    "orderby.field",
                    "is '" + field + "'; one of " + endpoint.terms().orders());
        }
        if (!object.path("order").asText("desc").equals("desc")) {
            throw new BadParameter("orderby.order", "must be desc");
        }
        return field;
    }

    record Paging(int page, int size) {}

    Paging paging(ObjectNode root) {
        int page = positive(root, "page", 1);
        int size = positive(root, "pagesize", USUAL_PAGE);
        if (size > LARGEST_PAGE) {
            throw new BadParameter("pagesize", "is " + size + "; it must be from 1 to " + LARGEST_PAGE);
        }
        if ((long) page * size > endpoint.terms().cap()) {
            throw new BadParameter(
                    "page",
                    "times pagesize is " + (long) page * size + "; at most "
                            + endpoint.terms().cap());
        }
        return new Paging(page, size);
    }

    private static int positive(ObjectNode root, String name, int otherwise) {
        JsonNode value = root.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
            throw new BadParameter(name, "must be a whole number from 1");
        }
        return value.asInt();
    }
}
