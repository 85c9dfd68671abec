package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesParseTest {

    @Property
    void readsWhatItWrote(
            @ForAll @AlphaChars @NumericChars @Chars('-') String source,
            @ForAll PeriodType type,
            @ForAll @Size(max = 5) Map<String, String> scope) {
        Series series = new Series(source, type, scope);

        assertThat(Series.parse(series.canonical())).isEqualTo(series);
    }

    @Property
    void readsBackWhatItUsesItself(
            @ForAll @Size(max = 3)
                    Map<
                                    @Chars({'%', '&', '=', '#', '?', '2', '5', '6', '3', 'D'}) String,
                                    @Chars({'%', '&', '=', '#', '?', '2', '5', '6', '3', 'D', '\n'}) String>
                            scope) {
        Series series = new Series("x", PeriodType.WEEK, scope);

        assertThat(Series.parse(series.canonical())).isEqualTo(series);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "x#year",
                "x?#week",
                "x?a#week",
                "x?a=%41#week",
                "x?b=1&a=2#week",
                "x?a=1=2#week",
                "x#week#week"
            })
    void takesNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.parse(text))
                .withMessage("'" + text + "' is no series; it must be source?name=value&...#type");
    }
}
