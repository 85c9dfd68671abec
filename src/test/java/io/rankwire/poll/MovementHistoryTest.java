package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Movement over a few periods, against a model that holds everything in memory. */
class MovementHistoryTest {
    private static final List<String> WEEKS = List.of("2026-09", "2026-10", "2026-11", "2026-12", "2026-13");

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private Vendor vendor = new Vendor();
    private int tries;
    private Path home;
    private Desk desk;

    @BeforeProperty
    void open() throws IOException {
        home = Files.createTempDirectory("rankwire-movement");
        desk = new Desk(home, clock, request -> vendor.answer(request));
    }

    @AfterProperty
    void close() throws IOException {
        desk.close();
        TempFolder.delete(home);
    }

    /** A row of a model: its figure decides its rank. */
    record Entry(String key, int sold) {}

    /**
     * What the vendor has of a week.
     *
     * @param entries none where the week is left out
     * @param maxRows how much of it the feed wants
     * @param isShort the vendor promises more than it has
     */
    record Week(List<Entry> entries, int maxRows, boolean isShort) {
        List<Entry> fetched() {
            return entries.subList(0, Math.min(maxRows, entries.size()));
        }

        boolean limited() {
            return entries.size() > maxRows || (entries.size() == maxRows && isShort);
        }

        boolean complete() {
            return limited() || !isShort;
        }

        int covers() {
            return limited() || !complete() ? fetched().size() : Integer.MAX_VALUE;
        }

        /** One more than the number of rows that are better, as far as equal ones stand together. */
        int rank(int index) {
            int first = index;
            while (first > 0
                    && entries.get(first - 1).sold() == entries.get(index).sold()) {
                first--;
            }
            return first + 1;
        }

        int indexOf(String key) {
            return fetched().stream().map(Entry::key).toList().indexOf(key);
        }
    }

    record Expected(List<Movement> movements, List<String> dropped, Snapshot.Tally tally) {}

    @Property(tries = 250)
    void everyRowMovesAsTheDesignSays(@ForAll("histories") List<Week> history) {
        tries++;
        vendor = new Vendor();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).entries().isEmpty()) {
                continue;
            }
            Snapshot snapshot = fetch(history, i);

            assertThat(actual(snapshot)).as("week %s of %s", i, history).isEqualTo(expected(history, i));
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void itDoesNotMatterInWhichOrderTheWeeksArrive(
            @ForAll("histories") List<Week> history, @ForAll("orders") List<Integer> order) {
        tries++;
        vendor = new Vendor();
        Map<Integer, Snapshot> arrived = new TreeMap<>();
        for (int i : order) {
            if (!history.get(i).entries().isEmpty()) {
                arrived.put(i, fetch(history, i));
            }
        }

        arrived.forEach((i, then) -> {
            Snapshot now = desk.snapshots().find(then.id()).orElseThrow();
            assertThat(actual(now))
                    .as("week %s of %s, by %s", i, history, order)
                    .isEqualTo(expected(history, i));
        });
    }

    private Snapshot fetch(List<Week> history, int index) {
        Week week = history.get(index);
        vendor.publish(
                WEEKS.get(index),
                week.entries().stream()
                        .map(entry -> Vendor.row(entry.key(), entry.sold()))
                        .toList());
        vendor.overstates(week.isShort() ? 9 : 0);
        return desk.fetch(Asked.weekly()
                .with("try", "" + tries)
                .on(WEEKS.get(index))
                .inPagesOf(4)
                .limitedTo(week.maxRows())
                .feed());
    }

    private Expected actual(Snapshot snapshot) {
        Seen seen = desk.seen(snapshot);
        return new Expected(seen.rows().stream().map(Row::movement).toList(), seen.dropped(), seen.tally());
    }

    private static Expected expected(List<Week> history, int index) {
        Week week = history.get(index);
        int baseline = index - 1;
        while (baseline >= 0
                && (history.get(baseline).entries().isEmpty()
                        || !history.get(baseline).complete())) {
            baseline--;
        }
        List<Movement> movements = new ArrayList<>();
        for (int i = 0; i < week.fetched().size(); i++) {
            movements.add(baseline < 0 ? Movement.NONE : movement(history, index, baseline, i));
        }
        List<String> dropped = new ArrayList<>();
        if (baseline >= 0 && week.complete()) {
            Week before = history.get(baseline);
            int depth = Math.min(week.covers(), before.covers());
            for (int i = 0; i < before.fetched().size() && i < depth; i++) {
                String key = before.entries().get(i).key();
                if (week.indexOf(key) < 0) {
                    dropped.add(key);
                }
            }
        }
        return new Expected(movements, dropped, tally(movements, dropped.size()));
    }

    private static Movement movement(List<Week> history, int index, int baseline, int place) {
        Week week = history.get(index);
        String key = week.entries().get(place).key();
        Week before = history.get(baseline);
        int rank = week.rank(place);
        int earlier = before.indexOf(key);
        if (earlier >= 0) {
            int change = before.rank(earlier) - rank;
            Movement.Label label =
                    change > 0 ? Movement.Label.UP : change < 0 ? Movement.Label.DOWN : Movement.Label.SAME;
            return new Movement(label, before.rank(earlier), null);
        }
        // What was below the rows that the baseline covers is not known.
        if (place >= before.covers()) {
            return Movement.NONE;
        }
        for (int i = index - 1; i >= 0; i--) {
            int seen = history.get(i).indexOf(key);
            if (seen >= 0) {
                Period period = Period.parse(PeriodType.WEEK, WEEKS.get(i));
                return new Movement(Movement.Label.RE_ENTRY, history.get(i).rank(seen), period.key());
            }
        }
        return new Movement(Movement.Label.NEW, null, null);
    }

    private static Snapshot.Tally tally(List<Movement> movements, int dropped) {
        Map<Movement.Label, Integer> counts = new HashMap<>();
        movements.forEach(movement -> counts.merge(movement.label(), 1, Integer::sum));
        return new Snapshot.Tally(
                counts.getOrDefault(Movement.Label.NEW, 0),
                counts.getOrDefault(Movement.Label.RE_ENTRY, 0),
                counts.getOrDefault(Movement.Label.UP, 0),
                counts.getOrDefault(Movement.Label.DOWN, 0),
                dropped,
                0);
    }

    @Provide
    Arbitrary<List<Week>> histories() {
        // Few keys and figures: the weeks overlap, and rows tie.
        Arbitrary<List<Entry>> entries = Combinators.combine(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(1, 6))
                .as((key, sold) -> new Entry("k" + key, sold))
                .list()
                .uniqueElements(Entry::key)
                .ofMaxSize(13);
        Arbitrary<Integer> maxRows = Arbitraries.oneOf(
                Arbitraries.just(Integer.MAX_VALUE), Arbitraries.integers().between(1, 13));
        return Combinators.combine(entries, maxRows, Arbitraries.of(true, false, false))
                .as(Week::new)
                .list()
                .ofSize(WEEKS.size());
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.shuffle(0, 1, 2, 3, 4);
    }
}
