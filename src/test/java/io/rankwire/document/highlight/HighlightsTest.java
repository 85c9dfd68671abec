package io.rankwire.document.highlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighlightsTest {
    @TempDir
    Path home;

    @Test
    void picksThoseThatMovedFarEnoughAndMostForWhereTheyStand() {
        try (Rankings rankings = new Rankings(home)) {
            List<Integer> keys = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
            rankings.fetchPages("2026-W12", pages(keys));
            Collections.shuffle(keys, new Random(1));
            Snapshot snapshot = rankings.fetchPages("2026-W13", pages(keys));
            List<Row> rows = new ArrayList<>();
            rankings.snapshots().forEachRow(snapshot, rows::add);

            Highlights highlights = highlights(rankings, snapshot, "3");

            assertThat(highlights.climbers()).isEqualTo(most(rows, row -> change(row) > 0));
            assertThat(highlights.fallers()).isEqualTo(most(rows, row -> change(row) < 0));
            assertThat(highlights.climbed()).isEqualTo((int)
                    rows.stream().filter(row -> change(row) > 0 && isFar(row)).count());
            assertThat(highlights.fell()).isEqualTo((int)
                    rows.stream().filter(row -> change(row) < 0 && isFar(row)).count());
            assertThat(highlights.top()).isEqualTo(rows.subList(0, 3));
            assertThat(highlights.sum().total())
                    .hasValueSatisfying(total -> assertThat(total.value()).isEqualByComparingTo("6.00"));
        }
    }

    private static int change(Row row) {
        return row.movement().change(row.rank());
    }

    private static boolean isFar(Row row) {
        int better = Math.min(row.rank(), row.movement().previousRank());
        return Math.abs(change(row)) >= (better <= 10 ? 3 : better <= 30 ? 5 : 10);
    }

    private static List<Row> most(List<Row> rows, Predicate<Row> direction) {
        return rows.stream()
                .filter(direction)
                .filter(HighlightsTest::isFar)
                .sorted(Comparator.comparingDouble((Row row) -> {
                            double before = row.movement().previousRank();
                            return -Math.max(before / row.rank(), row.rank() / before);
                        })
                        .thenComparingInt(Row::position))
                .limit(Highlights.LISTED)
                .toList();
    }

    @Test
    void findsWhatIsWatchedByItsNameAsPeopleReadIt() {
        String page = """
                {"code": 0, "data": {"total": 3, "list": [
                  {"product_id": 1, "title": "L\u2019Oréal \u201CGlow\u201D", "gmv_usd": 1},
                  {"product_id": 2, "title": "Coca\u2011Cola", "gmv_usd": 1},
                  {"product_id": 3, "title": "Café", "gmv_usd": 1}]}}
                """;
        try (Rankings rankings = new Rankings(home)) {
            Snapshot snapshot = rankings.fetchPages("2026-W13", page.getBytes(StandardCharsets.UTF_8));
            ReportOptions options = Chosen.report(Map.of("watch", "l'oréal \"glow\"\nCOCA\u2013COLA, cafe\n3\n"));
            Cells cells = new Cells(snapshot, Rankings.LAYOUT, Words.ENGLISH, new Figures(Words.ENGLISH));

            assertThat(Highlights.of(rankings.snapshots(), snapshot, cells, Rankings.LAYOUT, options.wanted())
                            .watch())
                    .extracting(Watch::wanted, watch -> watch.best().map(Row::key))
                    .containsExactly(
                            tuple("l'oréal \"glow\"", Optional.of("1")),
                            tuple("COCA\u2013COLA", Optional.of("2")),
                            tuple("cafe", Optional.empty()),
                            tuple("3", Optional.of("3")));
        }
    }

    @Test
    void addsNoCurrencyToAnother() {
        Sum sum = new Sum(true);
        sum.add(new Cells.Amount(new BigDecimal(5), "EUR"));
        assertThat(sum.total()).contains(new Cells.Amount(new BigDecimal(5), "EUR"));
        sum.add(new Cells.Amount(new BigDecimal(7), "GBP"));
        assertThat(sum.total()).isEmpty();
        sum.add(new Cells.Amount(new BigDecimal(9), "USD"));
        sum.add(new Cells.Amount(new BigDecimal(11), ""));
        sum.add(null);

        assertThat(sum.total()).contains(new Cells.Amount(new BigDecimal(9), "USD"));
        assertThat(sum.counted()).isEqualTo(1);
        assertThat(sum.rows()).isEqualTo(5);
        assertThat(sum.growthSince(sum)).as("one of five rows says nothing").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10:3", "10:3, 5:2, 1", "x", "10:0, 3", "3, 4", "10:3, , 4", "-1"})
    void refusesThresholdsThatAreNone(String text) {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> Notable.parse(text))
                .withMessageStartingWith("notable is '" + text + "'; write ");
    }

    private static Highlights highlights(Rankings rankings, Snapshot snapshot, String top) {
        ReportOptions options = Chosen.report(Map.of("top", top));
        Cells cells = new Cells(snapshot, Rankings.LAYOUT, Words.ENGLISH, new Figures(Words.ENGLISH));
        return Highlights.of(rankings.snapshots(), snapshot, cells, Rankings.LAYOUT, options.wanted());
    }

    private static byte[][] pages(List<Integer> keys) {
        return IntStream.range(0, keys.size() / 5)
                .mapToObj(page -> keys.subList(page * 5, page * 5 + 5).stream()
                        .map(key -> "{\"product_id\":%d,\"title\":\"t\",\"gmv_usd\":0.10}".formatted(key))
                        .collect(Collectors.joining(
                                ",", "{\"code\":0,\"data\":{\"total\":" + keys.size() + ",\"list\":[", "]}}")))
                .map(page -> page.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
