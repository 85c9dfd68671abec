package io.rankwire.vendor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** Parameters that say when, how and with which key to ask; all others say what is asked for. */
    private static final Set<String> ASKING = Set.of("period", "date", "lookback", "zone", "pageSize", "account");

    private static final String MAX_ROWS = "maxRows";

    /**
     * The feed that an operator described with these parameters; what is not set has the definition's default.
     *
     * @param zone where days begin, unless the feed says otherwise
     * @throws IllegalArgumentException naming the parameter, its value and the rule
     */
    public Feed feed(String name, Map<String, String> given, ZoneId zone) {
        Map<String, String> values = new TreeMap<>();
        parameters.forEach((parameter, declared) -> {
            String set = given.getOrDefault(parameter, "");
            String value = set.isBlank() ? declared.fallback() : set;
            if (value != null && !value.isBlank()) {
                declared.check(parameter, value);
                values.put(parameter, value.trim());
            }
        });
        Map<String, String> scope = new TreeMap<>(values);
        scope.keySet().removeAll(ASKING);
        int maxRows = whole(values, MAX_ROWS, Integer.MAX_VALUE);
        int pageSize = Math.min(
                whole(values, "pageSize", endpoint.paging().largestPage()),
                endpoint.paging().largestPage());
        PeriodType type = endpoint.inferred() ? PeriodType.DAY : PeriodType.parse(values.getOrDefault("period", "day"));
        Optional<String> date = Optional.ofNullable(values.get("date")).filter(value -> !value.equals("latest"));
        Feed.When when = new Feed.When(
                date,
                whole(values, "lookback", 0),
                Optional.ofNullable(values.get("zone")).map(Source::zone).orElse(zone),
                endpoint.inferred());
        return new Feed(
                name,
                new Series(this.name, type, scope),
                values.getOrDefault("account", endpoint.account()),
                when,
                new Feed.Limits(Math.min(pageSize, maxRows), maxRows));
    }

    private static int whole(Map<String, String> values, String name, int otherwise) {
        // More rows than an int counts are all there are.
        return Optional.ofNullable(values.get(name))
                .map(value -> (int) Math.min(Long.parseLong(value), Integer.MAX_VALUE))
                .orElse(otherwise);
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone is '" + value + "'; it must be one such as Europe/Berlin", e);
        }
    }

    /**
     * Reads a kamelet file; empty when it has no {@code endpoint} block and so is no source.
     *
     * @throws IllegalArgumentException naming the file and what in its {@code endpoint} block is wrong
     */
    public static Optional<Source> read(String file, InputStream yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        JsonNode kamelet = MAPPER.valueToTree(new Load(settings).loadFromInputStream(yaml));
        JsonNode spec = kamelet.path("spec");
        if (!spec.has("endpoint")) {
            return Optional.empty();
        }
        try {
            Endpoint endpoint = MAPPER.treeToValue(spec.get("endpoint"), Endpoint.class);
            Map<String, Parameter> parameters = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    spec.path("definition").path("properties").properties()) {
                parameters.put(entry.getKey(), MAPPER.treeToValue(entry.getValue(), Parameter.class));
            }
            return Optional.of(new Source(
                    kamelet.path("metadata").path("name").asText(),
                    spec.path("definition").path("title").asText(),
                    endpoint,
                    parameters));
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": the endpoint block cannot be used: " + e.getMessage(), e);
        }
    }
}
