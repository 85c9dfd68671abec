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
import java.util.function.Function;
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
     * Why the ranking is not worth a report; empty when it is.
     *
     * @param layout of the ranking's reports, which says in which columns the watched are looked for
     * @param watch the keys or names that are watched
     */
    public Optional<String> unmet(Snapshots snapshots, Snapshot snapshot, Layout layout, List<String> watch) {
        if (isMet(snapshots, snapshot, watched(snapshot, layout, watch))) {
            return Optional.empty();
        }
        return Optional.of("onlyIf '" + text + "' is not met: "
                + snapshot.baseline()
                        .map(baseline -> snapshot.period() + " compared with " + baseline.period())
                        .orElse(snapshot.period() + " is the first ranking, there is nothing to compare it with"));
    }

    /** Why none of the rankings is worth a report; empty when one is, or when there are none. */
    public Optional<String> unmetByAll(
            Snapshots snapshots, List<Snapshot> rankings, Function<Snapshot, Layout> layouts, List<String> watch) {
        List<String> reasons = new ArrayList<>();
        for (Snapshot snapshot : rankings) {
            Optional<String> reason = unmet(snapshots, snapshot, layouts.apply(snapshot), watch);
            if (reason.isEmpty()) {
                return reason;
            }
            reasons.add(reason.get());
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    /** Those that the report's own watch-list would show. */
    private static Predicate<Row> watched(Snapshot snapshot, Layout layout, List<String> watch) {
        Cells cells = new Cells(snapshot, layout, Words.ENGLISH, new Figures(Words.ENGLISH));
        List<Watch> entries = watch.stream()
                .map(wanted -> new Watch(wanted, cells, layout.watched()))
                .toList();
        return row -> entries.stream().anyMatch(entry -> entry.isMeant(row));
    }

    private boolean isMet(Snapshots snapshots, Snapshot snapshot, Predicate<Row> watch) {
        if (snapshots.hasRow(snapshot, row -> tests.stream().anyMatch(test -> isMet(test, row, watch)))) {
            return true;
        }
        boolean[] met = {false};
        BigDecimal[] before = {BigDecimal.ZERO};
        snapshots.forEachBefore(snapshot, (row, gone) -> {
            before[0] = before[0].add(Cells.gmvUsd(row).orElse(BigDecimal.ZERO));
            met[0] |= gone && tests.stream().anyMatch(test -> isGone(test, row, watch));
        });
        return met[0]
                || tests.stream()
                        .anyMatch(test -> test instanceof Gmv gmv && isMet(gmv, snapshots, snapshot, before[0]));
    }

    private static boolean isMet(Test test, Row row, Predicate<Row> watch) {
        if (test instanceof Listed listed) {
            return row.rank() <= listed.top() && watch.test(row);
        }
        return test instanceof Moved moved && moved.by(row, watch);
    }

    private static boolean isGone(Test test, Row row, Predicate<Row> watch) {
        return test instanceof Moved moved && moved.among(row, watch, row.rank());
    }

    /** Compared over the places that both rankings have; from nothing there is no percentage. */
    private static boolean isMet(Gmv test, Snapshots snapshots, Snapshot snapshot, BigDecimal before) {
        return before.signum() > 0
                && gmvUsd(snapshots, snapshot)
                                .subtract(before)
                                .abs()
                                .movePointRight(2)
                                .divide(before, MathContext.DECIMAL64)
                                .compareTo(BigDecimal.valueOf(test.percent()))
                        >= 0;
    }

    private static BigDecimal gmvUsd(Snapshots snapshots, Snapshot snapshot) {
        BigDecimal[] sum = {BigDecimal.ZERO};
        snapshots.forEachRow(snapshot, row -> {
            if (row.position() <= snapshot.commonDepth()) {
                Cells.gmvUsd(row).ifPresent(usd -> sum[0] = sum[0].add(usd));
            }
        });
        return sum[0];
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
