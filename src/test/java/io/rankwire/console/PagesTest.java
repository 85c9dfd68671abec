package io.rankwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.kamelet.Kept;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the description of the API says of a page's JSON, held against the record that the page shows. */
class PagesTest {
    private static final Path DESCRIPTION = Path.of("src/main/resources/io/rankwire/console/assets/openapi.json");
    private static final Pattern ASKED = Pattern.compile(":(\\w+)");

    static List<Pages.Page<?>> pages() {
        return Pages.ALL;
    }

    private static String twin(Pages.Page<?> page) {
        return ASKED.matcher(Site.twin(page.path())).replaceAll("{$1}");
    }

    /** A page that is not described yet is, after {@code -Drankwire.regenerate=true}, with what its record tells. */
    @ParameterizedTest
    @MethodSource("pages")
    void areDescribed(Pages.Page<?> page) throws IOException {
        ObjectNode description = (ObjectNode) new ObjectMapper().readTree(DESCRIPTION.toFile());
        String name = page.shown().getSimpleName();
        if (!description.path("paths").has(twin(page))) {
            description.withObject("/paths").set(twin(page), place(page, name));
            description.withObject("/components/schemas").set(name, schema(page.shown()));
            Kept.check(DESCRIPTION, text(description));
        }

        JsonNode schema = description.at("/components/schemas/" + name);
        assertThat(description
                        .path("paths")
                        .path(twin(page))
                        .at("/get/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/" + name);
        assertThat(schema.path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(page.shown().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void haveATemplate(Pages.Page<?> page) {
        assertThat(Pages.class.getResource("pages/" + page.template() + ".ftlh"))
                .as(page.template())
                .isNotNull();
    }

    private static ObjectNode place(Pages.Page<?> page, String name) {
        String summary = (page.tab() == null ? page.template() : page.tab()) + ".";
        ObjectNode get = new ObjectMapper().createObjectNode();
        get.put("summary", summary);
        ArrayNode parameters = get.putArray("parameters");
        ASKED.matcher(page.path()).results().forEach(asked -> parameters
                .addObject()
                .put("name", asked.group(1))
                .put("in", "path")
                .put("required", true)
                .withObject("/schema")
                .put("type", "string"));
        ObjectNode responses = get.putObject("responses");
        answer(responses.putObject("200"), summary, name);
        answer(responses.putObject("default"), "Why not.", "Error");
        ObjectNode place = new ObjectMapper().createObjectNode();
        place.set("get", get);
        return place;
    }

    private static void answer(ObjectNode response, String says, String schema) {
        response.put("description", says);
        response.withObject("/content/application~1json/schema").put("$ref", "#/components/schemas/" + schema);
    }

    private static ObjectNode schema(Class<?> shown) {
        ObjectNode schema = new ObjectMapper().createObjectNode().put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : shown.getRecordComponents()) {
            required.add(component.getName());
            properties.set(component.getName(), type(component.getType()));
        }
        return schema;
    }

    private static ObjectNode type(Class<?> type) {
        if (type.isRecord()) {
            return schema(type);
        }
        ObjectNode schema = new ObjectMapper().createObjectNode();
        if (type.isPrimitive()) {
            return schema.put("type", type == boolean.class ? "boolean" : type == double.class ? "number" : "integer");
        }
        schema.putArray("type").add(ofMany(type)).add("null");
        return schema;
    }

    private static String ofMany(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "array";
        }
        return type == Boolean.class
                ? "boolean"
                : Number.class.isAssignableFrom(type) ? "integer" : type == String.class ? "string" : "object";
    }

    /** With two blanks a level, as the file is. */
    private static String text(ObjectNode description) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(description) + "\n";
    }
}
