package io.rankwire.document.highlight;

import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Layout;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a report is worth a reader's time: {@code top 10 moved}, {@code top 30 moved by 5}, {@code watch moved},
 * {@code watch in top 50}, {@code gmv moved by 20%}, or several of them joined with {@code or}.
 *
 * <p>Who enters a ranking or leaves it has moved by any number of places. Nothing has moved in a first ranking.
 */
public final class OnlyIf {
    private static final String FORMS =
            "top 10 moved, top 30 moved by 5, watch moved, watch moved by 3, watch in top 50, gmv moved by 20%";
    private static final String NUMBER = "([1-9]\\d{0,5})";
    private static final Pattern MOVED =
            Pattern.compile("(?:(watch)|top " + NUMBER + ") moved(?: by " + NUMBER + ")?(?: places?)?");
    private static final Pattern LISTED = Pattern.compile("watch in top " + NUMBER);
    private static final Pattern GMV = Pattern.compile("gmv moved by " + NUMBER + " ?%");

    private final String text;
    private final List<Test> tests;

    private OnlyIf(String text, List<Test> tests) {
        this.text = text;
        this.tests = List.copyOf(tests);
    }

    /** One of the things that make a report worth sending. */
    private sealed interface Test {}

    /** A row moved that is or was among the first {@code top}, or that is watched. */
    private record Moved(boolean watched, int top, int places) implements Test {
        boolean by(Row row, Predicate<Row> watch) {
            Movement movement = row.movement();
            Integer change = movement.change(row.rank());
            boolean far = change == null ? movement.label() != Movement.Label.NONE : Math.abs(change) >= places;
            return far && among(row, watch, change == null ? row.rank() : Math.min(row.rank(), row.rank() + change));
        }

        boolean among(Row row, Predicate<Row> watch, int bestRank) {
            return watched ? watch.test(row) : bestRank <= top;
        }
    }

    /** A watched row is among the first {@code top}. */
    private record Listed(int top) implements Test {}

    /** What all rows sold together, in USD, went up or down. */
    private record Gmv(int percent) implements Test {}

    /** The condition that a kamelet is given, about what is watched. */
    public static Optional<OnlyIf> among(Options options, List<String> watch) {
        return options.text("onlyIf").map(text -> parse(text).watching(watch));
    }

    /**
     * Reads a condition.
     *
     * @throws OperatorMistake naming it and the forms there are
     */
    public static OnlyIf parse(String text) {
        String plain = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return new OnlyIf(
                plain, Stream.of(plain.split(" or ", -1)).map(OnlyIf::test).toList());
    }

    private static Test test(String text) {
        Matcher moved = MOVED.matcher(text);
        if (moved.matches()) {
            boolean watched = moved.group(1) != null;
            int places = moved.group(3) == null ? 1 : Integer.parseInt(moved.group(3));
            return new Moved(watched, watched ? 0 : Integer.parseInt(moved.group(2)), places);
        }
        Matcher listed = LISTED.matcher(text);
        if (listed.matches()) {
            return new Listed(Integer.parseInt(listed.group(1)));
        }
        Matcher gmv = GMV.matcher(text);
        if (gmv.matches()) {
            return new Gmv(Integer.parseInt(gmv.group(1)));
        }
        throw new OperatorMistake("onlyIf is '" + text + "'; write one of these, or several joined with or: " + FORMS);
    }

    /**
     * The same, for a watch-list.
     *
     * @throws OperatorMistake when it is about what is watched and nothing is
     */
    public OnlyIf watching(List<String> watch) {
        if (watch.isEmpty() && needsWatch()) {
            throw new OperatorMistake("onlyIf is '" + text + "', but watch names nothing");
        }
        return this;
    }

    private boolean needsWatch() {
        return tests.stream()
                .anyMatch(test -> test instanceof Listed || (test instanceof Moved moved && moved.watched()));
    }

    /**
     * Why the ranking is not worth a report; empty when it is. Reads no more rows than it takes to tell.
     *
     * @param layout of the ranking's reports, which says in which columns the watched are looked for
     * @param watch the keys or names that are watched
     */
    public Optional<String> unmet(Snapshots snapshots, Snapshot snapshot, Layout layout, List<String> watch) {
        Cells cells = new Cells(snapshot, layout, Words.ENGLISH, new Figures(Words.ENGLISH));
        List<Watch> entries = watch.stream()
                .map(wanted -> new Watch(wanted, cells, layout.watched()))
                .toList();
        Pass pass = new Pass(snapshot, row -> entries.stream().anyMatch(entry -> entry.isMeant(row)));
        if (!snapshots.hasRow(snapshot, pass::take)) {
            snapshots.forEachBefore(snapshot, pass::takeBefore);
        }
        return pass.unmet();
    }

    /** Why none of the rankings is worth a report, by the reason of each; empty when one is, or when there are none. */
    public static Optional<String> unmetByAll(Stream<Optional<String>> unmet) {
        List<String> reasons = new ArrayList<>();
        boolean none = unmet.peek(reason -> reason.ifPresent(reasons::add)).allMatch(Optional::isPresent);
        return none && !reasons.isEmpty() ? Optional.of(String.join("; ", reasons)) : Optional.empty();
    }

    /** The condition while the rows of one ranking go by, and then those of its baseline. */
    final class Pass {
        private final Snapshot snapshot;
        private final Predicate<Row> watch;
        private boolean met;
        private BigDecimal gmv = BigDecimal.ZERO;
        private BigDecimal gmvBefore = BigDecimal.ZERO;

        /**
         * Before the first row.
         *
         * @param watch whether a row is one of those that are watched
         */
        Pass(Snapshot snapshot, Predicate<Row> watch) {
            this.snapshot = snapshot;
            this.watch = watch;
        }

        /** Whether the condition is met, whatever the rows say that follow. */
        boolean take(Row row) {
            if (row.position() <= snapshot.commonDepth()) {
                gmv = gmv.add(Cells.gmvUsd(row).orElse(BigDecimal.ZERO));
            }
            met |= tests.stream().anyMatch(test -> isMet(test, row));
            return met;
        }

        private boolean isMet(Test test, Row row) {
            if (test instanceof Listed listed) {
                return row.rank() <= listed.top() && watch.test(row);
            }
            return test instanceof Moved moved && moved.by(row, watch);
        }

        void takeBefore(Row row, boolean gone) {
            gmvBefore = gmvBefore.add(Cells.gmvUsd(row).orElse(BigDecimal.ZERO));
            met |= gone
                    && tests.stream()
                            .anyMatch(test -> test instanceof Moved moved && moved.among(row, watch, row.rank()));
        }

        /** Compared over the places that both rankings have; from nothing there is no percentage. */
        private boolean isMet(Gmv test) {
            return gmvBefore.signum() > 0
                    && gmv.subtract(gmvBefore)
                                    .abs()
                                    .movePointRight(2)
                                    .divide(gmvBefore, MathContext.DECIMAL64)
                                    .compareTo(BigDecimal.valueOf(test.percent()))
                            >= 0;
        }

        /** After the last row, why the ranking is not worth a report; empty when it is. */
        Optional<String> unmet() {
            if (met || tests.stream().anyMatch(test -> test instanceof Gmv moved && isMet(moved))) {
                return Optional.empty();
            }
            return Optional.of("onlyIf '" + text + "' is not met: "
                    + snapshot.baseline()
                            .map(baseline -> snapshot.period() + " compared with " + baseline.period())
                            .orElse(snapshot.period() + " is the first ranking, there is nothing to compare it with"));
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
