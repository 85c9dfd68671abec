package io.rankwire.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.text.Addresses;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds the requests of one source. Safe for use by many threads. */
public final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final Source source;

    public Requests(Source source) {
        this.source = source;
    }

    /** The request for page {@code number}, 1 for the first. */
    public PageRequest page(Feed feed, Period period, int number) {
        Endpoint.Request request = source.endpoint().request();
        Map<String, Object> values = values(feed, period, number);
        return new PageRequest(request.method(), request.path() + query(request, values), body(request, values));
    }

    private Map<String, Object> values(Feed feed, Period period, int number) {
        Map<String, Object> values = new HashMap<>();
        feed.series().scope().forEach((name, value) -> values.put(name, typed(name, value)));
        values.computeIfPresent(Endpoint.ORDER_BY, (name, chosen) -> {
            Endpoint.Order order = source.endpoint().order().get(chosen.toString());
            return order == null || order.sent() == null ? chosen : order.sent();
        });
        values.put("period", period.vendorValue());
        values.put("periodType", period.type().word());
        values.put("page", number);
        values.put("pageSize", feed.limits().pageSize());
        return values;
    }

    private Object typed(String name, String value) {
        Parameter parameter = source.parameters().get(name);
        boolean whole = parameter != null && parameter.type().equals("integer");
        return whole ? (Object) Long.valueOf(value) : value;
    }

    private static String query(Endpoint.Request request, Map<String, Object> values) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        request.query().forEach((name, template) -> {
            Object value = fill(template, values);
            if (value != null) {
                query.add(Addresses.escape(name) + "=" + Addresses.escape(value.toString()));
            }
        });
        return query.toString();
    }

    private static String body(Endpoint.Request request, Map<String, Object> values) {
        if (request.body().isEmpty()) {
            return "";
        }
        try {
            return JSON.writeValueAsString(fill(request.body(), values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and scalars can always be written", e);
        }
    }

    /** The template with values for its placeholders; null where nothing is left of it. */
    private static @Nullable Object fill(Object template, Map<String, Object> values) {
        if (template instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((name, inner) -> {
                Object value = fill(inner, values);
                if (value != null) {
                    filled.put(name.toString(), value);
                }
            });
            return filled.isEmpty() ? null : filled;
        }
        if (template instanceof List<?> list) {
            List<Object> filled = list.stream()
                    .map(inner -> fill(inner, values))
                    .filter(Objects::nonNull)
                    .toList();
            return filled.isEmpty() ? null : filled;
        }
        if (template instanceof String text) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            return matcher.matches() ? values.get(matcher.group(1)) : text;
        }
        return template;
    }
}
