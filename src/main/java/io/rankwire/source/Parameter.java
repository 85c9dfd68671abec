package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a kamelet, as its definition declares it (JSON Schema words).
 *
 * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}
 * @param fallback what it is when it is not given; null for nothing
 * @param allowed the only values it may have; empty for any
 * @param pattern a regular expression that a value must match; null for none
 * @param many whether several values may be listed, separated by commas; in a source each then has a series of its own
 * @param format what the value names, such as {@code duration}, {@code path} or {@code sinks}; null for nothing that can be
 *     looked up
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Parameter(
        String title,
        String description,
        String type,
        @JsonProperty("default") String fallback,
        @JsonProperty("enum") List<String> allowed,
        BigDecimal minimum,
        BigDecimal maximum,
        String pattern,
        @JsonProperty("x-many") boolean many,
        String format) {
    /** The format of a duration. */
    public static final String DURATION = "duration";

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    public Parameter {
        type = type == null ? "string" : type;
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
    }

    /** A value that was given, or the default for none or a blank one; empty when there is none either. */
    Optional<String> orDefault(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).or(() -> Optional.ofNullable(fallback)
                .filter(text -> !text.isBlank()));
    }

    /** A value as it counts: free text and paths to the last blank, anything else without blanks around it. */
    String text(String value) {
        boolean free = type.equals("string") && allowed.isEmpty() && pattern == null && format == null && !many;
        return free || isPath() ? value : value.strip();
    }

    /** Whether the value names a file or folder, of which a blank at either end is a part. */
    public boolean isPath() {
        return WrittenPath.ofFormat(format).isPresent();
    }

    /** The number that a value is; empty when it is none of this type. */
    Optional<BigDecimal> number(String value) {
        return Optional.of(value.strip())
                .filter(text ->
                        (type.equals("integer") ? WHOLE : DECIMAL).matcher(text).matches())
                .map(BigDecimal::new);
    }

    /**
     * Checks a value that was given for it.
     *
     * @throws OperatorMistake naming the parameter, the value and the rule
     */
    public void check(String name, String value) {
        WrittenPath.ofFormat(format).ifPresent(path -> path.check(name, value));
        if (!allowed.isEmpty() && !allowed.contains(value.trim())) {
            throw new OperatorMistake(name + " is '" + value + "'; it must be one of " + String.join(", ", allowed));
        }
        if (pattern != null && !matches(name, value.trim())) {
            throw new OperatorMistake(name + " is '" + value + "'; it must match " + pattern);
        }
        if (DURATION.equals(format)) {
            Durations.parse(name, value);
        }
        if (type.equals("integer") || type.equals("number")) {
            checkNumber(name, value.trim());
        }
        if (type.equals("boolean") && !value.trim().matches("true|false")) {
            throw new OperatorMistake(name + " is '" + value + "'; it must be true or false");
        }
    }

    private boolean matches(String name, String value) {
        try {
            return value.matches(pattern);
        } catch (PatternSyntaxException e) {
            throw new OperatorMistake(
                    "the pattern of " + name + " is '" + pattern + "', which is no regular expression", e);
        }
    }

    private void checkNumber(String name, String value) {
        BigDecimal number = number(value)
                .orElseThrow(() -> new OperatorMistake(name + " is '" + value + "'; it must be "
                        + (type.equals("integer") ? "a whole number" : "a number")));
        if (minimum != null && number.compareTo(minimum) < 0) {
            throw new OperatorMistake(name + " is " + value + "; it must be " + minimum + " or more");
        }
        if (maximum != null && number.compareTo(maximum) > 0) {
            throw new OperatorMistake(name + " is " + value + "; it must be " + maximum + " or less");
        }
    }
}
