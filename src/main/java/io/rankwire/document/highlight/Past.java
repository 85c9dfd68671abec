package io.rankwire.document.highlight;

import io.rankwire.feed.Period;
import io.rankwire.ranking.RankHistory;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the first rows stood over the last periods.
 *
 * @param periods oldest first, without a gap: periods that have no ranking stand between those that have one
 * @param lines one a row, in the ranking's order
 */
public record Past(List<Period> periods, List<Line> lines) {
    private static final int MOST_PERIODS = 8;
    private static final int MOST_LINES = 10;

    /**
     * One row's past.
     *
     * @param ranks one a period; empty where it is not known to have had one
     */
    public record Line(Row row, List<Optional<Integer>> ranks) {}

    /** Of the first of the rows; without lines where there is no past. */
    public static Past of(RankHistory history, Snapshot snapshot, List<Row> top) {
        List<Period> known = history.periods(snapshot, MOST_PERIODS);
        if (known.size() < 2) {
            return new Past(known, List.of());
        }
        List<Period> periods = consecutive(known, snapshot.period());
        List<Row> rows = top.stream().limit(MOST_LINES).toList();
        Map<String, List<RankHistory.Stand>> stands = history.since(
                snapshot, periods.get(0), rows.stream().map(Row::key).toList());
        return new Past(
                periods,
                rows.stream()
                        .map(row -> line(row, periods, stands.getOrDefault(row.key(), List.of())))
                        .toList());
    }

    private static List<Period> consecutive(List<Period> known, Period newest) {
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < MOST_PERIODS; i++) {
            Period period = newest.minus(i);
            if (period.compareTo(known.get(0)) >= 0) {
                periods.add(0, period);
            }
        }
        return List.copyOf(periods);
    }

    private static Line line(Row row, List<Period> periods, List<RankHistory.Stand> stands) {
        return new Line(
                row,
                periods.stream()
                        .map(period -> stands.stream()
                                .filter(stand -> stand.period().equals(period))
                                .map(RankHistory.Stand::rank)
                                .findFirst())
                        .toList());
    }

    public boolean isTelling() {
        return periods.size() > 1 && !lines.isEmpty();
    }

    /** The deepest rank of all. */
    public int depth() {
        return lines.stream()
                .flatMap(line -> line.ranks().stream())
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
    }

    /** Which periods have a ranking in which one of the rows stands. */
    List<Period> told() {
        return IntStream.range(0, periods.size())
                .filter(i -> lines.stream().anyMatch(line -> line.ranks().get(i).isPresent()))
                .mapToObj(periods::get)
                .toList();
    }
}
