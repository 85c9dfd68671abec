package io.rankwire.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
    private static final Parameter PAGE_SIZE = parameter("integer", List.of(), "1", "100");
    private static final Parameter PRICE = parameter("number", List.of(), "0", null);
    private static final Parameter ORDER = parameter("string", List.of("units_sold", "gmv"), null, null);

    @ParameterizedTest
    @CsvSource({
        "0, pageSize is 0; it must be 1 or more",
        "-5, pageSize is -5; it must be 1 or more",
        "101, pageSize is 101; it must be 100 or less",
        "999999999999999999, pageSize is 999999999999999999; it must be 100 or less",
        "1000000000000000000, pageSize is '1000000000000000000'; it must be a whole number",
        "1.0, pageSize is '1.0'; it must be a whole number",
        "ten, pageSize is 'ten'; it must be a whole number",
        "1e2, pageSize is '1e2'; it must be a whole number",
        "٣, pageSize is '٣'; it must be a whole number",
        "'', pageSize is ''; it must be a whole number"
    })
    void namesParameterValueAndRule(String value, String message) {
        assertThatThrownBy(() -> PAGE_SIZE.check("pageSize", value))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage(message);
    }

    @Test
    void namesWhatIsAllowed() {
        assertThatThrownBy(() -> ORDER.check("orderBy", "revenue"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("orderBy is 'revenue'; it must be one of units_sold, gmv");
        assertThatThrownBy(() -> PRICE.check("minSpuAvgPrice", "-0.01"))
                .hasMessage("minSpuAvgPrice is -0.01; it must be 0 or more");
        assertThatThrownBy(() -> PRICE.check("minSpuAvgPrice", "cheap"))
                .hasMessage("minSpuAvgPrice is 'cheap'; it must be a number");
        assertThatThrownBy(() -> parameter("boolean", List.of(), null, null).check("only", "maybe"))
                .hasMessage("only is 'maybe'; it must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", " 42 "})
    void takesWhatLiesWithinItsBounds(String value) {
        assertThatCode(() -> PAGE_SIZE.check("pageSize", value)).doesNotThrowAnyException();
    }

    @Test
    void takesDecimalsAnyTextAndWhatIsAllowed() {
        assertThatCode(() -> {
                    PRICE.check("minSpuAvgPrice", "0");
                    PRICE.check("minSpuAvgPrice", "17.99");
                    ORDER.check("orderBy", " gmv ");
                    parameter("boolean", List.of(), null, null).check("only", "true");
                    parameter(null, List.of(), null, null).check("searchKeyword", "anything at all");
                })
                .doesNotThrowAnyException();
    }

    private static Parameter parameter(String type, List<String> allowed, String minimum, String maximum) {
        return new Parameter(
                "Title",
                "Description.",
                type,
                null,
                allowed,
                minimum == null ? null : new BigDecimal(minimum),
                maximum == null ? null : new BigDecimal(maximum),
                null,
                false,
                null);
    }
}
