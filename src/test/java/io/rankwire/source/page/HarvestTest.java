package io.rankwire.source.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestTest {
    private static final ObjectReader JSON = PageReader.EMBEDDED;
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static Map<String, String> harvest(String json, List<String> paths, List<String> warnings)
            throws IOException {
        Harvest harvest = new Harvest(JSON);
        Map<String, Integer> slots = new LinkedHashMap<>();
        paths.forEach(path -> slots.put(path, harvest.add(path)));
        String[] found = new String[harvest.size()];
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            harvest.read(parser, found, warnings::add);
            assertThat(parser.nextToken()).as("read to its end, and no further").isNull();
        }
        Map<String, String> texts = new HashMap<>();
        slots.forEach((path, slot) -> texts.put(path, found[slot]));
        return texts;
    }

    /** One step of a path, as it is written and as it is taken in a tree. */
    private record Step(String text, UnaryOperator<Stream<JsonNode>> take) {
        static Step field(String name) {
            return new Step("." + name, nodes -> nodes.map(node -> node.path(name)));
        }

        static Step index(int index) {
            return new Step("[" + index + "]", nodes -> nodes.map(node -> node.path(index)));
        }

        static Step where(String name, String value) {
            return new Step(
                    "[" + name + "=" + value + "]",
                    nodes -> nodes.map(node -> entries(node)
                            .filter(entry -> entry.path(name).asText().equals(value))
                            .findFirst()
                            .orElse(JsonNodeFactory.instance.missingNode())));
        }

        static Step all() {
            return new Step("[*]", nodes -> nodes.flatMap(Step::entries));
        }

        static Step json() {
            return new Step("(json)", nodes -> nodes.map(node -> node.isTextual() ? parsed(node.textValue()) : node));
        }

        private static Stream<JsonNode> entries(JsonNode node) {
            return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
        }

        private static JsonNode parsed(String text) {
            try {
                return text.isBlank() ? JsonNodeFactory.instance.missingNode() : JSON.readTree(text);
            } catch (IOException e) {
                return JsonNodeFactory.instance.missingNode();
            }
        }
    }

    @Property(tries = 3000)
    void findsInOnePassWhatEachPathFindsInATree(
            @ForAll("objects") ObjectNode tree, @ForAll("pathLists") List<List<Step>> paths) throws IOException {
        Map<String, String> expected = new HashMap<>();
        for (List<Step> path : paths) {
            expected.put(text(path), lookup(tree, path));
        }

        assertThat(harvest(tree.toString(), List.copyOf(expected.keySet()), new ArrayList<>()))
                .isEqualTo(expected);
    }

    private static String text(List<Step> path) {
        return String.join("", path.stream().map(Step::text).toList()).substring(1);
    }

    private static String lookup(JsonNode tree, List<Step> path) {
        Stream<JsonNode> nodes = Stream.of(tree);
        for (Step step : path) {
            nodes = step.take().apply(nodes);
        }
        List<String> texts = nodes.filter(node -> node.isValueNode() && !node.isNull())
                .map(JsonNode::asText)
                .toList();
        // What is joined leaves blank texts out; a path to one value keeps it as it is.
        if (path.stream().anyMatch(step -> step.text().equals("[*]"))) {
            texts = texts.stream().filter(text -> !text.isBlank()).toList();
        }
        return texts.isEmpty() ? null : String.join("; ", texts);
    }

    @Test
    void givesTheSamePathTheSameSlot() {
        Harvest harvest = new Harvest(JSON);

        assertThat(List.of(harvest.add("a.b"), harvest.add("a"), harvest.add("a[0].b"), harvest.add("a[0].b")))
                .containsExactly(0, 1, 2, 2);
        assertThat(List.of(harvest.add("a.b"), harvest.add("a[1].b"), harvest.size()))
                .containsExactly(0, 3, 4);
    }

    @Test
    void findsTheEntryWithTheSmallestNumber() throws IOException {
        String json =
                "{\"a\":[{\"n\":10,\"v\":\"ten\"},{\"n\":\"9\",\"v\":\"nine\"},{\"v\":\"none\"},{\"n\":9,\"v\":\"too\"}],"
                        + "\"b\":[],\"c\":5}";

        Map<String, String> expected = new HashMap<>();
        expected.put("a[smallest n].v", "nine");
        expected.put("a[smallest m].v", "ten");
        expected.put("b[smallest n].v", null);
        expected.put("c[smallest n].v", null);
        assertThat(harvest(json, List.copyOf(expected.keySet()), new ArrayList<>()))
                .isEqualTo(expected);
    }

    @Test
    void saysWhichTextIsNotJson() throws IOException {
        List<String> warnings = new ArrayList<>();

        Map<String, String> found = harvest("{\"a\":{\"b\":\"[1,\"}}", List.of("a.b(json)[0]", "a.b"), warnings);

        assertThat(found.get("a.b(json)[0]")).isNull();
        assertThat(found.get("a.b")).isEqualTo("[1,");
        assertThat(warnings).containsExactly("a.b holds text that is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | ''",
                "a..b      | ''",
                "a.        | ''",
                ".a        | ''",
                "a b       | a b",
                "[0].a     | [0]",
                "(json)    | (json)",
                "a[0       | a[0",
                "a[]       | a[]",
                "a(xml)    | a(xml)",
                "a.b.c d   | c d",
                "ä         | ä"
            })
    void refusesWhatIsNoPathNamingTextAndPart(String path, String part) {
        assertThatThrownBy(() -> Path.parse(path))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("'" + path + "' is not a path: '" + part
                        + "' must be a field name, with [0], [*], [field=value], [smallest field] or (json) behind it");
    }

    @ParameterizedTest
    @CsvSource({
        "a[x], x",
        "a[-1], -1",
        "a[99999999999], 99999999999",
        "a[=x], =x",
        "a[x=], x=",
        "a[smallest], smallest",
        "a[1.5], ''"
    })
    void refusesASelectorThatIsNone(String path, String selector) {
        assertThatThrownBy(() -> Path.parse(path))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageContaining("'" + path + "' is not a path: ")
                .hasMessageContaining(selector)
                .hasMessageContaining("[field=value]");
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Arbitraries.lazyOf(this::objectOfValues);
    }

    private Arbitrary<ObjectNode> objectOfValues() {
        return Arbitraries.maps(Arbitraries.of(NAMES), values(3)).ofMaxSize(3).map(fields -> {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            fields.forEach(node::set);
            return node;
        });
    }

    private static Arbitrary<JsonNode> values(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                Arbitraries.of(NAMES).map(TextNode::valueOf),
                Arbitraries.of("", "[", "{\"a\":[1,\"b\"]}", "[{\"a\":\"b\",\"c\":2.50}]", "7")
                        .map(TextNode::valueOf),
                Arbitraries.bigIntegers().map(nodes::numberNode),
                Arbitraries.bigDecimals().ofScale(4).map(DecimalNode::valueOf),
                Arbitraries.of(nodes.nullNode(), nodes.booleanNode(true)));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<JsonNode> lists = values(depth - 1).list().ofMaxSize(3).map(list -> nodes.arrayNode()
                .addAll(list));
        Arbitrary<JsonNode> objects = Arbitraries.maps(Arbitraries.of(NAMES), values(depth - 1))
                .ofMaxSize(3)
                .map(fields -> nodes.objectNode().setAll(fields));
        return Arbitraries.oneOf(scalars, lists, objects);
    }

    @Provide
    Arbitrary<List<List<Step>>> pathLists() {
        Arbitrary<Step> fields = Arbitraries.of(NAMES).map(Step::field);
        Arbitrary<Step> steps = Arbitraries.oneOf(
                fields,
                fields,
                Arbitraries.integers().between(0, 2).map(Step::index),
                Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of("a", "b", "7"))
                        .as(Step::where),
                Arbitraries.create(Step::all),
                Arbitraries.create(Step::json));
        return Combinators.combine(fields, steps.list().ofMaxSize(4))
                .as((first, rest) -> {
                    List<Step> path = new ArrayList<>(List.of(first));
                    path.addAll(rest);
                    return List.copyOf(path);
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
