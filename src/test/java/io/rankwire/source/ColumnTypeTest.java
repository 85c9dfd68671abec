package io.rankwire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final List<ColumnType> NUMERIC =
            Stream.of(ColumnType.values()).filter(ColumnType::numeric).toList();

    @ParameterizedTest
    @CsvSource({
        "RATE, 43.39%, 0.4339",
        "RATE, 28.8%, 0.288",
        "RATE, '-1,234.5%', -12.345",
        "RATE, 0%, 0.00",
        "RATE, 100%, 1.00",
        "RATE, ' 28.8 % ', 0.288",
        "RATE, 1e1%, 0.10",
        "RATE, 0.6319, 0.6319",
        "RATE, 1, 1",
        "DECIMAL, 24915.88, 24915.88",
        "DECIMAL, 74625, 74625",
        "DECIMAL, 17.00, 17.00",
        "DECIMAL, -0.5, -0.5",
        "DECIMAL, ' 1.5 ', 1.5",
        "DECIMAL, 1e3, 1000",
        "DECIMAL, 1.5E+3, 1500",
        "DECIMAL, 12345e-3, 12.345",
        "DECIMAL, 0e9, 0",
        "DECIMAL, '1,234', 1234",
        "DECIMAL, '1,234,567.891', 1234567.891",
        "DECIMAL, 007, 7",
        "DECIMAL, -007.50, -7.50",
        "DECIMAL, 00, 0",
        "DECIMAL, 0.1234567890123456789012345678901234567890, 0.1234567890123456789012345678901234567890",
        "INTEGER, 2985, 2985",
        "INTEGER, 0, 0",
        "INTEGER, 7494006325298104216, 7494006325298104216",
        "INTEGER, 99999999999999999999999999, 99999999999999999999999999",
        "TEXT, 7494006325298104216, 7494006325298104216",
        "TEXT, 007, 007",
        "TEXT, ' padded ', ' padded '",
        "TEXT, -, -",
        "DATE, 20241219, 2024-12-19",
        "DATE, 2024-12-19, 2024-12-19",
        "DATE, ' 20240229 ', 2024-02-29",
        "DATE, 1775519999, 2026-04-06",
        "DATE, 1775520000, 2026-04-07"
    })
    void writesAValueAsItsTypeDoes(ColumnType type, String text, String value) {
        assertThat(type.normalize(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "--",
                "+",
                "%",
                "-%",
                ".",
                "-.",
                "n/a",
                "null",
                "NaN",
                "Infinity",
                "-Infinity",
                "many",
                "5.",
                ".5",
                "1.2.3",
                "1e",
                "1e+",
                "e5",
                "0x10",
                "1 000",
                "$17.00",
                "1,5",
                "1,23",
                ",123",
                "1,,234",
                "1234,567",
                "1,234,56",
                "12 %5",
                "１２",
                "١٢",
                "1e99999999999",
                "1e-99999999999",
                "1e2147483648",
                "1e999999999",
                "1e-999999999",
                "true",
                "1L",
                "1f",
                "- 5"
            })
    void takesWhatIsNoNumberForAbsentNeverForZero(String text) {
        for (ColumnType type : NUMERIC) {
            assertThat(type.normalize(text)).as(type.word()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-", "00000000", "20240231", "2024-02-31", "2024-12", "20241219120000", "19.12.2024"})
    void takesWhatIsNoDayForAbsent(String text) {
        assertThat(ColumnType.DATE.normalize(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void takesABlankTextForAbsent(String text) {
        assertThat(ColumnType.TEXT.normalize(text)).isEmpty();
    }

    @Test
    void mendsATextThatWasCutWithinACharacter() {
        assertThat(ColumnType.TEXT.normalize("cut \uD83D")).contains("cut \uFFFD");
        assertThat(ColumnType.TEXT.normalize("\uDE00 and 😀")).contains("\uFFFD and 😀");
    }

    @Test
    void isNotTakenInByNumbersThatAreMillionsOfDigitsLong() {
        String digits = "9".repeat(1_000_000);

        for (ColumnType type : NUMERIC) {
            assertThat(type.normalize(digits)).isEmpty();
            assertThat(type.normalize("0." + digits)).isEmpty();
            assertThat(type.normalize("1" + ",999".repeat(300_000))).isEmpty();
        }
    }

    @Property(tries = 1000)
    void keepsEveryNumberExactlyHoweverItIsWritten(@ForAll("numbers") BigDecimal number) {
        List<String> forms = List.of(
                number.toPlainString(),
                number.toString(),
                number.toEngineeringString(),
                number.unscaledValue() + "e" + -number.scale(),
                " " + number.toPlainString() + " ",
                grouped(number));

        for (String form : forms) {
            assertThat(ColumnType.DECIMAL.normalize(form).map(BigDecimal::new))
                    .as(form)
                    .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(number));
            assertThat(ColumnType.RATE.normalize(form + "%").map(BigDecimal::new))
                    .as(form + "%")
                    .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(number.movePointLeft(2)));
        }
    }

    private static String grouped(BigDecimal number) {
        String plain = number.abs().toPlainString();
        int dot = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        String whole = plain.substring(0, dot).replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
        return (number.signum() < 0 ? "-" : "") + whole + plain.substring(dot);
    }

    @Property(tries = 2000)
    void writesNothingButNumbersOfJsonForNumericTypes(@ForAll("texts") String text) {
        for (ColumnType type : NUMERIC) {
            Optional<String> value = type.normalize(text);
            assertThat(value.filter(v -> !JSON_NUMBER.matcher(v).matches()))
                    .as("%s of '%s'", type, text)
                    .isEmpty();
            assertThat(value.flatMap(type::normalize)).as("written again").isEqualTo(value);
        }
    }

    @Test
    void namesItsWords() {
        assertThat(ColumnType.words()).isEqualTo("text, integer, decimal, rate, date");
        assertThat(Stream.of(ColumnType.values()).map(ColumnType::word).map(ColumnType::of))
                .containsExactly(ColumnType.values());
        assertThat(NUMERIC).containsExactly(ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.RATE);
        assertThatThrownBy(() -> ColumnType.of("money")).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(new BigDecimal("-1e60").toBigInteger(), new BigDecimal("1e60").toBigInteger()),
                        Arbitraries.integers().between(-100, 100))
                .as(BigDecimal::new);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789-+.,eE% ").ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(20));
    }
}
