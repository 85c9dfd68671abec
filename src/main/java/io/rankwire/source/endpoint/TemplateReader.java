package io.rankwire.source.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.source.endpoint.DefinitionMistake.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads templates, and of a text its placeholders from left to right; says of each that cannot be read where it is. */
final class TemplateReader {
    private final String text;
    private final List<String> path;
    private final List<Finding> findings;
    private final List<String> between = new ArrayList<>();
    private final List<Template.Slot> slots = new ArrayList<>();
    private int begin;

    private TemplateReader(String text, List<String> path, List<Finding> findings) {
        this.text = text;
        this.path = path;
        this.findings = findings;
    }

    /** The template that a part of a file is; null for none. What cannot be read is added to the findings. */
    static @Nullable Template read(@Nullable JsonNode json, List<String> path, List<Finding> findings) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isTextual()) {
            return new TemplateReader(json.textValue(), path, findings).parse();
        }
        if (json.isObject()) {
            return new Template.Fields(fields(json, path, findings));
        }
        if (json.isArray()) {
            List<Template> entries = new ArrayList<>();
            for (int i = 0; i < json.size(); i++) {
                Template entry = read(json.get(i), below(path, String.valueOf(i)), findings);
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return new Template.Entries(entries);
        }
        return new Template.Fixed(json.isBoolean() ? (Object) json.booleanValue() : json.numberValue());
    }

    /** The templates of a group, by key. */
    static Map<String, Template> fields(@Nullable JsonNode json, List<String> path, List<Finding> findings) {
        Map<String, Template> fields = new LinkedHashMap<>();
        if (json != null) {
            json.properties().forEach(field -> {
                Template template = read(field.getValue(), below(path, field.getKey()), findings);
                if (template != null) {
                    fields.put(field.getKey(), template);
                }
            });
        }
        return fields;
    }

    private static List<String> below(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    private Template.Text parse() {
        int open = text.indexOf('{');
        while (open >= 0) {
            open = text.indexOf('{', read(open));
        }
        between.add(text.substring(begin));
        return new Template.Text(between, slots);
    }

    /** Reads what an opening brace begins; says where to look for the next one. */
    private int read(int open) {
        int end = open + 1;
        if (text.startsWith("{{", open)) {
            complain(
                    open,
                    "'" + text + "' has double braces, which are not read in an endpoint; a setting of the account is"
                            + " {account.NAME}");
            return text.indexOf('}', open) < 0 ? text.length() : text.indexOf('}', open);
        }
        int close = text.indexOf('}', open);
        String inside = close < 0 ? text.substring(end) : text.substring(end, close);
        if (!isName(inside.strip())) {
            // JSON inside a text, and its like, has braces of its own.
            return end;
        }
        if (close < 0 || !inside.equals(inside.strip())) {
            complain(open, "'" + text + "' has a placeholder that cannot be read; write {" + inside.strip() + "}");
            return close < 0 ? text.length() : close;
        }
        between.add(text.substring(begin, open));
        slots.add(new Template.Slot(inside, open));
        begin = close + 1;
        return begin;
    }

    private void complain(int at, String message) {
        findings.add(new Finding(path, at, true, message));
    }

    private static boolean isName(String inside) {
        return !inside.isEmpty()
                && Character.isLetter(inside.charAt(0))
                && inside.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }
}
