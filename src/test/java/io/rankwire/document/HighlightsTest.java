package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighlightsTest {
    @TempDir
    Path home;

    @Test
    void picksTheTenThatMovedMostInOnePass() {
        try (Rankings rankings = new Rankings(home)) {
            List<Integer> keys = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
            rankings.fetchPages("2026-W12", pages(keys));
            Collections.shuffle(keys, new Random(1));
            Snapshot snapshot = rankings.fetchPages("2026-W13", pages(keys));
            List<Row> rows = new ArrayList<>();
            rankings.snapshots().forEachRow(snapshot, rows::add);

            Highlights highlights = Highlights.of(rankings.snapshots(), snapshot, 3);

            Comparator<Row> change =
                    Comparator.comparingInt(row -> row.movement().change(row.rank()));
            assertThat(highlights.climbers())
                    .isEqualTo(rows.stream().sorted(change.reversed()).limit(10).toList());
            assertThat(highlights.fallers())
                    .isEqualTo(rows.stream().sorted(change).limit(10).toList());
            assertThat(highlights.top()).isEqualTo(rows.subList(0, 3));
            assertThat(highlights.gmvUsd()).isEqualByComparingTo("6.00");
        }
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
