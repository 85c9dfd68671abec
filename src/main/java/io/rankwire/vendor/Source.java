package io.rankwire.vendor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A source kamelet: an endpoint and the parameters that a feed may set.
 *
 * @param name the kamelet's name
 * @param title what it is called in front of people
 * @param endpoint how it is asked and answers
 * @param parameters by name, in the file's order
 */
public record Source(String name, String title, Endpoint endpoint, Map<String, Parameter> parameters) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * Reads a kamelet file.
     *
     * @throws IllegalArgumentException naming the file and what in its {@code endpoint} block is wrong
     */
    public static Source read(String file, InputStream yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        JsonNode kamelet = MAPPER.valueToTree(new Load(settings).loadFromInputStream(yaml));
        JsonNode spec = kamelet.path("spec");
        try {
            Endpoint endpoint = MAPPER.treeToValue(spec.required("endpoint"), Endpoint.class);
            Map<String, Parameter> parameters = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    spec.path("definition").path("properties").properties()) {
                parameters.put(entry.getKey(), MAPPER.treeToValue(entry.getValue(), Parameter.class));
            }
            return new Source(
                    kamelet.path("metadata").path("name").asText(),
                    spec.path("definition").path("title").asText(),
                    endpoint,
                    parameters);
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": the endpoint block cannot be used: " + e.getMessage(), e);
        }
    }
}
