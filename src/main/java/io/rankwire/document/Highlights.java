package io.rankwire.document;

import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What is worth telling of a ranking, picked in one pass over its rows. Holds a bounded number of them. */
final class Highlights {
    /** Rows in each list but the first. */
    static final int LISTED = 10;

    private static final Comparator<Row> CLIMBED_MOST = Comparator.<Row>comparingInt(
                    row -> -row.movement().change(row.rank()))
            .thenComparingInt(Row::position);
    private static final Comparator<Row> FELL_MOST = Comparator.<Row>comparingInt(
                    row -> row.movement().change(row.rank()))
            .thenComparingInt(Row::position);

    private final int mostTop;
    private final List<Row> top = new ArrayList<>();
    private final List<Row> entered = new ArrayList<>();
    private final List<Row> returned = new ArrayList<>();
    private final List<Row> dropped = new ArrayList<>();
    // The head is the one to give way to a better one.
    private final PriorityQueue<Row> climbers = new PriorityQueue<>(CLIMBED_MOST.reversed());
    private final PriorityQueue<Row> fallers = new PriorityQueue<>(FELL_MOST.reversed());
    private BigDecimal gmvUsd = BigDecimal.ZERO;
    private int rowsWithGmvUsd;

    private Highlights(int mostTop) {
        this.mostTop = mostTop;
    }

    /** Of the snapshot, with its first {@code top} rows. */
    static Highlights of(Snapshots snapshots, Snapshot snapshot, int top) {
        Highlights highlights = new Highlights(top);
        snapshots.forEachRow(snapshot, highlights::take);
        snapshots.forEachDropped(snapshot, row -> add(highlights.dropped, row, LISTED));
        return highlights;
    }

    private void take(Row row) {
        add(top, row, mostTop);
        Figures.gmvUsd(row).ifPresent(usd -> {
            gmvUsd = gmvUsd.add(usd);
            rowsWithGmvUsd++;
        });
        Movement.Label label = row.movement().label();
        switch (label) {
            case NEW -> add(entered, row, LISTED);
            case RE_ENTRY -> add(returned, row, LISTED);
            case UP -> add(climbers, row);
            case DOWN -> add(fallers, row);
            case SAME, NONE -> {}
        }
    }

    private static void add(List<Row> list, Row row, int most) {
        if (list.size() < most) {
            list.add(row);
        }
    }

    private static void add(PriorityQueue<Row> best, Row row) {
        best.add(row);
        if (best.size() > LISTED) {
            best.remove();
        }
    }

    List<Row> top() {
        return top;
    }

    /** The highest of those never seen before. */
    List<Row> entered() {
        return entered;
    }

    /** The highest of those that came back. */
    List<Row> returned() {
        return returned;
    }

    /** Those that climbed most, most first. */
    List<Row> climbers() {
        return climbers.stream().sorted(CLIMBED_MOST).toList();
    }

    /** Those that fell most, most first. */
    List<Row> fallers() {
        return fallers.stream().sorted(FELL_MOST).toList();
    }

    /** Rows of the baseline that are gone, those that stood highest in it. */
    List<Row> dropped() {
        return dropped;
    }

    /** The sum over the rows that say it. */
    BigDecimal gmvUsd() {
        return gmvUsd;
    }

    int rowsWithGmvUsd() {
        return rowsWithGmvUsd;
    }
}
