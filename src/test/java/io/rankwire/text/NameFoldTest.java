package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NameFoldTest {
    static List<List<String>> same() {
        return List.of(
                List.of(
                        "L'Oréal",
                        "L\u2019Oréal",
                        "L\u2018ORÉAL",
                        "L\u02BCOre\u0301al",
                        "L`Oréal",
                        "L\u00B4Oréal",
                        "L\u2032Oréal",
                        "L\uFF07Oréal"),
                List.of("Say \"Hi\"", "Say “Hi”", "Say „hi“", "Say «HI»", "Say \u2033hi\u2033", "say \uFF02HI\uFF02"),
                List.of(
                        "Coca-Cola",
                        "Coca\u2010Cola",
                        "Coca\u2011Cola",
                        "Coca\u2013Cola",
                        "Coca\u2014Cola",
                        "Coca\u2212Cola",
                        "Coca\uFE63Cola",
                        "Coca\uFF0Dcola"),
                List.of("shop", "SHOP", "\uFF33\uFF28\uFF2F\uFF30", "Sh\u00ADop", "\u200Bshop\uFEFF", " shop "),
                List.of("two words", "two\u00A0words", "Two  \tWords", "two\u3000words", "two\nwords"),
                List.of("Straße", "STRASSE", "strasse"),
                List.of("ΟΔΟΣ", "οδος", "Οδός".replace('ό', 'ο')),
                List.of("テスト", "\uFF83\uFF7D\uFF84"),
                List.of("a~b", "a\uFF5Eb", "a\u301Cb"),
                List.of("No. 1", "\uFF2E\uFF4F\uFF0E\u3000\uFF11"),
                List.of("oﬃce", "OFFICE"),
                List.of("❤ love", "❤\uFE0F Love"));
    }

    @ParameterizedTest
    @MethodSource("same")
    void takesForOneWhatPeopleReadAsOne(List<String> names) {
        assertThat(names).extracting(NameFold::of).containsOnly(NameFold.of(names.get(0)));
    }

    @Test
    void keepsApartWhatPeopleReadAsTwo() {
        assertThat(List.of(
                                "L'Oréal",
                                "L'Oreal",
                                "LOréal",
                                "Coca-Cola",
                                "Coca Cola",
                                "CocaCola",
                                "Coca_Cola",
                                "コーラ",
                                "コ-ラ",
                                "ö",
                                "oe",
                                "o",
                                "")
                        .stream()
                        .map(NameFold::of))
                .doesNotHaveDuplicates();
    }

    @Test
    void foldsWhatIsFoldedToItself() {
        same().stream().flatMap(List::stream).map(NameFold::of).forEach(folded -> assertThat(NameFold.of(folded))
                .isEqualTo(folded));
    }
}
