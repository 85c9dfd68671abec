package io.rankwire.document;

import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.util.List;
import java.util.Locale;

/** What an inbox shows of a report before it is opened. */
final class Subject {
    private static final int LONGEST = 120;
    private static final int LONGEST_PREVIEW = 140;

    private Subject() {}

    /** {@code US beauty live products · 2026-W13 · 12 new, 4 re-entries}: a long title gives way to the rest. */
    static String of(Snapshot snapshot, String title) {
        String end = " · " + snapshot.period().key() + " · " + news(snapshot);
        return OneLine.of(title, LONGEST - end.length()) + end;
    }

    private static String news(Snapshot snapshot) {
        String partial = snapshot.state().status() == Status.COMPLETE ? "" : ", partial";
        if (snapshot.baseline().isEmpty()) {
            return "first report" + partial;
        }
        return snapshot.tally().entered() + " new, " + count(snapshot.tally().returned(), "re-entry", "re-entries")
                + partial;
    }

    /** The leader and who moved. */
    static String preview(Snapshot snapshot, List<Row> top) {
        String moves = snapshot.baseline().isEmpty()
                ? count(snapshot.extent().rows(), "row", "rows")
                : String.format(
                        Locale.ROOT,
                        "%d climbed, %d fell, %d dropped out",
                        snapshot.tally().climbed(),
                        snapshot.tally().fell(),
                        snapshot.tally().dropped());
        String first = top.isEmpty() ? "" : "1. " + OneLine.of(ReportModel.name(top.get(0)), 70) + " · ";
        return OneLine.of(first + moves, LONGEST_PREVIEW);
    }

    private static String count(int number, String one, String more) {
        return Figures.plain(number) + " " + (number == 1 ? one : more);
    }
}
