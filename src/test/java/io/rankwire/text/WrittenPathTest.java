package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WrittenPathTest {
    private static final String USUAL = "write an absolute path or one relative to the %s folder";
    private static final String RULE = "; paths are absolute or relative to the %s folder";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "LOCAL|~|~ is not replaced here: write {{env:HOME}}; HOME",
                "LOCAL|~/a b|~ is not replaced here: write {{env:HOME}}/a b; HOME",
                "LOCAL|~//a|~ is not replaced here: write {{env:HOME}}/a; HOME",
                "LOCAL|~ops/a|~ is not replaced here: write HOME",
                "LOCAL|$HOME|$HOME is not replaced here: write {{env:HOME}}; HOME",
                "LOCAL|${HOME}/a|${HOME} is not replaced here: write {{env:HOME}}/a; HOME",
                "LOCAL|/srv/${data_1}/a|${data_1} is not replaced here: write /srv/{{env:data_1}}/a; HOME",
                "LOCAL|a/$XDG_DATA|$XDG_DATA is not replaced here: write a/{{env:XDG_DATA}}; HOME",
                "LOCAL|a-${header.feed}|${header.feed} is not replaced here: write HOME",
                "LOCAL|a/$(date +%F)|$(date +%F) is not replaced here: write HOME",
                "LOCAL|file:///srv/a|it must be a path, not an address: write /srv/a; HOME",
                "LOCAL|FILE:/srv/a|it must be a path, not an address: write /srv/a; HOME",
                "LOCAL|file:a?noop=true|it must be a path, not an address: write a; HOME",
                "LOCAL|file://a/b|it must be a path, not an address: write a/b; HOME",
                "LOCAL|https://example.com/a|it must be a path, not an address: write HOME",
                "LOCAL|ops@example.com:a|it must be a path, not an address: write HOME",
                "IN_PLACEHOLDER|~/a|~ is not replaced here: write HOME",
                "IN_PLACEHOLDER|$HOME/a|$HOME is not replaced here: write HOME",
                "REMOTE|~|~ is not replaced here: write LOGIN",
                "REMOTE|~/in|~ is not replaced here: write in; LOGIN",
                "REMOTE|${HOME}/in|${HOME} is not replaced here: write in; LOGIN",
                "REMOTE|in/$DAY|$DAY is not replaced here: write LOGIN",
                "REMOTE|sftp://example.com:2222/in|it must be a path, not an address: write /in; LOGIN",
                "REMOTE|scp:in|it must be a path, not an address: write in; LOGIN",
            })
    void refusesWhatOnlyAShellOrABrowserReads(WrittenPath kind, String path, String mistake) {
        assertThatThrownBy(() -> kind.check("directory", path))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("directory is '" + path + "'; "
                        + mistake.replaceFirst("write HOME$", USUAL.formatted("home"))
                                .replaceFirst("write LOGIN$", USUAL.formatted("login"))
                                .replaceFirst("; HOME$", RULE.formatted("home"))
                                .replaceFirst("; LOGIN$", RULE.formatted("login")));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNamesAloneThatOnlyLookLikeIt(WrittenPath kind) {
        for (String path : new String[] {
            "",
            ".",
            "/",
            "a",
            "/srv/a b/R&D",
            "a/~",
            "./~",
            "a~",
            "US$",
            "US$Beauty",
            "$5",
            "a:b",
            "C:\\a",
            "100%",
            "{x}",
            "#1",
            "直播/é",
            " a "
        }) {
            assertThatCode(() -> kind.check("directory", path)).as(path).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPathOfSeveralLines(WrittenPath kind) {
        for (String path : new String[] {"a\n", "a\nb", "a\tb", "\u0000"}) {
            assertThatThrownBy(() -> kind.check("directory", path))
                    .isInstanceOf(OperatorMistake.class)
                    .hasMessageEndingWith("a path is one line, without control characters");
        }
    }
}
