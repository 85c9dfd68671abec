package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poll that the program ends with, again and again, may be what ends it. */
class BrokenOffPollTest {
    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofMinutes(11);

    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor().publish("2026-14", Vendor.rows(12));
    private final Feed feed = Asked.weekly().on("2026-14").feed();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    /** The program ends while the answer with a page is read. */
    private void dieAtPage(int page) {
        int[] answers = {0};
        boolean survived = desk.survives(feed, step -> {
            if (step == Desk.Step.REQUEST_SENT && ++answers[0] == page) {
                throw new Desk.Crash();
            }
        });
        assertThat(survived).isFalse();
        desk.reopen();
        clock.advance(LONGER_THAN_A_CLAIM);
    }

    private void dieInLine() {
        boolean survived = desk.survives(feed, step -> {
            if (step == Desk.Step.TURN_TAKEN) {
                throw new Desk.Crash();
            }
        });
        assertThat(survived).isFalse();
        desk.reopen();
        clock.advance(LONGER_THAN_A_CLAIM);
    }

    @Test
    void isNotAtFaultWhileItOnlyWaitedInLine() {
        dieInLine();
        dieInLine();
        dieAtPage(1);
        dieInLine();
        dieInLine();

        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void isNotTriedAThirdTimeAndTheOperatorHearsOfIt() {
        dieAtPage(1);
        dieAtPage(1);
        int asked = vendor.requests();

        try (Poll third = desk.begin(feed)) {
            assertThat(third.wantsPage()).isFalse();
            assertThat(third.outcome())
                    .contains(new Outcome.Suspended(
                            feed.candidates(clock).get(0),
                            "the program ended during each of the last 2 polls at page 1, so that its answer or its rows"
                                    + " may be what ended it",
                            clock.instant().plus(Duration.ofDays(1))));
            assertThat(third.stopped()).isPresent();
        }
        assertThat(vendor.requests()).isEqualTo(asked);
    }

    @Test
    void hasOneMoreChanceADayLater() {
        dieAtPage(1);
        dieAtPage(1);
        desk.poll(feed);
        clock.advance(Duration.ofDays(1));
        dieAtPage(1);
        int asked = vendor.requests();

        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Suspended.class);
        assertThat(vendor.requests()).isEqualTo(asked);

        clock.advance(Duration.ofDays(1));
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void isTriedAtOnceWhenTheOperatorSaysSo() {
        dieAtPage(1);
        dieAtPage(1);
        desk.poll(feed);

        assertThat(desk.demanding(Demand.NOW).poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void isNotAtFaultWhenItGetsFartherEachTime() {
        dieAtPage(1);
        dieAtPage(2);
        dieAtPage(2);

        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void isNotAtFaultWhenOnlyTheVendorFailed() {
        dieAtPage(1);
        vendor.answersNext(Vendor.status(500), Vendor.status(500), Vendor.status(500));
        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Suspended.class);
        dieAtPage(1);

        assertThat(desk.poll(feed)).isInstanceOf(Outcome.Known.class);
    }
}
