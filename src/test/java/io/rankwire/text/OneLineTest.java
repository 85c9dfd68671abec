package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void takesOutWhatBreaksOrTurnsALine() {
        assertThat(OneLine.of("Cream\r\nBcc: x@example.com", 100)).isEqualTo("Cream Bcc: x@example.com");
        assertThat(OneLine.of("\u202egpj.exe\u2066", 100)).isEqualTo("gpj.exe");
        assertThat(OneLine.of("a\u2028b\u2029c\u0085d\u0000e\u00a0f", 100)).isEqualTo("a b c d e f");
    }

    @Test
    void movesNoCursorAndWritesNoTitle() {
        assertThat(OneLine.of("550 \u001b[2J\u001b[H5.7.1 \u009b31mno\u001b]0;x\u0007", 100))
                .isEqualTo("550 [2J [H5.7.1 31mno ]0;x");
    }

    @Test
    void keepsWhatScriptsAndEmojiAreWrittenWith() {
        for (String text : new String[] {"می‌خواهم", "👩‍🔬 क्‍ष", "١٢٣ ﷼", "naïve 東京"}) {
            assertThat(OneLine.of(text)).isEqualTo(text);
        }
    }

    @Test
    void leavesNothingOfBlanksAtTheEnds() {
        assertThat(OneLine.of("  a  b\t\n")).isEqualTo("a b");
        assertThat(OneLine.of(" \n")).isEmpty();
        assertThat(OneLine.of("")).isEmpty();
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(OneLine.of("ab😀😀😀", 5)).isEqualTo("ab😀…");
        assertThat(OneLine.of("ab😀😀😀", 4)).isEqualTo("ab…");
        assertThat(OneLine.of("half \ud83d", 100)).isEqualTo("half");
    }

    @Property
    void isOneBoundedLineWhateverTheText(@ForAll String text, @ForAll @IntRange(min = 2, max = 50) int longest) {
        assertThat(OneLine.of(text, longest))
                .hasSizeLessThanOrEqualTo(longest)
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]");
    }
}
