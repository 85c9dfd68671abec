package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rankwire.feed.Feed;
import io.rankwire.poll.asking.AskedPage;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.page.PageResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofMinutes(11);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(12));
    private final Feed feed = Asked.weekly().feed();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    /** One page from the request to its numbered rows. */
    private List<NumberedRow> accept(Poll poll) {
        AskedPage page = Desk.ask(poll);
        page.answered(vendor.answer(page.request()));
        return poll.accept().orElseThrow();
    }

    private void fetchAll(Poll poll) {
        while (poll.wantsPage()) {
            poll.append(accept(poll));
        }
    }

    @Test
    void aSeriesIsPolledByOneAtATime() {
        try (Poll first = desk.begin(feed)) {
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Busy());
            fetchAll(first);
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Busy());
            first.seal((handle, snapshot) -> {});
        }
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
        assertThat(vendor.requests()).isEqualTo(3);
    }

    @Test
    void otherSeriesArePolledMeanwhile() {
        try (Poll first = desk.begin(feed)) {
            assertThat(first.wantsPage()).isTrue();
            assertThat(desk.poll(Asked.weekly().with("orderBy", "cheapest").feed()))
                    .isInstanceOf(Outcome.Known.class);
        }
    }

    @Test
    void feedsThatAskForTheSameShareWhatIsThereAndTheTurnToPollIt() {
        Feed other = Asked.weekly().named("copy").inPagesOf(3).feed();
        Snapshot snapshot;
        try (Poll first = desk.begin(feed)) {
            assertThat(desk.poll(other)).isEqualTo(new Outcome.Busy());
            fetchAll(first);
            snapshot = first.seal((handle, written) -> {});
        }
        assertThat(desk.poll(other)).isEqualTo(new Outcome.Known(snapshot));
        assertThat(vendor.requests()).isEqualTo(3);
    }

    @Test
    void aClaimIsKeptByEveryPage() {
        try (Poll slow = desk.begin(feed)) {
            slow.append(accept(slow));
            clock.advance(Duration.ofSeconds(50));
            slow.append(accept(slow));
            clock.advance(Duration.ofSeconds(50));
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Busy());
        }
    }

    @Test
    void aClaimIsKeptWhileItsPollWaits() {
        try (Poll slow = desk.begin(feed)) {
            for (int beats = 0; beats < 5; beats++) {
                clock.advance(Duration.ofSeconds(50));
                desk.store().leases().beat();
            }
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Busy());
            assertThat(slow.wantsPage()).isTrue();
        }
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void whatIsLetGoOrLostIsNotKept() {
        Poll old = desk.begin(feed);
        clock.advance(LONGER_THAN_A_CLAIM);
        desk.begin(feed).close();
        desk.store().leases().beat();
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
        old.close();
    }

    @Test
    void aPollThatLostItsClaimWritesNothingMore() {
        try (Poll old = desk.begin(feed)) {
            old.append(accept(old));
            List<NumberedRow> late = accept(old);
            clock.advance(LONGER_THAN_A_CLAIM);
            Snapshot snapshot = desk.fetch(feed);
            Seen before = desk.seen(snapshot);

            old.append(late);

            assertThat(old.outcome()).contains(new Outcome.Busy());
            assertThat(desk.snapshots().find(snapshot.id())).contains(snapshot);
            assertThat(desk.seen(snapshot)).isEqualTo(before);
            assertThat(before.raw()).isEqualTo(Vendor.rows(12));
        }
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2", "2026-14/2", "2026-14/3");
    }

    @Test
    void aPollThatLostItsClaimDoesNotPutDownWhatAnotherFinished() {
        try (Poll old = desk.begin(feed)) {
            old.append(accept(old));
            accept(old);
            clock.advance(LONGER_THAN_A_CLAIM);
            Snapshot snapshot = desk.fetch(feed);

            old.broke("a row step failed");

            assertThat(old.outcome()).contains(new Outcome.Busy());
            assertThat(desk.snapshots().find(snapshot.id())).contains(snapshot);
            assertThat(desk.count("held_page")).isZero();
        }
    }

    @Test
    void aFaultAfterTheClaimIsLostChangesNothing() {
        try (Poll old = desk.begin(feed)) {
            old.append(accept(old));
            Desk.ask(old).unanswered(new PageResult.Rejected("no"), true);
            clock.advance(LONGER_THAN_A_CLAIM);
            Snapshot snapshot = desk.fetch(feed);

            old.accept();

            assertThat(old.outcome()).contains(new Outcome.Busy());
            assertThat(desk.snapshots().find(snapshot.id())).contains(snapshot);
        }
    }

    @Test
    void whatAnotherSealedIsNotSealedAgain() {
        try (Poll old = desk.begin(feed)) {
            fetchAll(old);
            clock.advance(LONGER_THAN_A_CLAIM);
            Snapshot snapshot = desk.fetch(feed);
            boolean[] written = {false};

            assertThatIllegalStateException()
                    .isThrownBy(() -> old.seal((handle, again) -> written[0] = true))
                    .withMessage("another poll has taken us-beauty over since");

            assertThat(written[0]).isFalse();
            assertThat(desk.snapshots().find(snapshot.id())).contains(snapshot);
        }
    }

    @Test
    void aLookForCorrectionsThatLostItsClaimForgetsNothing() {
        Feed rechecked = Asked.weekly().recheck(Duration.ofDays(7)).feed();
        desk.fetch(rechecked);
        clock.advance(Duration.ofDays(1));
        try (Poll old = desk.begin(rechecked)) {
            old.append(accept(old));
            old.append(accept(old));
            List<NumberedRow> last = accept(old);
            clock.advance(LONGER_THAN_A_CLAIM);
            vendor.publish("2026-14", Vendor.rows(13));
            Snapshot second = desk.fetch(rechecked);

            old.append(last);

            assertThat(old.outcome()).contains(new Outcome.Busy());
            assertThat(desk.snapshots().find(second.id())).contains(second);
            assertThat(second.revision()).isEqualTo(2);
        }
    }

    @Test
    void closingAnOldPollDoesNotLetTheSeriesGoForItsNewOwner() {
        Poll old = desk.begin(feed);
        clock.advance(LONGER_THAN_A_CLAIM);
        try (Poll successor = desk.begin(feed)) {
            old.close();
            assertThat(desk.poll(feed)).isEqualTo(new Outcome.Busy());
            assertThat(successor.outcome()).isEqualTo(Optional.empty());
        }
    }
}
