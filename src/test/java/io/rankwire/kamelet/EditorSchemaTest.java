package io.rankwire.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Layout;
import io.rankwire.source.Value;
import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.endpoint.ParameterRule;
import io.rankwire.source.endpoint.RequestForm;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class EditorSchemaTest {
    private static final Path FILE = Path.of("config/schema/routes.schema.json");
    private static final Path KAMELETS = Path.of("config/schema/kamelet.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String made() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, Path.of("no-such-folder"));
            return EditorSchema.of(kamelets.names().stream()
                    .map(kamelets::find)
                    .flatMap(Optional::stream)
                    .toList());
        }
    }

    private static List<String> errors(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JSON.readTree(Files.readString(FILE)));
        JsonNode file = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        return schema.validate(file).stream().map(Error::toString).toList();
    }

    private static String feed(String... parameters) {
        String lines = String.join(
                "\n", Stream.of(parameters).map(line -> "              " + line).toList());
        return """
                - route:
                    id: feed
                    from:
                      uri: timer:feed
                      parameters:
                        period: 1h
                      steps:
                        - to:
                            uri: kamelet:fastmoss-live-top-product
                            parameters:
                %s
                """.formatted(lines);
    }

    @Test
    void isCurrent() throws IOException {
        Kept.check(FILE, made());
    }

    /** As Ajv wants it unless it is told otherwise: no unknown format, and no word about objects where none may stand. */
    @Test
    void isTakenByStrictValidators() throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(FILE));

        assertThat(schema.findParents("format"))
                .filteredOn(node -> node.path("format").isTextual())
                .isEmpty();
        assertThat(schema.at("/items/definitions").properties())
                .filteredOn(definition -> definition.getValue().has("additionalProperties"))
                .allSatisfy(definition -> assertThat(
                                definition.getValue().path("type").toString())
                        .as(definition.getKey())
                        .contains("object"));
    }

    @Test
    void thatOfKameletsIsCurrentToo() throws IOException {
        Kept.check(KAMELETS, EndpointSchema.ofFiles());
    }

    @Test
    void acceptsEveryShippedKamelet() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JSON.readTree(Files.readString(KAMELETS)));
        try (Stream<Path> kamelets = Files.list(Path.of("src/main/resources/kamelets"))) {
            for (Path kamelet : kamelets.toList()) {
                JsonNode file = JSON.valueToTree(
                        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(kamelet)));
                assertThat(schema.validate(file)).as(kamelet.toString()).isEmpty();
            }
        }
    }

    /** What the program reads of an endpoint block, no more and no less. */
    @Test
    void knowsTheKeysOfEndpointBlocks() {
        JsonNode schema = EndpointSchema.read();

        assertThat(keys(schema.at("/properties"))).isEqualTo(components(Endpoint.class));
        assertThat(keys(schema.at("/properties/answer/properties"))).isEqualTo(read(AnswerForm.class));
        assertThat(keys(schema.at("/definitions/value/properties"))).isEqualTo(read(Value.class));
        assertThat(keys(schema.at("/properties/request/properties"))).isEqualTo(components(RequestForm.class));
        assertThat(keys(schema.at("/properties/authentication/properties")))
                .isEqualTo(components(Authentication.class));
        assertThat(keys(schema.at("/properties/paging/properties"))).isEqualTo(components(PagingForm.class));
        assertThat(keys(schema.at("/properties/rules/items/properties"))).isEqualTo(components(ParameterRule.class));
        assertThat(keys(schema.at("/properties/report/properties"))).isEqualTo(components(Layout.class));
    }

    private static Set<String> keys(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** The keys that the method takes by which a value is made of a file. */
    private static Set<String> read(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .flatMap(method -> Stream.of(method.getParameters()))
                .map(parameter -> parameter.getAnnotation(JsonProperty.class))
                .filter(Objects::nonNull)
                .map(JsonProperty::value)
                .collect(Collectors.toSet());
    }

    private static Set<String> components(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void acceptsEveryShippedRoute() throws IOException {
        try (Stream<Path> routes = Files.walk(Path.of("routes"))) {
            for (Path route : routes.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                assertThat(errors(Files.readString(route))).as(route.toString()).isEmpty();
            }
        }
    }

    @Test
    void marksAParameterThatTheKameletDoesNotHave() throws IOException {
        assertThat(errors(feed("region: US", "pagesise: 50")))
                .singleElement()
                .asString()
                .contains("pagesise");
    }

    @Test
    void marksAValueThatTheKameletDoesNotTake() throws IOException {
        assertThat(errors(feed("categoryId: 14", "orderBy: gmv"))).isEmpty();
        assertThat(errors(feed("categoryId: beauty"))).isNotEmpty();
        assertThat(errors(feed("pageSize: 200"))).isNotEmpty();
        assertThat(errors(feed("orderBy: revenue"))).isNotEmpty();
    }

    @Test
    void takesPlaceholdersAndListsOfValues() throws IOException {
        assertThat(errors(feed("region: US, GB", "categoryId: \"{{shop.category}}\"")))
                .isEmpty();
    }

    @Test
    void marksAMissingParameter() throws IOException {
        assertThat(errors(feed("maxRows: 50").replace("fastmoss-live-top-product", "keyapi-product-analytics")))
                .singleElement()
                .asString()
                .contains("region");
    }

    @Test
    void completesParametersOfTheKameletThatIsNamed() throws IOException {
        JsonNode definition = JSON.readTree(Files.readString(FILE))
                .at("/items/definitions/kamelet.fastmoss-live-top-product/properties/categoryId");

        assertThat(definition.path("description").asText()).contains("Beauty");
    }

    @Test
    void isFoundByTheEditor() throws IOException {
        JsonNode settings = JSON.readTree(Files.readString(Path.of(".vscode/settings.json")));

        assertThat(settings.path("yaml.schemas").path(FILE.toString()).toString())
                .contains("routes/**/*.camel.yaml");
    }
}
