package io.rankwire.ranking;

import io.rankwire.text.NameFold;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a snapshot are wanted, and in which order.
 *
 * @param text rows whose key or name contains it, folded as {@link NameFold} does; empty for all
 * @param order empty for the vendor's order
 * @param from how many of the rows that fit are left out first
 * @param count how many are wanted at most
 */
public record Selection(String text, Optional<Order> order, int from, int count) {
    /** Bounds what is held; further than people page by hand. */
    public static final int DEEPEST = 10_000;

    public Selection {
        if (from < 0 || count < 1 || from + count > DEEPEST) {
            throw new OperatorMistake("rows " + from + " to " + (from + count) + " are asked for; at most the "
                    + DEEPEST + " first can be, and at least one");
        }
    }

    /**
     * By what rows are ordered.
     *
     * @param column a place among the snapshot's columns, {@link #POSITION} or {@link #CHANGE}
     * @param descending largest first; missing values are last either way
     */
    public record Order(int column, boolean descending) {
        public static final int POSITION = -1;
        public static final int CHANGE = -2;
    }

    /**
     * The rows that were wanted.
     *
     * @param fitting how many rows fit, wanted or not
     */
    public record Rows(List<Row> rows, int fitting) {}

    /** Picks the rows in one pass, holding no more than are asked for. */
    public Rows of(Snapshots snapshots, Snapshot snapshot) {
        Picking picking = new Picking(fits(), order.map(by -> comparator(by, snapshot)), from + count);
        snapshots.forEachRow(snapshot, picking::take);
        List<Row> rows = picking.picked();
        return new Rows(List.copyOf(rows.subList(Math.min(from, rows.size()), rows.size())), picking.fitting);
    }

    private Predicate<Row> fits() {
        String wanted = NameFold.of(text);
        return row -> wanted.isEmpty()
                || NameFold.of(row.key()).contains(wanted)
                || NameFold.of(row.name()).contains(wanted);
    }

    private static Comparator<Row> comparator(Order order, Snapshot snapshot) {
        Comparator<Row> comparator =
                switch (order.column()) {
                    case Order.POSITION -> by(order, row -> BigDecimal.valueOf(row.position()));
                    case Order.CHANGE ->
                        by(order, row -> {
                            Integer change = row.movement().change(row.rank());
                            return change == null ? null : BigDecimal.valueOf(change);
                        });
                    default ->
                        snapshot.columns().get(order.column()).type().numeric()
                                ? by(order, row -> number(row.value(order.column())))
                                : by(order, row -> row.value(order.column()));
                };
        return comparator.thenComparingInt(Row::position);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static <T extends Comparable<? super T>> Comparator<Row> by(
            Order order, java.util.function.Function<Row, T> value) {
        Comparator<T> natural = Comparator.naturalOrder();
        return Comparator.comparing(value, Comparator.nullsLast(order.descending() ? natural.reversed() : natural));
    }

    private static final class Picking {
        private final Predicate<Row> fits;
        private final Optional<Comparator<Row>> order;
        private final int most;
        private final List<Row> first = new ArrayList<>();
        // The head is the one to give way to a better one.
        private final PriorityQueue<Row> best;
        private int fitting;

        Picking(Predicate<Row> fits, Optional<Comparator<Row>> order, int most) {
            this.fits = fits;
            this.order = order;
            this.most = most;
            this.best = new PriorityQueue<>(
                    order.orElse(Comparator.comparingInt(Row::position)).reversed());
        }

        void take(Row row) {
            if (!fits.test(row)) {
                return;
            }
            fitting++;
            if (order.isPresent()) {
                best.add(row);
                if (best.size() > most) {
                    best.remove();
                }
            } else if (first.size() < most) {
                first.add(row);
            }
        }

        List<Row> picked() {
            return order.map(by -> best.stream().sorted(by).toList()).orElse(first);
        }
    }
}
