package io.rankwire.document.report;

import io.rankwire.document.highlight.Cells;
import io.rankwire.document.highlight.Figures;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Sum;
import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few figures of a ranking as a whole. */
final class Tiles {
    private final Snapshot snapshot;
    private final Highlights highlights;
    private final Words words;
    private final Figures figures;

    Tiles(Snapshot snapshot, Highlights highlights, Words words, Figures figures) {
        this.snapshot = snapshot;
        this.highlights = highlights;
        this.words = words;
        this.figures = figures;
    }

    /** Each has a label and a value, and a note where the value alone would say too much. */
    List<Map<String, Object>> of(@Nullable String totalTitle) {
        List<Map<String, Object>> tiles = new ArrayList<>();
        tiles.add(tile("tile.rows", figures.plain(highlights.sum().rows()), ""));
        if (totalTitle != null) {
            tiles.add(total(totalTitle));
        }
        if (snapshot.baseline().isEmpty()) {
            return tiles;
        }
        tiles.add(tile("tile.new", figures.plain(snapshot.tally().entered()), ""));
        tiles.add(tile("tile.back", figures.plain(snapshot.tally().returned()), ""));
        boolean unknown = snapshot.state().status() == Status.PARTIAL;
        tiles.add(tile(
                "tile.dropped",
                unknown ? Cells.MISSING : figures.plain(snapshot.tally().dropped()),
                unknown ? words.say("tile.unknown") : ""));
        tiles.add(tile("tile.churn", churn(), ""));
        return tiles;
    }

    private Map<String, Object> tile(String key, String value, String note) {
        return labelled(words.say(key), value, note);
    }

    private static Map<String, Object> labelled(String label, String value, String note) {
        Map<String, Object> tile = new LinkedHashMap<>();
        tile.put("label", label);
        tile.put("value", value);
        tile.put("note", note);
        return tile;
    }

    private Map<String, Object> total(String title) {
        Sum sum = highlights.sum();
        Optional<Cells.Amount> total = sum.total();
        String value = total.map(amount -> figures.compact(amount.value(), amount.currency()))
                .orElse(Cells.MISSING);
        String growth = highlights
                .comparable()
                .growthSince(highlights.before())
                .map(share -> figures.growth(share) + ", ")
                .orElse("");
        return labelled(title, value, total.isEmpty() ? "" : growth + words.say("tile.of", sum.counted(), sum.rows()));
    }

    /** Rows that were not in the baseline, of those that can be compared with it. */
    private String churn() {
        int compared = highlights.compared();
        int fresh = snapshot.tally().entered() + snapshot.tally().returned();
        return compared == 0
                ? Cells.MISSING
                : figures.percent(new BigDecimal(fresh)
                        .divide(new BigDecimal(compared), MathContext.DECIMAL64)
                        .setScale(3, java.math.RoundingMode.HALF_UP));
    }
}
