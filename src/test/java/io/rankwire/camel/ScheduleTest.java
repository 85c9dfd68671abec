package io.rankwire.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule MONDAYS_AT_EIGHT = Schedule.parse("0 0 8 ? * MON", "Europe/Berlin");

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    @Test
    void keepsTheHourOfTheClocksThroughSummerAndWinter() {
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-03-20T00:00:00Z"))).contains(at("2026-03-23T07:00:00Z"));
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-03-23T07:00:00Z"))).contains(at("2026-03-30T06:00:00Z"));
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-10-19T06:00:00Z"))).contains(at("2026-10-26T07:00:00Z"));
    }

    @Test
    void isDueOnceInTheNightInWhichTheClocksGoBack() {
        Schedule atHalfPastTwo = Schedule.parse("0 30 2 * * ?", "Europe/Berlin");

        Instant first = atHalfPastTwo.after(at("2026-10-24T12:00:00Z")).orElseThrow();

        assertThat(first).isBetween(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
        assertThat(atHalfPastTwo.after(first)).contains(at("2026-10-26T01:30:00Z"));
    }

    @Test
    void findsTheNewestOfSeveralMissedMoments() {
        assertThat(MONDAYS_AT_EIGHT.latest(at("2026-02-23T07:00:00Z"), at("2026-03-31T12:00:00Z")))
                .contains(at("2026-03-30T06:00:00Z"));
        assertThat(MONDAYS_AT_EIGHT.latest(at("2026-03-30T06:00:00Z"), at("2026-03-31T12:00:00Z")))
                .isEmpty();
        assertThat(MONDAYS_AT_EIGHT.latest(at("2026-03-30T05:59:59Z"), at("2026-03-30T06:00:00Z")))
                .contains(at("2026-03-30T06:00:00Z"));
    }

    @Test
    void namesWhatItCannotRead() {
        assertThatThrownBy(() -> Schedule.parse("0 0 8 * MON", "UTC"))
                .hasMessageStartingWith("cron is '0 0 8 * MON': ")
                .hasMessageEndingWith("; Mondays at eight are 0 0 8 ? * MON");
        assertThatThrownBy(() -> Schedule.parse("0 0 8 ? * MON", "Europe/Berln"))
                .hasMessage("trigger.timeZone is 'Europe/Berln'; it must be a time zone such as UTC or Europe/Berlin");
    }
}
