package io.rankwire.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Event;
import io.rankwire.document.export.Compression;
import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.Format;
import io.rankwire.document.format.PageCompression;
import io.rankwire.transport.webhook.Chat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a constant stands behind each word that a parameter may have, the definition lists exactly those constants. */
class KameletWordsTest {

    record Choice(String kamelet, String parameter, List<String> words) {}

    static Stream<Choice> choices() throws ClassNotFoundException {
        return Stream.of(
                new Choice("export", "format", words(Format.class)),
                new Choice("ranking-report", "attach", words(Format.class)),
                new Choice("export", "compress", words(Compression.class)),
                new Choice("export", "parquetCompression", words(PageCompression.class)),
                new Choice("export", "delimiter", words(CsvStyle.Delimiter.class)),
                new Choice("file-drop", "onExisting", words(Class.forName("io.rankwire.transport.drop.OnExisting"))),
                new Choice("sftp-drop", "onExisting", words(Class.forName("io.rankwire.transport.drop.OnExisting"))),
                new Choice("sftp-drop", "write", words(Class.forName("io.rankwire.transport.drop.WriteMode"))),
                new Choice(
                        "webhook",
                        "format",
                        Stream.concat(Stream.of("standard"), words(Chat.class).stream())
                                .toList()),
                new Choice(
                        "webhook",
                        "events",
                        Arrays.stream(Event.values()).map(Event::word).toList()));
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void listTheConstants(Choice choice) throws IOException {
        Path file = Path.of("src/main/resources/kamelets", choice.kamelet() + Kamelet.ENDING);
        String definition = Files.readString(file);
        Matcher listed = Pattern.compile(
                        "(?s)\n      " + choice.parameter() + ":\n(?:        [^\n]*\n)*?        enum: \\[([^\\]]*)\\]")
                .matcher(definition);
        assertThat(listed.results().map(MatchResult::group))
                .as(choice.toString())
                .hasSize(1);
        listed.reset().find();

        Kept.check(
                file,
                definition.substring(0, listed.start(1))
                        + choice.words().stream().collect(Collectors.joining(", "))
                        + definition.substring(listed.end(1)));
    }
}
