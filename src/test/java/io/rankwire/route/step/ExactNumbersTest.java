package io.rankwire.route.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operators that people write into row steps say of amounts. */
class ExactNumbersTest {
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    @BeforeAll
    static void open() {
        ExactNumbers.bind(CONTEXT);
        CONTEXT.start();
    }

    @AfterAll
    static void close() {
        CONTEXT.stop();
    }

    private static Exchange row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("gmv", ExactNumbers.of("100.40"));
        row.put("less", ExactNumbers.of("100.39"));
        row.put("same", ExactNumbers.of("100.4000"));
        row.put("price", ExactNumbers.of("9.5"));
        row.put("units", ExactNumbers.of("9"));
        row.put("large", ExactNumbers.of("1234567890123456789"));
        row.put("debt", ExactNumbers.of("-0.75"));
        row.put("loss", ExactNumbers.of("-0.5"));
        row.put("made", new BigDecimal("9.50"));
        row.put("rank", 3);
        row.put("key", "1729710000000000123");
        row.put("none", null);
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setBody(row);
        return exchange;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ${body[gmv]} < 100.45                        | true
            ${body[gmv]} < 100.40                        | false
            ${body[gmv]} <= 100.40                       | true
            ${body[gmv]} > 100.39                        | true
            ${body[gmv]} > 100                           | true
            ${body[gmv]} >= '100.41'                     | false
            ${body[gmv]} == 100.40                       | true
            ${body[gmv]} == '100.40'                     | true
            ${body[gmv]} != 100                          | true
            ${body[gmv]} > ${body[less]}                 | true
            ${body[less]} >= ${body[gmv]}                | false
            ${body[gmv]} == ${body[same]}                | true
            ${body[price]} > 9.25                        | true
            ${body[price]} == 9                          | false
            ${body[price]} > 9 && ${body[price]} < 10    | true
            ${body[price]} > '9'                         | true
            ${body[price]} range '9..10'                 | true
            ${body[gmv]} range '1..100'                  | false
            ${body[units]} < 9.25                        | true
            ${body[units]} == 9.0                        | true
            ${body[units]} == 9                          | true
            ${body[units]} >= 9.01                       | false
            ${body[units]} in '8,9'                      | true
            ${body[debt]} < ${body[loss]}                | true
            ${body[debt]} < 0                            | true
            ${body[debt]} > -0.8                         | true
            ${body[made]} > 9.25                         | true
            ${body[rank]} < 3.5                          | true
            ${body[rank]} <= 3                           | true
            ${body[large]} > 1234567890123456788         | true
            ${body[large]} == 1234567890123456788        | false
            ${body[key]} == '1729710000000000123'        | true
            ${body[key]} == 1729710000000000124          | false
            ${body[none]} > 5                            | false
            ${body[none]} == null                        | true
            """)
    void comparesByTheWholeValue(String predicate, boolean holds) {
        assertThat(CONTEXT.resolveLanguage("simple").createPredicate(predicate).matches(row()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${body[gmv].add(${body[price]})} | 109.9
            ${body[gmv].max(${body[less]})}  | 100.4
            ${body[gmv].min(${body[less]})}  | 100.39
            ${body[debt].abs()}              | 0.75
            """)
    void worksAmountsOutByTheirOwnMethods(String expression, BigDecimal result) {
        Expression simple = CONTEXT.resolveLanguage("simple").createExpression(expression);
        simple.init(CONTEXT);

        assertThat(simple.evaluate(row(), Object.class)).isEqualTo(result);
    }

    @Test
    void cutsNoDecimalsOff() {
        assertThat(CONTEXT.getTypeConverter().tryConvertTo(Long.class, new BigDecimal("9.5")))
                .isNull();
        assertThat(CONTEXT.getTypeConverter().tryConvertTo(Integer.class, 9.5)).isNull();
        assertThat(CONTEXT.getTypeConverter().convertTo(Long.class, new BigDecimal("9.00")))
                .isEqualTo(9L);
        assertThat(CONTEXT.getTypeConverter().convertTo(int.class, 9.0)).isEqualTo(9);
        assertThat(CONTEXT.getTypeConverter().convertTo(String.class, ExactNumbers.of("1200.00")))
                .isEqualTo("1200");
        assertThat(CONTEXT.getTypeConverter().tryConvertTo(BigDecimal.class, "many"))
                .isNull();
    }
}
