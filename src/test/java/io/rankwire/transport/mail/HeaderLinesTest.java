package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.OperatorMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLinesTest {
    private static final String PAGE = "https://example.com/";
    private static final String READER = "reader@example.com";

    @TempDir
    private Path folder;

    private List<String> lines(String subject, Addressees addressees, String unsubscribe) throws Exception {
        Path file = folder.resolve("message.eml");
        SealedMail.write(
                new Letter(subject, "text", null, List.of(), List.of()),
                new SealedMail.Envelope(
                        addressees, "msg_1", Instant.parse("2026-03-24T08:00:00Z"), Unsubscribe.parse(unsubscribe)),
                file);
        return Files.readAllLines(file);
    }

    @Test
    void holdAsMuchAsServersTake() throws Exception {
        String longest = PAGE + "x".repeat(998 - "List-Unsubscribe: <>".length() - PAGE.length());

        assertThat(lines("subject", Addressees.parse(READER, READER, "", ""), longest))
                .contains("List-Unsubscribe: <" + longest + ">");
        assertThatThrownBy(() -> Unsubscribe.parse(longest + "x"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("unsubscribe makes a line of 999 characters in the mail's header List-Unsubscribe, which"
                        + " cannot be folded; it must be one of 998 or fewer");
    }

    @Test
    void areFoldedWhereTheyCanBe() throws Exception {
        String readers = IntStream.range(0, 200)
                .mapToObj(i -> "Reader " + i + " <reader" + i + "@example.com>")
                .collect(Collectors.joining(", "));
        String ways = PAGE + "x".repeat(900) + ", mailto:stop@example.com?subject=" + "y".repeat(900);

        assertThat(lines(
                        "美妆".repeat(500),
                        Addressees.parse("美".repeat(400) + " <r@example.com>", readers, "", ""),
                        ways))
                .contains("List-Unsubscribe: <" + PAGE + "x".repeat(900) + ">,")
                .allMatch(line -> line.length() <= 998);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "cc", "bcc"})
    void cannotHoldAnAddressWithAnEndlessName(String parameter) {
        Map<String, String> endless = Map.of(parameter, "N".repeat(1000) + " <" + READER + ">");

        assertThatThrownBy(() -> Addressees.parse(
                        endless.getOrDefault("from", "r@example.com"),
                        endless.getOrDefault("to", "t@example.com"),
                        endless.getOrDefault("cc", ""),
                        endless.getOrDefault("bcc", "")))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageMatching(parameter + " makes a line of 1001 characters in the mail's header \\w+, which"
                        + " cannot be folded; it must be one of 998 or fewer");
    }
}
