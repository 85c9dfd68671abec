package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say in an odd way that there is nothing, or what they are of. */
class OddAnswersTest {
    @TempDir
    Path home;

    // A Wednesday in week 15.
    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");
    private final Vendor vendor = new Vendor();

    @AutoClose
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home, clock, vendor::answer);
    }

    private static Period week(String key) {
        return Period.parse(PeriodType.WEEK, key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":{\"list\":null}}",
                "{\"code\":0,\"data\":{\"list\":null,\"total\":0}}",
                "{\"code\":0,\"data\":{\"list\":[],\"total\":null}}"
            })
    void takesNullForNotPublishedAndAsksOnce(String answer) {
        vendor.answersNext(Vendor.ok(answer));

        assertThat(desk.poll(Asked.weekly().feed())).isEqualTo(new Outcome.Pending(week("2026-W14"), false));
        assertThat(vendor.asked()).containsExactly("2026-14/1");
    }

    @Test
    void takesNullBehindRowsForTheEndOfTheList() {
        vendor.says(Vendor.Saying.NOTHING).publish("2026-14", Vendor.rows(5));
        vendor.after(1, () -> vendor.answersNext(Vendor.ok("{\"code\":0,\"data\":null}")));

        Snapshot snapshot = desk.fetch(Asked.weekly().feed());

        assertThat(snapshot.extent().rows()).isEqualTo(5);
        assertThat(snapshot.state().status()).isEqualTo(Status.COMPLETE);
        assertThat(vendor.asked()).containsExactly("2026-14/1", "2026-14/2");
    }

    @Test
    void flagsAndKeepsARankingWhoseEchoCannotBeRead() {
        vendor.publish("the week", Vendor.rows(3)).answersWith("2026-14", "the week");
        Feed feed = Asked.weekly().feed();

        Snapshot snapshot = desk.fetch(feed);

        assertThat(snapshot.period()).isEqualTo(week("2026-W14"));
        assertThat(snapshot.state().flags()).containsExactly(Flag.ECHO_UNREAD);
        assertThat(desk.snapshots().warnings(snapshot))
                .containsExactly("the answer names its period as 'the week', which is no week that can be read;"
                        + " the ranking is kept under 2026-W14");
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(snapshot));
        assertThat(vendor.asked()).hasSize(1);
    }

    @Test
    void doesNotAskAgainForAWeekThatTheVendorNamesByItsCalendarYear() {
        clock.set("2026-01-07T08:00:00Z");
        vendor.publish("2025-01", Vendor.rows(3)).answersWith("2026-01", "2025-01");
        Feed feed = Asked.weekly().feed();

        Snapshot snapshot = desk.fetch(feed);

        assertThat(snapshot.period()).isEqualTo(week("2026-W01"));
        assertThat(snapshot.state().flags()).isEmpty();
        assertThat(desk.poll(feed)).isEqualTo(new Outcome.Known(snapshot));
        assertThat(vendor.asked()).containsExactly("2026-01/1");
    }
}
