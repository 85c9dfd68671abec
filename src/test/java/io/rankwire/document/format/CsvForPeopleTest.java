package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.ColumnType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvForPeopleTest {
    private static final Field TEXT = field(ColumnType.TEXT);

    private static Field field(ColumnType type) {
        return new Field("any", type, false, row -> null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1729384756473829103",
                "7",
                "007",
                "1E5",
                "1e-5",
                "-1",
                "+49 30 1234",
                "1,234.5",
                "1.234,5",
                "12%",
                "$5",
                "€ 5",
                "(5)",
                "1/2",
                "3-4",
                "2026-03-29",
                "29.03.2026",
                "10:30",
                "10:30 pm",
                "SEP-7",
                "Sep 7",
                "7 sep",
                "MAR1",
                "Mai 3",
                "Dec 2026",
                "7-Oct-26",
                "October 1, 2026",
                "TRUE",
                "false",
                ".5",
                "1 1/2",
                "5 %"
            })
    void textThatASpreadsheetWouldTakeForSomethingElseIsKept(String text) {
        assertThat(CsvForPeople.of(TEXT, text)).isEqualTo("=\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Serum", "Sample Lip Oil 1954", "ABC123DEF", "https://x.example/1", "a@b.example", "样品 5 号", "é"
            })
    void otherTextIsAsItIs(String text) {
        assertThat(CsvForPeople.of(TEXT, text)).isEqualTo(text);
    }

    @Test
    void formulasGetAnApostrophe() {
        assertThat(CsvForPeople.of(TEXT, "=1+1")).isEqualTo("'=1+1");
        assertThat(CsvForPeople.of(TEXT, "@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(CsvForPeople.of(TEXT, "-Demo <b>")).isEqualTo("'-Demo <b>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            INTEGER | 123456789012345 | 123456789012345
            INTEGER | 1234567890123456 | ="1234567890123456"
            DECIMAL | -1234567.891 | -1234567.891
            DECIMAL | n/a | n/a
            RATE | =1 | '=1
            DATE | 2026-03-29 | 2026-03-29
            """)
    void numbersAndDaysStayNumbersAndDays(ColumnType type, String value, String written) {
        assertThat(CsvForPeople.of(field(type), value)).isEqualTo(written);
    }

    /** However odd the text: what begins with an equals sign yields that text and does nothing else. */
    @Property
    void nothingActs(@ForAll String text) {
        String written = CsvForPeople.of(TEXT, text);

        if (written.startsWith("=")) {
            assertThat(text).doesNotContain("\"");
            assertThat(written).isEqualTo("=\"" + text + "\"");
        }
    }
}
