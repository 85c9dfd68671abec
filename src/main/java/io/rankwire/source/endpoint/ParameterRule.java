package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How parameters of a feed depend on each other.
 *
 * @param when what they are where the rule holds, by parameter; {@code set} for any value, {@code unset} for none
 * @param require parameters that must be set then
 * @param refuse parameters that must not be set then
 * @param allow the only values that a parameter may have then
 */
public record ParameterRule(
        Map<String, List<String>> when, List<String> require, List<String> refuse, Map<String, List<String>> allow) {
    /** Stands for any value. */
    public static final String SET = "set";

    /** Stands for no value. */
    public static final String UNSET = "unset";

    public ParameterRule {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        require = List.copyOf(require);
        refuse = List.copyOf(refuse);
        allow = Collections.unmodifiableMap(new LinkedHashMap<>(allow));
    }

    @JsonCreator
    static ParameterRule of(
            @JsonProperty("when") @Nullable Map<String, JsonNode> when,
            @JsonProperty("require") @Nullable List<String> require,
            @JsonProperty("refuse") @Nullable List<String> refuse,
            @JsonProperty("allow") @Nullable Map<String, JsonNode> allow) {
        ParameterRule rule = new ParameterRule(
                texts(when), require == null ? List.of() : require, refuse == null ? List.of() : refuse, texts(allow));
        if (rule.when().isEmpty()
                || (rule.require().isEmpty()
                        && rule.refuse().isEmpty()
                        && rule.allow().isEmpty())) {
            throw new DefinitionMistake("a rule needs when, and require, refuse or allow");
        }
        return rule;
    }

    /** One value or a list of them, each as text. */
    private static Map<String, List<String>> texts(@Nullable Map<String, JsonNode> written) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        if (written != null) {
            written.forEach((name, values) -> {
                List<String> list = new ArrayList<>();
                (values.isArray() ? values : List.of(values)).forEach(value -> list.add(value.asText()));
                texts.put(name, List.copyOf(list));
            });
        }
        return texts;
    }

    /** What is wrong with the parameters of a feed, by parameter; defaults are among the values. */
    public Map<String, String> broken(Map<String, String> values) {
        Map<String, String> broken = new TreeMap<>();
        if (!when.entrySet().stream().allMatch(entry -> holds(entry.getValue(), values.get(entry.getKey())))) {
            return broken;
        }
        for (String name : require) {
            if (!values.containsKey(name)) {
                broken.put(name, name + " is needed " + condition(values));
            }
        }
        for (String name : refuse) {
            if (values.containsKey(name)) {
                broken.put(name, name + " is '" + values.get(name) + "'; it must not be set " + condition(values));
            }
        }
        allow.forEach((name, allowed) -> {
            String value = values.get(name);
            if (value != null && !allowed.contains(value)) {
                broken.put(
                        name,
                        name + " is '" + value + "'; " + condition(values) + " it must be "
                                + (allowed.size() == 1 ? "" : "one of ") + String.join(", ", allowed));
            }
        });
        return broken;
    }

    private static boolean holds(List<String> asked, @Nullable String value) {
        return value == null ? asked.contains(UNSET) : asked.contains(SET) || asked.contains(value);
    }

    private String condition(Map<String, String> values) {
        return when.keySet().stream()
                .map(name -> values.containsKey(name) ? "with " + name + " " + values.get(name) : "without " + name)
                .collect(Collectors.joining(" and "));
    }
}
