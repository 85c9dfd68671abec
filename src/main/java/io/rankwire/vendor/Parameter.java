package io.rankwire.vendor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/**
 * A parameter of a kamelet, as its definition declares it (JSON Schema words).
 *
 * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}
 * @param fallback what it is when it is not given; null for nothing
 * @param allowed the only values it may have; empty for any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Parameter(
        String title,
        String description,
        String type,
        @JsonProperty("default") String fallback,
        @JsonProperty("enum") List<String> allowed,
        BigDecimal minimum,
        BigDecimal maximum) {
    public Parameter {
        type = type == null ? "string" : type;
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
    }
}
