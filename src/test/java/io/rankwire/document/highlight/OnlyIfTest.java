package io.rankwire.document.highlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.document.Rankings;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Layout;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In W12 Alpha stays first, Charlie and Delta climb one place to 2 and 3, Foxtrot and Golf are new, Bravo left rank 2. */
class OnlyIfTest {
    private static final Layout LAYOUT = new Layout(null, null, null, null, List.of("category"), null, null);

    private static Rankings rankings;
    private static Snapshot first;
    private static Snapshot second;
    private static Snapshot same;

    @BeforeAll
    static void fetch(@TempDir Path home) {
        rankings = new Rankings(home);
        first = rankings.fetch("2026-W11", "2026-W11");
        second = rankings.fetch("2026-W12", "2026-W12");
        same = rankings.fetch("2026-W13", "2026-W12");
    }

    @AfterAll
    static void close() {
        rankings.close();
    }

    private static boolean isMet(String condition, Snapshot snapshot, String watched) {
        OnlyIf onlyIf = OnlyIf.parse(condition);
        Optional<String> unmet = onlyIf.unmet(rankings.snapshots(), snapshot, LAYOUT, List.of(watched));
        // A report asks while it reads the rows for what it tells.
        Cells cells = new Cells(snapshot, LAYOUT, Words.ENGLISH, new Figures(Words.ENGLISH));
        Highlights.Wanted wanted = new Highlights.Wanted(20, List.of(watched), Notable.parse("1"), onlyIf);
        assertThat(Highlights.of(rankings.snapshots(), snapshot, cells, LAYOUT, wanted)
                        .unmet())
                .isEqualTo(unmet);
        return unmet.isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    top 1 moved,              false
                    top 2 moved,              true
                    top 2 moved by 2,         true
                    top 1 moved by 1,         false
                    TOP 2 moved by 2 places,  true
                    gmv moved by 8%,          true
                    gmv moved by 9%,          false
                    gmv moved by 9% or top 2 moved, true
                    gmv moved by 9% or top 1 moved, false
                    """)
    void saysWhetherARankingMoved(String condition, boolean met) {
        assertThat(isMet(condition, second, "nobody")).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    watch moved,        1729384756473829101, false
                    watch moved,        Charlie cleanser,    true
                    watch moved by 2,   Charlie cleanser,    false
                    watch moved by 2,   GOLF toner 🌿,        true
                    watch moved,        1729384756473829102, true
                    watch moved,        Zulu,                false
                    watch in top 3,     1729384756473829101, true
                    watch in top 3,     Foxtrot balm,        false
                    watch moved,        BEAUTY,        true
                    """)
    void saysWhetherWhatIsWatchedDid(String condition, String watched, boolean met) {
        assertThat(isMet(condition, second, watched)).isEqualTo(met);
    }

    @Test
    void isNotMetByARankingThatIsAsTheOneBefore() {
        assertThat(OnlyIf.parse("top 500 moved or gmv moved by 1%")
                        .unmet(rankings.snapshots(), same, LAYOUT, List.of()))
                .contains("onlyIf 'top 500 moved or gmv moved by 1%' is not met: 2026-W13 compared with 2026-W12");
    }

    @Test
    void findsNoMovementInAFirstRanking() {
        assertThat(OnlyIf.parse("top 10 moved").unmet(rankings.snapshots(), first, LAYOUT, List.of()))
                .contains("onlyIf 'top 10 moved' is not met: 2026-W11 is the first ranking, there is nothing to compare"
                        + " it with");
        assertThat(isMet("watch in top 3", first, "bravo \"Glow\" cream")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "top ten moved",
                "top 0 moved",
                "top 10",
                "top 10 moved by 0",
                "gmv moved by 20",
                "moved",
                "top 10 moved and watch moved",
                "top 10 moved or ",
                "watch in top 99999999999"
            })
    void namesTheFormsThatThereAre(String condition) {
        assertThatThrownBy(() -> OnlyIf.parse(condition))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageContaining("onlyIf is '")
                .hasMessageContaining("write one of these, or several joined with or: top 10 moved");
    }

    @Test
    void needsAWatchListWhereItIsAboutOne() {
        assertThatThrownBy(() -> OnlyIf.parse("top 10 moved or watch moved").watching(List.of()))
                .hasMessage("onlyIf is 'top 10 moved or watch moved', but watch names nothing");
        assertThatThrownBy(() -> OnlyIf.parse("watch in top 5").watching(List.of()))
                .isInstanceOf(OperatorMistake.class);
        assertThat(OnlyIf.parse("watch in top 5").watching(List.of("Golf"))).hasToString("watch in top 5");
        assertThat(OnlyIf.parse("top 10 moved").watching(List.of())).hasToString("top 10 moved");
    }
}
