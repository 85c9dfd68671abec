package io.rankwire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
    private static final Map<String, Parameter> DECLARED = Map.of(
            "greeting", parameter("string", null, List.of(), false, null),
            "folder", parameter("string", null, List.of(), false, "path"),
            "colour", parameter("string", "dark-red", List.of("dark-red", "blue"), false, null),
            "tags", parameter("string", null, List.of("a", "b", "c"), true, null),
            "bold", parameter("boolean", "false", List.of(), false, null),
            "rows", parameter("integer", "20", List.of(), false, null),
            "most", parameter("integer", null, List.of(), false, null),
            "pause", parameter("string", "5s", List.of(), false, "duration"));

    private enum Colour {
        DARK_RED,
        BLUE
    }

    private static Parameter parameter(
            String type, String fallback, List<String> allowed, boolean many, String format) {
        return new Parameter(
                "Title", "Description.", type, fallback, allowed, BigDecimal.ONE, null, null, many, format);
    }

    private static Options options(Map<String, String> given) {
        return new Options("acme", "letter", DECLARED, given);
    }

    @Test
    void hasTheDefaultsOfTheDefinition() {
        for (Options unset : List.of(options(Map.of()), options(Map.of("colour", " ", "rows", "", "greeting", "\t")))) {
            assertThat(unset.text("greeting")).isEmpty();
            assertThat(unset.list("tags")).isEmpty();
            assertThat(unset.choice("colour", Colour.class)).isEqualTo(Colour.DARK_RED);
            assertThat(unset.is("bold")).isFalse();
            assertThat(unset.count("rows")).isEqualTo(20);
            assertThat(unset.countIfAny("most")).isEmpty();
            assertThat(unset.duration("pause")).isEqualTo(Duration.ofSeconds(5));
            assertThat(unset.isChanged("colour")).isFalse();
        }
    }

    @Test
    void readsWhatARouteSets() {
        Options set = options(Map.of(
                "greeting", " Hello ",
                "folder", " in ",
                "colour", " blue ",
                "tags", "c, a,, c",
                "bold", " true ",
                "rows", " 7 ",
                "most", "999999999999",
                "pause", "2m"));

        assertThat(set.text("greeting")).contains(" Hello ");
        assertThat(set.text("folder")).contains(" in ");
        assertThat(set.choice("colour", Colour.class)).isEqualTo(Colour.BLUE);
        assertThat(set.list("tags")).containsExactly("c", "a");
        assertThat(set.is("bold")).isTrue();
        assertThat(set.count("rows")).isEqualTo(7);
        assertThat(set.countIfAny("most")).isEqualTo(OptionalInt.of(Integer.MAX_VALUE));
        assertThat(set.duration("pause")).isEqualTo(Duration.ofMinutes(2));
        assertThat(set.isChanged("colour")).isTrue();
        assertThat(options(Map.of("rows", " 20 ")).isChanged("rows")).isFalse();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("bold", "yes", "acme: bold is 'yes'; it must be true or false", options -> options.is("bold")),
                mistake(
                        "rows",
                        "1e2",
                        "acme: rows is '1e2'; it must be a whole number",
                        options -> options.count("rows")),
                mistake("rows", "0", "acme: rows is 0; it must be 1 or more", options -> options.whole("rows")),
                mistake(
                        "colour",
                        "red",
                        "acme: colour is 'red'; it must be one of dark-red, blue",
                        options -> options.choice("colour", Colour.class)),
                mistake(
                        "tags",
                        "a, d",
                        "acme: tags is 'd'; it must be one of a, b, c",
                        options -> options.list("tags")),
                mistake(
                        "pause",
                        "5 minutes",
                        "acme: pause is '5 minutes'; it must be a duration: a whole number and s, m, h or d, such as 36h",
                        options -> options.duration("pause")),
                mistake(
                        "pause",
                        "0s",
                        "acme: pause is '0s'; it must be longer than none",
                        options -> options.duration("pause")),
                mistake(
                        "greeting",
                        "",
                        "acme: letter needs the parameter greeting",
                        options -> options.required("greeting")));
    }

    private static Arguments mistake(String name, String value, String message, Consumer<Options> reading) {
        return Arguments.of(name, value, message, reading);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesRouteParameterValueAndRule(String name, String value, String message, Consumer<Options> reading) {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> reading.accept(options(Map.of(name, value))))
                .withMessage(message);
    }

    @Test
    void knowsWhatTheDefinitionHasNot() {
        assertThat(options(Map.of("size", "3")).has("size")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> options(Map.of("size", "3")).text("size"))
                .withMessage("letter has no parameter size");
        assertThat(new Options("", "letter", DECLARED, Map.of()).mistake("tags is empty"))
                .hasMessage("tags is empty");
        assertThat(options(Map.of()).text("most")).isEqualTo(Optional.empty());
    }
}
