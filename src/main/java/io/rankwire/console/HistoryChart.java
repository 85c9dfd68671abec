package io.rankwire.console;

import io.rankwire.ranking.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rank of one row over the periods, as a line that breaks where the row was not in the ranking. Rank 1 is on top.
 *
 * @param points one a period, oldest first
 * @param lines the unbroken parts of the line, each as SVG points
 * @param worst the rank at the bottom
 */
record HistoryChart(String key, String name, List<Point> points, List<String> lines, int worst) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 36;

    /**
     * A period's place on the chart.
     *
     * @param rank null when the row was not in the ranking
     * @param y where that is; null without a rank
     */
    record Point(
            String period,
            @Nullable Integer rank,
            int x,
            @Nullable Integer y) {}

    HistoryChart {
        points = List.copyOf(points);
        lines = List.copyOf(lines);
    }

    static HistoryChart of(String key, String name, List<Standings.Standing> standings) {
        int worst = Math.max(
                5,
                standings.stream()
                        .flatMap(standing -> standing.rank().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(5));
        List<Point> points = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < standings.size(); i++) {
            Optional<Integer> rank = standings.get(i).rank();
            int x = MARGIN + (WIDTH - 2 * MARGIN) * i / Math.max(1, standings.size() - 1);
            @Nullable
            Integer y = rank.map(at -> MARGIN / 2 + (HEIGHT - MARGIN) * (at - 1) / (worst - 1))
                    .orElse(null);
            points.add(new Point(standings.get(i).period().key(), rank.orElse(null), x, y));
            if (y == null) {
                end(line, lines);
            } else {
                line.append(x).append(',').append(y).append(' ');
            }
        }
        end(line, lines);
        return new HistoryChart(key, name, points, lines, worst);
    }

    private static void end(StringBuilder line, List<String> lines) {
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
            line.setLength(0);
        }
    }
}
