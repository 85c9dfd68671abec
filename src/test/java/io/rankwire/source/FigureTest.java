package io.rankwire.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

    private static Optional<String> read(String text) {
        return Figure.read(text).map(figure -> figure.fraction().toPlainString());
    }

    @ParameterizedTest
    @CsvSource({
        "+28.8%, 0.288",
        "−5.2%, -0.052",
        "–5.2%, -0.052",
        "28.8％, 0.288",
        "28.8 %, 0.288",
        "-1'234.5%, -12.345",
        "1.2K, 1200",
        "1.25k, 1250",
        "3.4万, 34000",
        "3.4w, 34000",
        "1.5億, 150000000",
        "2亿, 200000000",
        "1.234567M, 1234567",
        "'12,345.6K', 12345600",
        "2B, 2000000000",
        "１２３, 123",
        "1 234 567, 1234567",
        "'1 234,5', ",
        "$17.00, 17.00",
        "'$1,234.50', 1234.50",
        "US$21.24, 21.24",
        "21.24 USD, 21.24",
        "-$5.00, -5.00",
        "$-5.00, -5.00",
        "R$ 10, 10",
        "฿199, 199",
        "58.726 ₫, 58726",
        "1.258.726 ₫, 1258726",
        "₫58.726, 58726",
        "Rp 58.726, 58726",
        "58.726 VND, 58726",
        "58.5 ₫, 58.5",
        "58.726, 58.726",
        "€58.726, 58.726",
        "1.234.567, 1234567",
        "'1.234,50 €', 1234.50",
        "'1.234.567,5 €', 1234567.5",
        "+12, 12"
    })
    void readsWhatPeopleWrite(String text, String number) {
        assertThat(read(text)).isEqualTo(Optional.ofNullable(number));
    }

    @ParameterizedTest
    @CsvSource({
        "$1.99 - 3.99, 1.99",
        "$1.99 - $3.99, 1.99",
        "1.99 ~ 3.99 USD, 1.99",
        "58.726 - 99.000 ₫, 58726",
        "5% - 8%, 0.05",
        "10K+, 10000"
    })
    void takesTheLowEndOfARangeAndSaysSo(String text, String low) {
        assertThat(read(text)).contains(low);
        assertThat(Figure.read(text).orElseThrow().atLeast()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "many",
                "1,5",
                "1,23",
                "1234,567",
                "1,,234",
                "5-3",
                "9 - 3",
                "2024-12-19",
                "12:30",
                "1.2.3",
                "+-5",
                "-$-5",
                "1e5",
                "0x10",
                "5 pieces",
                "٣",
                "K",
                "%",
                "5%%",
                "$"
            })
    void refusesWhatIsNoNumberOrMayBeReadInTwoWays(String text) {
        assertThat(Figure.read(text)).isEmpty();
    }

    @Property
    void readsEveryGroupedNumberWithEveryBlankThatGroups(
            @ForAll @LongRange(min = -999_999_999_999L, max = 999_999_999_999L) long number) {
        for (String blank : new String[] {" ", "\u00A0", "\u202F", ",", "'", "\u2009"}) {
            String text = String.format(Locale.ROOT, "%,d", number).replace(",", blank);
            assertThat(Figure.read(text).map(Figure::value)).as(text).contains(BigDecimal.valueOf(number));
        }
    }
}
