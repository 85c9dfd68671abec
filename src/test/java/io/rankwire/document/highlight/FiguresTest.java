package io.rankwire.document.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private static Figures figures(String locale) {
        return new Figures(new Words(Locale.forLanguageTag(locale)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0
            0.5 | 0.5
            0.001234 | 0.00123
            12.345 | 12.3
            950 | 950
            999.4 | 999
            999.5 | 1K
            1000 | 1K
            1234.5 | 1.23K
            1235 | 1.24K
            12345.67 | 12.3K
            999499.99 | 999K
            999500 | 1M
            999999 | 1M
            999999.99 | 1M
            1234567.89 | 1.23M
            1499999.99 | 1.5M
            1994999.99 | 1.99M
            -1499999.99 | -1.5M
            999499999.99 | 999M
            999500000 | 1B
            1005000000 | 1.01B
            1234567890123 | 1.23T
            1234567890123456 | 1,235T
            """)
    void threeDigitsTellASumExactlyAtTheBorders(String amount, String expected) {
        assertThat(figures("en-US").compact(number(amount), "")).isEqualTo(expected);
        assertThat(figures("en-GB").compact(number(amount), "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            950.4 | 950
            1234.4 | 1,234
            9999.4 | 9,999
            9999.5 | 1万
            1234567.89 | 123万
            12345678 | 1,235万
            99994999 | 9,999万
            99995000 | 1亿
            1499999999.99 | 15亿
            1234567890123 | 1.23万亿
            """)
    void chineseCountsInTenThousands(String amount, String expected) {
        assertThat(figures("zh-CN").compact(number(amount), "")).isEqualTo(expected);
    }

    /** No more than half a unit of the third digit is lost, however large the number is. */
    @Property
    void compactFiguresAreNoFurtherOffThanTheirLastDigit(
            @ForAll @BigRange(min = "0.01", max = "999000000000000") @Scale(2) BigDecimal amount) {
        String[] parts = figures("en-US").compact(amount, "").split("(?<=[0-9])(?=[KMBT])", -1);
        BigDecimal told = number(parts[0].replace(",", ""))
                .scaleByPowerOfTen(parts.length == 1 ? 0 : 3 * ("KMBT".indexOf(parts[1]) + 1));

        assertThat(told).isEqualByComparingTo(amount.round(new MathContext(3, RoundingMode.HALF_UP)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            950.5 | JPY | JPY 951
            950 | VND | VND 950
            950 | IDR | IDR 950
            0.4 | KRW | KRW 0
            950.5 | USD | USD 950.50
            950 | XXX | XXX 950.00
            9.125 | KWD | KWD 9.125
            1499999.99 | JPY | JPY 1,500,000
            999.995 | USD | USD 1,000.00
            1234.5 | '' | 1,235
            """)
    void anAmountHasTheDecimalsOfItsCurrency(String amount, String currency, String expected) {
        assertThat(figures("en-US").money(number(amount), currency).replace('\u00a0', ' '))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.12345, 12.35%, 12.3%, +12.3%",
        "-0.5, -50%, -50%, −50%",
        "0, 0%, 0%, ±0%",
        "12.345, '1,234.5%', '1,234.5%', '+1,234.5%'"
    })
    void sharesAreInPercent(String share, String percent, String brief, String growth) {
        Figures figures = figures("zh-CN");

        assertThat(figures.percent(number(share))).isEqualTo(percent);
        assertThat(figures.share(number(share))).isEqualTo(brief);
        assertThat(figures.growth(number(share))).isEqualTo(growth);
    }
}
