package io.rankwire.source.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Parameter;
import io.rankwire.source.Requests;
import io.rankwire.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What every kamelet file says agrees with itself. */
class KameletsTest {
    private static final Path FOLDER = Path.of("src/main/resources/kamelets");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9.]+)}");

    /** What {@link Requests} fills in beside the parameters. */
    private static final Set<String> FILLED_IN = Set.of("period", "period.type", "period.first", "page", "pageSize");

    /** Parameters of every source that {@link Source#feed} takes for itself. */
    private static final Set<String> OF_THE_FEED = Set.of(
            "period",
            "date",
            "lookback",
            "zone",
            "pageSize",
            "endOnShortPage",
            "maxRows",
            "account",
            "transform",
            "share",
            "recheck",
            "publishDeadline");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> sourceFiles() throws IOException {
        return files().filter(file -> kamelet(file).path("spec").has("endpoint"));
    }

    private static JsonNode kamelet(Path file) {
        try {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new ObjectMapper().valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source source(Path file) {
        return Shipped.source(name(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".kamelet.yaml", "");
    }

    @Test
    void areAllThere() throws IOException {
        assertThat(sourceFiles().map(KameletsTest::name)).containsExactlyInAnyOrderElementsOf(Shipped.sources());
    }

    @ParameterizedTest
    @MethodSource("files")
    void areNamedAsTheirFiles(Path file) {
        JsonNode kamelet = kamelet(file);

        assertThat(file.getFileName().toString())
                .isEqualTo(kamelet.at("/metadata/name").asText() + ".kamelet.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void sayWhatEveryParameterIs(Path file) {
        JsonNode definition = kamelet(file).at("/spec/definition");

        assertThat(List.of(
                        definition.path("title").asText(),
                        definition.path("description").asText()))
                .doesNotContain("");
        for (Map.Entry<String, JsonNode> property :
                definition.path("properties").properties()) {
            assertThat(property.getKey()).matches("[a-z][A-Za-z0-9]*");
            for (String word : List.of("title", "description", "type")) {
                assertThat(property.getValue().path(word).asText())
                        .as(property.getKey() + "." + word)
                        .isNotBlank();
            }
            assertThat(property.getValue().path("type").asText()).isIn("string", "integer", "number", "boolean");
        }
        for (JsonNode required : definition.path("required")) {
            assertThat(definition.path("properties").has(required.asText()))
                    .as("required " + required)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sourceFiles")
    void haveDefaultsThatTheyAllowThemselves(Path file) {
        source(file).parameters().forEach((name, parameter) -> {
            if (parameter.fallback() != null) {
                parameter.check(name, parameter.fallback());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sourceFiles")
    void askOnlyForParametersThatAreThereAndUseEachOfThem(Path file) {
        Set<String> parameters = source(file).parameters().keySet();
        Set<String> placeholders = placeholders(file);
        Set<String> feeds = new TreeSet<>(placeholders);
        feeds.removeAll(FILLED_IN);

        assertThat(parameters).containsAll(feeds);
        assertThat(placeholders).contains("page", "pageSize");
        assertThat(OF_THE_FEED.stream().filter(parameters::contains).toList())
                .containsAll(List.of("pageSize", "maxRows", "account", "zone", "transform"));
        Set<String> used = new TreeSet<>(feeds);
        used.addAll(OF_THE_FEED);
        assertThat(used).containsAll(parameters);
    }

    /** A text with more than a placeholder is sent as it stands. */
    @ParameterizedTest
    @MethodSource("sourceFiles")
    void haveNoPlaceholderWithinAText(Path file) {
        for (JsonNode text : texts(kamelet(file).at("/spec/endpoint/request"))) {
            assertThat(text.asText().contains("{"))
                    .as(text.asText())
                    .isEqualTo(PLACEHOLDER.matcher(text.asText()).matches());
        }
    }

    private static Set<String> placeholders(Path file) {
        return texts(kamelet(file).at("/spec/endpoint/request")).stream()
                .flatMap(text -> PLACEHOLDER.matcher(text.asText()).results().map(match -> match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node);
        }
        return node.valueStream().flatMap(inner -> texts(inner).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("sourceFiles")
    void agreeOnPagesOrdersAndPeriods(Path file) {
        Source source = source(file);
        Endpoint endpoint = source.endpoint();
        Map<String, Parameter> parameters = source.parameters();

        assertThat(parameters.get("pageSize").maximum().intValueExact())
                .isEqualTo(endpoint.paging().largestPage());
        assertThat(endpoint.paging().cap().reach(endpoint.paging().largestPage()))
                .isGreaterThanOrEqualTo(endpoint.paging().largestPage());
        assertThat(parameters.get("account").fallback()).isEqualTo(endpoint.account());
        if (parameters.get("maxRows").maximum() != null) {
            assertThat(parameters.get("maxRows").maximum().intValueExact())
                    .isEqualTo(endpoint.paging().cap().reach(endpoint.paging().largestPage()));
        }
        // Where rows have none of the figures that a vendor sorts by, no column holds them.
        if (!endpoint.order().isEmpty()) {
            assertThat(endpoint.order().keySet())
                    .isEqualTo(Set.copyOf(parameters.get("orderBy").allowed()));
        }
        assertThat(endpoint.periods().stream().map(type -> type.word()).toList())
                .isEqualTo(
                        parameters.containsKey("period")
                                ? parameters.get("period").allowed()
                                : List.of());
    }

    /** What every source takes is the same in each, but for choices, defaults and limits. */
    @Test
    void sayTheSameOfParametersThatTheyShare() throws IOException {
        Set<String> shared = new TreeSet<>(OF_THE_FEED);
        shared.add("region");
        shared.remove("endOnShortPage");
        for (String name : shared) {
            Map<List<String>, List<String>> said = sourceFiles()
                    .filter(file -> source(file).parameters().containsKey(name))
                    .collect(Collectors.groupingBy(
                            file -> said(source(file).parameters().get(name)),
                            Collectors.mapping(KameletsTest::name, Collectors.toList())));

            assertThat(said).as(name).hasSize(1);
        }
    }

    private static List<String> said(Parameter parameter) {
        return List.of(
                parameter.title(),
                parameter.description().strip(),
                parameter.type(),
                String.valueOf(parameter.format()),
                String.valueOf(parameter.many()));
    }

    /** They stand in one order, so that a feed is moved from one source to another by its eye. */
    @ParameterizedTest
    @MethodSource("sourceFiles")
    void listSharedParametersInOneOrder(Path file) {
        List<String> order = List.of(
                "period",
                "date",
                "lookback",
                "publishDeadline",
                "recheck",
                "orderBy",
                "pageSize",
                "maxRows",
                "share",
                "zone",
                "transform",
                "account");

        assertThat(source(file).parameters().keySet().stream().filter(order::contains))
                .containsExactlyElementsOf(order.stream()
                        .filter(source(file).parameters()::containsKey)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("sourceFiles")
    void knowTheCodesOfTheirVendor(Path file) {
        Map<String, String> faults = kamelet(file).at("/spec/endpoint/answer/faults").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));

        assertThat(faults)
                .isEqualTo(
                        name(file).startsWith("fastmoss")
                                ? Map.of(
                                        "10001", "parameter",
                                        "20001", "not-published",
                                        "30001", "access",
                                        "30002", "credits",
                                        "30003", "too-fast",
                                        "40001", "passing")
                                : Map.of(
                                        "400", "parameter",
                                        "401", "access",
                                        "402", "credits",
                                        "403", "access",
                                        "404", "parameter",
                                        "429", "too-fast"));
    }

    @ParameterizedTest
    @MethodSource("sourceFiles")
    void nameColumnsOnceInCamelCase(Path file) {
        List<String> names =
                source(file).endpoint().allColumns().stream().map(Column::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z0-9]*"));
    }
}
