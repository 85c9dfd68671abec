package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class ChangedRowsTest {
    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor();
    private int tries;
    private Path home;
    private Desk desk;

    @BeforeProperty
    void open() throws IOException {
        home = Files.createTempDirectory("rankwire-changed");
        desk = new Desk(home, clock, vendor::answer);
    }

    @AfterProperty
    void close() throws IOException {
        desk.close();
        TempFolder.delete(home);
    }

    @Property(tries = 150)
    void aCorrectionCountsEveryRowThatCameWentMovedOrChanged(
            @ForAll("rankings") List<String> before, @ForAll("rankings") List<String> after) {
        clock.set("2026-04-08T08:00:00Z");
        Asked asked = Asked.weekly().with("try", "" + tries++).recheck(Duration.ofDays(7));
        vendor.publish("2026-14", before);
        Snapshot first = desk.fetch(asked.feed());
        vendor.publish("2026-14", after);
        clock.advance(Duration.ofDays(1));

        Outcome outcome = desk.poll(asked.feed());

        int changed = differences(before, after);
        if (changed == 0) {
            assertThat(outcome).isEqualTo(new Outcome.Unchanged(first));
        } else {
            Snapshot second = ((Outcome.Known) outcome).snapshot();
            assertThat(List.of(second.revision(), second.tally().changed())).containsExactly(2, changed);
        }
    }

    private static int differences(List<String> before, List<String> after) {
        Map<String, String> old = places(before);
        Map<String, String> now = places(after);
        Set<String> keys = new HashSet<>(old.keySet());
        keys.addAll(now.keySet());
        return (int) keys.stream()
                .filter(key -> !old.getOrDefault(key, "").equals(now.get(key)))
                .count();
    }

    /** Place and row by key. */
    private static Map<String, String> places(List<String> rows) {
        Map<String, String> places = new LinkedHashMap<>();
        rows.forEach(row -> places.put(row.split("\"", -1)[3], places.size() + row));
        return places;
    }

    @Provide
    Arbitrary<List<String>> rankings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 2))
                .as((key, sold) -> Map.entry("k" + key, sold))
                .list()
                .uniqueElements(Map.Entry::getKey)
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(rows -> rows.stream()
                        .map(row -> Vendor.row(row.getKey(), row.getValue()))
                        .toList());
    }
}
