package io.rankwire.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.source.Options;
import io.rankwire.source.Parameter;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.source.endpoint.DefinitionMistake;
import io.rankwire.text.OperatorMistake;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A kamelet, as its file defines it.
 *
 * @param name its name
 * @param kind source, fan-out, document, transport, or what its author calls it; empty when nothing is said
 * @param about what people read of it
 * @param parameters by name, in the file's order
 * @param required those of them that must be set
 * @param source the endpoint that it asks; empty when it asks none
 */
public record Kamelet(
        String name,
        String kind,
        About about,
        Map<String, Parameter> parameters,
        List<String> required,
        Optional<Source> source) {
    /** How the files' names end. */
    public static final String ENDING = ".kamelet.yaml";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Kamelet {
        parameters = new LinkedHashMap<>(parameters);
        required = List.copyOf(required);
    }

    /**
     * What people read of it.
     *
     * @param title what it is called
     * @param description what it does
     * @param undocumented what its vendor's documentation leaves open, a statement each
     */
    public record About(String title, String description, List<String> undocumented) {}

    /** What a route sets, read as this definition says. */
    public Options options(String route, Map<String, String> given) {
        return new Options(route, name, parameters, given);
    }

    /**
     * Reads a definition.
     *
     * @throws OperatorMistake saying what cannot be read
     */
    public static Kamelet read(String name, byte[] file) {
        try {
            return of(
                    name,
                    MAPPER.valueToTree(
                            new Load(LoadSettings.builder().setLabel(name).build())
                                    .loadFromInputStream(new ByteArrayInputStream(file))));
        } catch (YamlEngineException e) {
            throw SourceFile.notYaml(name + ENDING, e);
        }
    }

    /** The same of a file that was parsed already. */
    public static Kamelet of(String name, JsonNode kamelet) {
        try {
            JsonNode definition = kamelet.path("spec").path("definition");
            List<String> required = new ArrayList<>();
            definition.path("required").forEach(parameter -> required.add(parameter.asText()));
            return new Kamelet(
                    name,
                    kamelet.at("/metadata/annotations/rankwire.io~1kind").asText(),
                    new About(
                            definition.path("title").asText(),
                            definition.path("description").asText(),
                            kamelet.at("/metadata/annotations/rankwire.io~1undocumented")
                                    .asText()
                                    .lines()
                                    .toList()),
                    SourceFile.parameters(kamelet.path("spec")),
                    required,
                    SourceFile.of(name + ENDING, kamelet));
        } catch (DefinitionMistake e) {
            throw new OperatorMistake(e.getMessage(), e);
        }
    }
}
