package io.rankwire.document.report;

import io.rankwire.document.highlight.Cells;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.text.OneLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row as templates see it. */
final class RowModel {
    private final Cells cells;
    private final Highlights highlights;
    private final Words words;
    private final boolean pictures;

    RowModel(Cells cells, Highlights highlights, Words words, boolean pictures) {
        this.cells = cells;
        this.highlights = highlights;
        this.words = words;
        this.pictures = pictures;
    }

    List<Map<String, Object>> all(List<Row> rows) {
        return rows.stream().map(this::of).toList();
    }

    /** A row of this ranking. */
    Map<String, Object> of(Row row) {
        Map<String, Object> model = identity(row);
        model.put("rank", (highlights.isTied(row.rank()) ? "=" : "") + row.rank());
        model.put("movement", row.movement().label().word());
        model.put("moved", sign(row));
        model.put("movedInWords", inWords(row));
        model.put("from", from(row.movement()));
        return model;
    }

    /** A row of the baseline that is gone: what it says of movement is of another time. */
    Map<String, Object> gone(Row row) {
        Map<String, Object> model = identity(row);
        model.put("rank", Integer.toString(row.rank()));
        model.put("movement", "dropped");
        model.put("moved", words.say("moved.dropped"));
        model.put("movedInWords", words.say("moved.dropped"));
        model.put("from", words.say("from.lastRank", row.rank()));
        return model;
    }

    private Map<String, Object> identity(Row row) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("position", row.position());
        model.put("key", OneLine.of(row.key(), 100));
        model.put("name", Cells.name(row));
        cells.url(row).ifPresent(url -> model.put("url", url));
        if (pictures) {
            cells.image(row).ifPresent(image -> model.put("image", image));
        }
        model.put("figures", cells.figures(row));
        model.put("details", cells.details(row));
        return model;
    }

    /** A sign and a number or word, so that colour is never needed to tell. */
    private String sign(Row row) {
        int gained = row.movement().gained(row.rank());
        return switch (row.movement().label()) {
            case UP -> "▲ " + gained;
            case DOWN -> "▼ " + -gained;
            case SAME -> "±0";
            case NEW -> words.say("moved.new");
            case RE_ENTRY -> words.say("moved.back");
            case NONE -> "";
        };
    }

    private String inWords(Row row) {
        int gained = row.movement().gained(row.rank());
        return switch (row.movement().label()) {
            case UP -> words.say("words.up", gained);
            case DOWN -> words.say("words.down", -gained);
            case SAME -> words.say("words.same");
            case NEW -> words.say("words.new");
            case RE_ENTRY -> words.say("words.back");
            case NONE -> "";
        };
    }

    private String from(Movement movement) {
        return switch (movement.label()) {
            case UP, DOWN -> words.say("from.rank", movement.previousRank());
            case RE_ENTRY -> words.say("from.seen", movement.previousRank(), movement.lastSeen());
            case SAME, NEW, NONE -> "";
        };
    }
}
