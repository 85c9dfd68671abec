package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a page is asked for.
 *
 * @param method GET or POST
 * @param path appended to the account's address
 * @param query query parameters
 * @param headers headers beside those that the program sets
 * @param body the JSON body; null for none
 * @param codes what is sent for a value, by placeholder and value
 */
public record RequestForm(
        String method,
        Template.Text path,
        Map<String, Template> query,
        Map<String, Template> headers,
        @Nullable Template body,
        Map<String, Map<String, Object>> codes) {

    public RequestForm {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        codes = Map.copyOf(codes);
    }

    @JsonCreator
    static RequestForm of(
            @JsonProperty("method") @Nullable String method,
            @JsonProperty("path") @Nullable Template path,
            @JsonProperty("query") @Nullable Map<String, Template> query,
            @JsonProperty("headers") @Nullable Map<String, Template> headers,
            @JsonProperty("body") @Nullable Template body,
            @JsonProperty("codes") @Nullable Map<String, Map<String, Object>> codes) {
        if (method == null || !Set.of("GET", "POST").contains(method)) {
            throw new DefinitionMistake("request.method is " + method + "; it must be GET or POST", "method");
        }
        if (!(path instanceof Template.Text text) || !text.between().get(0).startsWith("/")) {
            throw new DefinitionMistake("request.path must begin with a slash", "path");
        }
        if (text.between().stream().anyMatch(part -> part.contains("?") || part.contains("#"))) {
            throw new DefinitionMistake("request.path has a ? or #; query parameters are set under query", "path");
        }
        if (body != null && method.equals("GET")) {
            throw new DefinitionMistake("a GET request has no body; set query, or method: POST", "body");
        }
        if (body instanceof Template.Text || body instanceof Template.Fixed) {
            throw new DefinitionMistake("request.body is a single value; it must be a group of keys or a list", "body");
        }
        Map<String, Template> parameters = query == null ? Map.of() : query;
        refuseGroups("query", parameters);
        Map<String, Template> fields = headers == null ? Map.of() : headers;
        refuseGroups("headers", fields);
        fields.keySet().forEach(name -> HeaderName.check(name, "headers", name));
        return new RequestForm(method, text, parameters, fields, body, codes == null ? Map.of() : codes);
    }

    private static void refuseGroups(String where, Map<String, Template> templates) {
        templates.forEach((name, template) -> {
            if (template instanceof Template.Fields || template instanceof Template.Entries) {
                throw new DefinitionMistake(name + " is a group or a list; it must be a single value", where, name);
            }
        });
    }

    /** Shows every placeholder, with the keys that lead to it from here. */
    public void eachSlot(Template.SlotVisitor visitor) {
        path.eachSlot(List.of("path"), visitor);
        query.forEach((name, template) -> template.eachSlot(List.of("query", name), visitor));
        headers.forEach((name, template) -> template.eachSlot(List.of("headers", name), visitor));
        if (body != null) {
            body.eachSlot(List.of("body"), visitor);
        }
    }

    /** What is sent for a value. */
    public Object sent(String placeholder, Object value) {
        return codes.getOrDefault(placeholder, Map.of()).getOrDefault(Template.text(value), value);
    }
}
