package io.rankwire.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rankwire.source.endpoint.DefinitionMistake;
import io.rankwire.text.OperatorMistake;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the files of source kamelets. */
public final class SourceFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private SourceFile() {}

    private static List<String> required(JsonNode names) {
        List<String> required = new ArrayList<>();
        names.forEach(name -> required.add(name.asText()));
        return List.copyOf(required);
    }

    /** The mistake of a file that is not YAML, at the place where it stops being that. */
    public static OperatorMistake notYaml(String file, YamlEngineException e) {
        OperatorMistake.@Nullable Place place = e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> new OperatorMistake.Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                        .orElse(null)
                : null;
        return new OperatorMistake(place, "this is not YAML: " + e.getMessage(), e);
    }

    /**
     * Reads a kamelet file; empty when it has no {@code endpoint} block and so is no source.
     *
     * @throws OperatorMistake naming the file and what in its {@code endpoint} block is wrong
     */
    public static Optional<Source> read(String file, InputStream yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            return of(file, MAPPER.valueToTree(new Load(settings).loadFromInputStream(yaml)));
        } catch (YamlEngineException e) {
            throw notYaml(file, e);
        }
    }

    /** The same of a file that was parsed already. */
    public static Optional<Source> of(String file, JsonNode kamelet) {
        JsonNode spec = kamelet.path("spec");
        if (!spec.has("endpoint")) {
            return Optional.empty();
        }
        try {
            Source source = bound(kamelet.path("metadata").path("name").asText(), spec);
            DefinitionMistake.throwIfAny(SourceRules.findings(source));
            return Optional.of(source);
        } catch (DefinitionMistake e) {
            throw e.in(file);
        }
    }

    private static Source bound(String name, JsonNode spec) {
        JsonNode definition = spec.path("definition");
        Map<String, Parameter> parameters = parameters(spec);
        return new Source(
                name,
                definition.path("title").asText(),
                bound(spec.get("endpoint"), Endpoint.class, "endpoint"),
                parameters,
                required(definition.path("required")));
    }

    /** The parameters that a kamelet's {@code spec} declares, in the file's order. */
    public static Map<String, Parameter> parameters(JsonNode spec) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                spec.path("definition").path("properties").properties()) {
            parameters.put(
                    entry.getKey(),
                    bound(entry.getValue(), Parameter.class, "definition", "properties", entry.getKey()));
        }
        return parameters;
    }

    private static <T> T bound(JsonNode json, Class<T> type, String... path) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw DefinitionMistake.of(e).below(List.of(path));
        }
    }
}
