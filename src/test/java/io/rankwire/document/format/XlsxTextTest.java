package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class XlsxTextTest {

    @Test
    void keepsWhatACellCanHold() {
        Map.of(
                        "=1+1", "=1+1",
                        "a\r\nb\rc\td", "a\nb\nc\td",
                        "\u0000a\u0001\u001f\u007f\u0085b\ufffe\uffff", "ab",
                        "\u202egpj.exe\u202c", "\u202egpj.exe\u202c",
                        "👩‍🔬", "👩‍🔬",
                        "half \ud83d", "half ",
                        "_x000D_ and _xyz_", "_x005F_x000D_ and _xyz_",
                        " a ", " a ",
                        " ", " ",
                        "", "")
                .forEach((text, cell) -> assertThat(XlsxText.of(text)).isEqualTo(cell));
    }

    @Test
    void cutsWhatIsLongerThanACellWithoutBreakingACharacter() {
        assertThat(XlsxText.of("x".repeat(32_767))).hasSize(32_767).endsWith("x");
        assertThat(XlsxText.of("x".repeat(32_768))).hasSize(32_767).endsWith("x…");
        assertThat(XlsxText.of("x".repeat(32_765) + "👩👩")).hasSize(32_766).endsWith("x…");
    }

    @Property
    void holdsNothingThatXmlCannot(@ForAll String text) {
        assertThat(XlsxText.of(text).codePoints())
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
    }
}
