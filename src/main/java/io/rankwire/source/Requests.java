package io.rankwire.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.endpoint.RequestForm;
import io.rankwire.source.endpoint.Template;
import io.rankwire.text.Addresses;
import io.rankwire.text.OperatorMistake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BinaryOperator;

/** Builds the requests of one source. Safe for use by many threads. */
public final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Source source;
    private final Placeholders placeholders;

    public Requests(Source source) {
        this.source = source;
        this.placeholders = new Placeholders(source);
    }

    /**
     * The request for a page.
     *
     * @param settings an account's settings that are no secrets, by the names of both
     * @throws OperatorMistake when a value cannot be sent where it stands
     */
    public PageRequest page(Feed feed, Period period, NextPage page, BinaryOperator<String> settings) {
        RequestForm form = source.endpoint().request();
        Template.Values values =
                placeholders.values(feed, period, page, setting -> settings.apply(feed.account(), setting));
        Map<String, String> headers = headers(form, values);
        if (source.endpoint().paging().by() == PagingForm.By.LINK && page.named() != null) {
            return new PageRequest(form.method(), page.named(), true, headers, body(form, values));
        }
        return new PageRequest(
                form.method(), path(form, values) + query(form, values), false, headers, body(form, values));
    }

    private String path(RequestForm form, Template.Values values) {
        String path = form.path().join(values, Requests::segment);
        if (path == null) {
            throw new OperatorMistake("the path " + form.path().written() + " of kamelet " + source.name()
                    + " has a placeholder without a value");
        }
        return path;
    }

    private static String segment(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new OperatorMistake("'" + value + "' cannot be a part of a path");
        }
        return Addresses.escape(value);
    }

    private static String query(RequestForm form, Template.Values values) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        form.query().forEach((name, template) -> {
            Object value = template.fill(values);
            if (value != null) {
                query.add(Addresses.escape(name) + "=" + Addresses.escape(Template.text(value)));
            }
        });
        return query.toString();
    }

    private static Map<String, String> headers(RequestForm form, Template.Values values) {
        Map<String, String> headers = new LinkedHashMap<>();
        form.headers().forEach((name, template) -> {
            Object value = template.fill(values);
            if (value != null) {
                headers.put(name, field(name, Template.text(value)));
            }
        });
        return headers;
    }

    /** RFC 9110, 5.5: a control character would begin another header, and what is no ASCII arrives as something else. */
    private static String field(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new OperatorMistake(
                    "the header " + name + " would have a character that headers cannot have; they take ASCII alone");
        }
        return value;
    }

    private static String body(RequestForm form, Template.Values values) {
        Template template = form.body();
        if (template == null) {
            return "";
        }
        Object filled = template.fill(values);
        try {
            return JSON.writeValueAsString(filled == null ? Map.of() : filled);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and scalars can always be written", e);
        }
    }
}
