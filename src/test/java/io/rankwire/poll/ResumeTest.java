package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.Desk.Step;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class ResumeTest {
    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofMinutes(11);

    /** Where an answer that was paid for is lost with the process. */
    private static final Set<Step> IN_FLIGHT = EnumSet.of(Step.REQUEST_SENT, Step.ANSWER_READ, Step.PAGE_ACCEPTED);

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private Vendor vendor = new Vendor();
    private int tries;
    private Path home;
    private Desk desk;

    @BeforeProperty
    void open() throws IOException {
        home = Files.createTempDirectory("rankwire-resume");
        // Row steps leave some rows out.
        desk = new Desk(home, clock, request -> vendor.answer(request)).rowSteps(rows -> rows.stream()
                .map(row -> row.item().values().get(0).endsWith("7") ? row.dropped() : row)
                .toList());
    }

    @AfterProperty
    void close() throws IOException {
        desk.close();
        TempFolder.delete(home);
    }

    /**
     * @param crashes each ends a process after so many steps
     */
    record Case(
            List<String> earlier,
            List<String> rows,
            int pageSize,
            int maxRows,
            Vendor.Saying saying,
            List<Integer> crashes) {}

    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void aRunBrokenOffAnywhereEndsAsIfNothingHadHappenedAndBuysNothingTwice(@ForAll("cases") Case given) {
        tries++;
        vendor = new Vendor()
                .says(given.saying())
                .publish("2026-13", given.earlier())
                .publish("2026-14", given.rows());
        Seen undisturbed = desk.seen(fetch("calm", given));
        int requests = vendor.requests();
        long spent = desk.spent();

        desk.fetch(asked("broken", given).on("2026-W13").feed());
        int before = vendor.requests();
        List<Step> crashes = crash(given);
        Snapshot resumed = desk.fetch(asked("broken", given).on("2026-W14").feed());

        assertThat(desk.seen(resumed)).isEqualTo(undisturbed);
        int lost = (int) crashes.stream().filter(IN_FLIGHT::contains).count();
        int earlierRequests = before - requests;
        assertThat(vendor.requests() - before).isEqualTo(requests - earlierRequests + lost);
        // What was taken for a request that was never sent counts as spent: better that than twice.
        long neverSent = crashes.stream().filter(Step.TURN_TAKEN::equals).count();
        assertThat(desk.spent() - spent).isEqualTo(2L * (vendor.requests() - requests + neverSent));
    }

    private Snapshot fetch(String variant, Case given) {
        desk.fetch(asked(variant, given).on("2026-W13").feed());
        return desk.fetch(asked(variant, given).on("2026-W14").feed());
    }

    /** A series of this try's own. */
    private Asked asked(String variant, Case given) {
        return Asked.weekly()
                .with("try", variant + tries)
                .inPagesOf(given.pageSize())
                .limitedTo(given.maxRows());
    }

    private List<Step> crash(Case given) {
        List<Step> crashes = new ArrayList<>();
        for (int steps : given.crashes()) {
            int[] left = {steps};
            boolean done = desk.survives(asked("broken", given).on("2026-W14").feed(), step -> {
                if (left[0]-- == 0) {
                    crashes.add(step);
                    throw new Desk.Crash();
                }
            });
            if (done) {
                break;
            }
            desk.reopen();
            clock.advance(LONGER_THAN_A_CLAIM);
            // Two ends in a row at one page would set the ranking aside.
            desk.demanding(Demand.NOW);
        }
        return crashes;
    }

    @Provide
    Arbitrary<Case> cases() {
        // Few keys and figures, so that rows come twice and tie.
        Arbitrary<String> row = Combinators.combine(
                        Arbitraries.integers().between(1, 60), Arbitraries.of("null", "1", "1.0", "2", "3"))
                .as((key, sold) -> Vendor.row("k" + key, sold));
        Arbitrary<List<String>> ranking = row.list().ofMinSize(1).ofMaxSize(24);
        return Combinators.combine(
                        ranking,
                        ranking,
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.oneOf(
                                Arbitraries.just(Integer.MAX_VALUE),
                                Arbitraries.integers().between(1, 24)),
                        Arbitraries.of(Vendor.Saying.class),
                        Arbitraries.integers().between(0, 14).list().ofMaxSize(4))
                .as(Case::new);
    }
}
