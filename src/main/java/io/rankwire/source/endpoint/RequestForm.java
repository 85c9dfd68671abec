package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.source.endpoint.DefinitionMistake.Finding;
import java.util.ArrayList;
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
            @JsonProperty("path") @Nullable JsonNode path,
            @JsonProperty("query") @Nullable JsonNode query,
            @JsonProperty("headers") @Nullable JsonNode headers,
            @JsonProperty("body") @Nullable JsonNode body,
            @JsonProperty("codes") @Nullable Map<String, Map<String, Object>> codes) {
        if (method == null || !Set.of("GET", "POST").contains(method)) {
            throw new DefinitionMistake("request.method is " + method + "; it must be GET or POST", "method");
        }
        List<Finding> findings = new ArrayList<>();
        Template template = TemplateReader.read(path, List.of("path"), findings);
        Map<String, Template> parameters = TemplateReader.fields(query, List.of("query"), findings);
        Map<String, Template> fields = TemplateReader.fields(headers, List.of("headers"), findings);
        Template content = TemplateReader.read(body, List.of("body"), findings);
        DefinitionMistake.throwIfAny(findings);
        refuseGroups("query", parameters);
        refuseGroups("headers", fields);
        fields.keySet().forEach(name -> HeaderName.check(name, "headers", name));
        checkBody(method, content);
        return new RequestForm(method, pathOf(template), parameters, fields, content, codes == null ? Map.of() : codes);
    }

    private static Template.Text pathOf(@Nullable Template path) {
        if (!(path instanceof Template.Text text) || !text.between().get(0).startsWith("/")) {
            throw new DefinitionMistake("request.path must begin with a slash", "path");
        }
        if (text.between().stream().anyMatch(part -> part.contains("?") || part.contains("#"))) {
            throw new DefinitionMistake("request.path has a ? or #; query parameters are set under query", "path");
        }
        return text;
    }

    private static void checkBody(String method, @Nullable Template body) {
        if (body != null && method.equals("GET")) {
            throw new DefinitionMistake("a GET request has no body; set query, or method: POST", "body");
        }
        if (body instanceof Template.Text || body instanceof Template.Fixed) {
            throw new DefinitionMistake("request.body is a single value; it must be a group of keys or a list", "body");
        }
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
