package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a row is, and which rank it has. */
class RowsTest {
    @TempDir
    Path home;

    private final Vendor vendor = new Vendor();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, new TestClock("2026-04-08T08:00:00Z"), vendor::answer);
    }

    private Seen fetch(Asked asked) {
        return desk.seen(desk.fetch(asked.feed()));
    }

    @Test
    void rowStepsDoNotChangeWhoARowIs() {
        desk.rowSteps(rows -> rows.stream()
                .map(row -> {
                    List<String> values = new ArrayList<>(row.values());
                    values.set(0, "mine");
                    values.set(1, "Mine");
                    return row.with(values);
                })
                .toList());
        vendor.publish("2026-13", Vendor.rows(2)).publish("2026-14", Vendor.rows(2));
        desk.fetch(Asked.weekly().on("2026-W13").feed());

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.keys()).containsExactly("k1", "k2");
        assertThat(seen.rows().stream().map(Row::name)).containsExactly("Mine", "Mine");
        assertThat(seen.dropped()).isEmpty();
    }

    @Test
    void whatRowStepsLeaveOutHasNotDroppedOutAndIsNotMissedLater() {
        vendor.publish("2026-13", Vendor.rows(List.of("a", "b", "c", "d")));
        desk.rowSteps(rows -> rows.stream()
                .map(row -> row.item().values().get(0).equals("a") ? row.dropped() : row)
                .toList());
        desk.fetch(Asked.weekly().on("2026-W13").feed());
        vendor.publish("2026-14", Vendor.rows(List.of("b", "d", "e", "f")));
        desk.rowSteps(rows -> rows.stream()
                .map(row -> row.item().values().get(0).equals("b") ? row.dropped() : row)
                .toList());

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.dropped()).containsExactly("c");
        assertThat(seen.tally().dropped()).isOne();
    }

    @Test
    void tiesShareARankAndAreTiesAsNumbers() {
        vendor.publish(
                "2026-14",
                Vendor.row("a", "10"),
                Vendor.row("b", "10.0"),
                Vendor.row("c", "\"1e1\""),
                Vendor.row("d", "9"),
                Vendor.row("e", "9"),
                Vendor.row("f", "\"9.00\""),
                Vendor.row("g", "-3"));

        // Also over the end of a page.
        assertThat(fetch(Asked.weekly()).ranks()).containsExactly(1, 1, 1, 4, 4, 4, 7);
    }

    @Test
    void rowsWithoutAFigureNeverTie() {
        vendor.publish(
                "2026-14",
                Vendor.row("a", "null"),
                Vendor.row("b", "null"),
                Vendor.row("c", "\"-\""),
                Vendor.row("d", "0"),
                Vendor.row("e", "null"),
                Vendor.row("f", "0"));

        assertThat(fetch(Asked.weekly()).ranks()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void ranksAscendingAndNegativeFiguresInTheVendorsOrder() {
        vendor.publish(
                "2026-14",
                "{\"id\":\"a\",\"price\":\"-5.50\"}",
                "{\"id\":\"b\",\"price\":-5.5}",
                "{\"id\":\"c\",\"price\":0}",
                "{\"id\":\"d\",\"price\":\"-0.0\"}",
                "{\"id\":\"e\",\"price\":12.1}");

        assertThat(fetch(Asked.weekly().with("orderBy", "cheapest")).ranks()).containsExactly(1, 1, 3, 3, 5);
    }

    @Test
    void ranksByADayToTheLetter() {
        vendor.publish(
                "2026-14",
                "{\"id\":\"a\",\"added\":\"2026-01-02\"}",
                "{\"id\":\"b\",\"added\":\"20260102\"}",
                "{\"id\":\"c\",\"added\":\"2026-01-01\"}");

        assertThat(fetch(Asked.weekly().with("orderBy", "added")).ranks()).containsExactly(1, 1, 3);
    }

    @Test
    void aRowWithoutAKeyIsLeftOutWithAWarning() {
        vendor.publish("2026-14", Vendor.row("a", 3), "{\"title\":\"nobody\",\"sold\":2}", Vendor.row("c", 1));

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.keys()).containsExactly("a", "c");
        assertThat(seen.flags()).isEqualTo(Set.of(Flag.WARNINGS));
        assertThat(seen.warnings())
                .containsExactly("1 row of 3 has no row.key at id and is left out; the first has sold, title");
    }

    @Test
    void namesCutInTheMiddleOfAnEmojiAreNoReasonToLoseAPage() {
        vendor.publish("2026-14", "{\"id\":\"a\\ud83d\",\"title\":\"Glow \\ud83d\",\"sold\":1}", Vendor.row("b", 0));
        vendor.publish("2026-13", "{\"id\":\"a\\ud83d\",\"title\":\"Glow \\ud83d\",\"sold\":1}");
        desk.fetch(Asked.weekly().on("2026-W13").feed());

        Seen seen = fetch(Asked.weekly());

        assertThat(seen.rows().get(0).name()).isEqualTo("Glow \ufffd");
        assertThat(seen.raw().get(0)).contains("Glow \\ud83d");
        assertThat(seen.rows().get(0).movement()).isEqualTo(new Movement(Movement.Label.SAME, 1, null));
        assertThat(seen.dropped()).isEmpty();
    }
}
