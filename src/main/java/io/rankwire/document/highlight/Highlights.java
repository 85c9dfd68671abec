package io.rankwire.document.highlight;

import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Layout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is worth telling of a ranking, picked in one pass over its rows. Holds a bounded number of them. */
public final class Highlights {
    /** Rows in each list but the first: a mail is read in a minute, the attached file has them all. */
    static final int LISTED = 5;

    /** From 20 to 5 is more than from 180 to 100: what counts is how many times as high a row stands. */
    private static final Comparator<Row> MOVED_MOST =
            Comparator.<Row>comparingDouble(row -> -ratio(row)).thenComparingInt(Row::position);

    private final Snapshot snapshot;
    private final Cells cells;
    private final Wanted wanted;
    private final List<Row> top = new ArrayList<>();
    private final List<Row> entered = new ArrayList<>();
    private final List<Row> returned = new ArrayList<>();
    private final List<Row> dropped = new ArrayList<>();
    // The head is the one to give way to a better one.
    private final PriorityQueue<Row> climbers = new PriorityQueue<>(MOVED_MOST.reversed());
    private final PriorityQueue<Row> fallers = new PriorityQueue<>(MOVED_MOST.reversed());
    private final List<Watch> watch;
    private final OnlyIf.@Nullable Pass condition;
    private final Shares shares;
    private final Sum sum;
    private final Sum comparable;
    private final Sum before;
    private final BitSet tied = new BitSet();
    private @Nullable Row previous;
    private int compared;
    private int climbed;
    private int fell;

    /**
     * What of a ranking is wanted.
     *
     * @param top how many rows from its first on
     * @param watch keys or names that are looked for
     * @param notable which moves are told of
     * @param onlyIf the condition on which the ranking is told of; null for none
     */
    public record Wanted(
            int top,
            List<String> watch,
            Notable notable,
            @Nullable OnlyIf onlyIf) {
        public Wanted {
            watch = List.copyOf(watch);
        }

        /** The same with no more rows from the first on than this. */
        public Wanted limitedTo(int most) {
            return new Wanted(Math.min(most, top), watch, notable, onlyIf);
        }
    }

    private Highlights(Snapshot snapshot, Cells cells, Layout layout, Wanted wanted) {
        this.snapshot = snapshot;
        this.cells = cells;
        this.wanted = wanted;
        this.watch = wanted.watch().stream()
                .map(name -> new Watch(name, cells, layout.watched()))
                .toList();
        this.condition = wanted.onlyIf() == null
                ? null
                : wanted.onlyIf().new Pass(snapshot, row -> watch.stream().anyMatch(one -> one.isMeant(row)));
        this.shares = new Shares(layout, cells);
        this.sum = new Sum(cells.addsMoney());
        this.comparable = new Sum(cells.addsMoney());
        this.before = new Sum(cells.addsMoney());
    }

    /** Of the snapshot, as far as it is wanted. */
    public static Highlights of(Snapshots snapshots, Snapshot snapshot, Cells cells, Layout layout, Wanted wanted) {
        Highlights highlights = new Highlights(snapshot, cells, layout, wanted);
        snapshots.forEachRow(snapshot, highlights::take);
        snapshots.forEachBefore(snapshot, highlights::takeBefore);
        return highlights;
    }

    /** Who leads and who moved, for those who are not shown the source's own figures. */
    public static Highlights of(Snapshots snapshots, Snapshot snapshot, Wanted wanted) {
        Cells cells = Cells.plain(snapshot, Words.ENGLISH);
        return of(snapshots, snapshot, cells, Layout.NONE, wanted);
    }

    private void take(Row row) {
        add(top, row, wanted.top());
        Cells.Amount added = cells.added(row).orElse(null);
        sum.add(added);
        if (row.position() <= snapshot.commonDepth()) {
            comparable.add(added);
        }
        shares.add(row);
        watch.forEach(one -> one.offer(row));
        if (condition != null) {
            condition.take(row);
        }
        if (previous != null && previous.rank() == row.rank()) {
            tied.set(row.rank());
        }
        previous = row;
        sort(row);
    }

    private void sort(Row row) {
        Movement.Label label = row.movement().label();
        compared += label == Movement.Label.NONE ? 0 : 1;
        boolean notable = wanted.notable().is(row);
        switch (label) {
            case NEW -> add(entered, row, LISTED);
            case RE_ENTRY -> add(returned, row, LISTED);
            case UP -> climbed += notable ? add(climbers, row) : 0;
            case DOWN -> fell += notable ? add(fallers, row) : 0;
            case SAME, NONE -> {}
        }
    }

    private void takeBefore(Row row, boolean gone) {
        before.add(cells.added(row).orElse(null));
        if (condition != null) {
            condition.takeBefore(row, gone);
        }
        if (gone) {
            add(dropped, row, LISTED);
            watch.forEach(one -> one.offerDropped(row));
        }
    }

    private static void add(List<Row> list, Row row, int most) {
        if (list.size() < most) {
            list.add(row);
        }
    }

    private static int add(PriorityQueue<Row> best, Row row) {
        best.add(row);
        if (best.size() > LISTED) {
            best.remove();
        }
        return 1;
    }

    private static double ratio(Row row) {
        double before = row.rank() + row.movement().gained(row.rank());
        return Math.max(before / row.rank(), row.rank() / before);
    }

    /** Why the ranking is not told of, by the condition that was set; empty when it is. */
    public Optional<String> unmet() {
        return condition == null ? Optional.empty() : condition.unmet();
    }

    public List<Row> top() {
        return top;
    }

    /** The highest of those never seen before. */
    public List<Row> entered() {
        return entered;
    }

    /** The highest of those that came back. */
    public List<Row> returned() {
        return returned;
    }

    /** Those that climbed most, most first. */
    public List<Row> climbers() {
        return climbers.stream().sorted(MOVED_MOST).toList();
    }

    /** Those that fell most, most first. */
    public List<Row> fallers() {
        return fallers.stream().sorted(MOVED_MOST).toList();
    }

    /** How many climbed so far that it is worth telling. */
    public int climbed() {
        return climbed;
    }

    /** How many fell so far that it is worth telling. */
    public int fell() {
        return fell;
    }

    /** Rows of the baseline that are gone, those that stood highest in it. */
    public List<Row> dropped() {
        return dropped;
    }

    public List<Watch> watch() {
        return watch;
    }

    public Shares shares() {
        return shares;
    }

    /** Over all rows. */
    public Sum sum() {
        return sum;
    }

    /** Over the rows as deep as the baseline goes too. */
    public Sum comparable() {
        return comparable;
    }

    /** Over the baseline's rows as deep as this ranking goes too. */
    public Sum before() {
        return before;
    }

    /** How many rows could be compared with the baseline. */
    public int compared() {
        return compared;
    }

    /** Whether the row came, came back, or moved far enough to be told of. */
    boolean isNotable(Row row) {
        Movement.Label label = row.movement().label();
        return label == Movement.Label.NEW
                || label == Movement.Label.RE_ENTRY
                || wanted.notable().is(row);
    }

    /** Whether several rows share the rank. */
    public boolean isTied(int rank) {
        return tied.get(rank);
    }
}
