package io.rankwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule MONDAYS_AT_EIGHT = schedule("0 0 8 ? * MON", "Europe/Berlin");
    private static final Instant BEFORE_WINTER = Instant.parse("2026-10-01T00:00:00Z");

    private static Schedule schedule(String cron, String zone) {
        return Schedule.parse(cron, zone);
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    private static List<String> changes(String cron, String zone) {
        return ClockChange.of(schedule(cron, zone), BEFORE_WINTER).stream()
                .map(ClockChange::says)
                .toList();
    }

    @Test
    void keepsTheHourOfTheClocksThroughSummerAndWinter() {
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-03-20T00:00:00Z"))).contains(at("2026-03-23T07:00:00Z"));
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-03-23T07:00:00Z"))).contains(at("2026-03-30T06:00:00Z"));
        assertThat(MONDAYS_AT_EIGHT.after(at("2026-10-19T06:00:00Z"))).contains(at("2026-10-26T07:00:00Z"));
    }

    @Test
    void goesByTheClocksOfTheMachineWhenNoZoneIsNamed() {
        assertThat(Schedule.parse("0 0 8 ? * MON", null).zone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void isDueOnceInTheNightInWhichTheClocksGoBack() {
        Schedule atHalfPastTwo = schedule("0 30 2 * * ?", "Europe/Berlin");

        Instant first = atHalfPastTwo.after(at("2026-10-24T12:00:00Z")).orElseThrow();

        assertThat(first).isEqualTo(at("2026-10-25T01:30:00Z"));
        assertThat(atHalfPastTwo.after(first)).contains(at("2026-10-26T01:30:00Z"));
    }

    @Test
    void saysWhatHappensOnTheDaysOnWhichTheClocksChange() {
        assertThat(changes("0 30 2 * * ?", "Europe/Berlin"))
                .containsExactly(
                        "on 2026-10-25 the clocks of Europe/Berlin go from 03:00 to 02:00 and show 02:30 twice;"
                                + " it is due at 02:30 +01:00, and then on 2026-10-26 02:30 +01:00",
                        "on 2027-03-28 the clocks of Europe/Berlin go from 02:00 to 03:00 and leave out 02:30,"
                                + " so it is not due then, and then on 2027-03-29 02:30 +02:00");
        assertThat(changes("0 0 2,3 * * ?", "America/New_York"))
                .containsExactly(
                        "on 2027-03-14 the clocks of America/New_York go from 02:00 to 03:00 and leave out 02:00,"
                                + " so it is not due then, and then on 2027-03-14 03:00 -04:00");
    }

    @Test
    void findsTheDayOfAWeeklyScheduleAndAMidnightThatIsLeftOut() {
        assertThat(changes("0 30 2 ? * SUN", "Europe/Berlin")).hasSize(2);
        assertThat(changes("0 30 2 ? * MON", "Europe/Berlin")).isEmpty();
        assertThat(changes("0 0 0 * * ?", "Africa/Cairo"))
                .singleElement()
                .asString()
                .contains("go from 00:00 to 01:00 and leave out 00:00");
    }

    @Test
    void saysNothingOfSchedulesThatLoseNothing() {
        assertThat(changes("0 0 8 ? * MON", "Europe/Berlin")).isEmpty();
        assertThat(changes("0 30 2 * * ?", "Asia/Tokyo")).isEmpty();
        assertThat(changes("0 30 * * * ?", "Europe/Berlin")).isEmpty();
        assertThat(changes("0 0/10 * * * ?", "Europe/Berlin")).isEmpty();
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
        assertThatThrownBy(() -> schedule("0 0 8 * MON", "UTC"))
                .hasMessage("cron is '0 0 8 * MON': it has 5 fields, and needs 6 or 7, seconds first;"
                        + " Mondays at eight are 0 0 8 ? * MON");
        assertThatThrownBy(() -> schedule("0 0 8 ? * MON", "Europe/Berln"))
                .hasMessage("trigger.timeZone is 'Europe/Berln'; it must be a time zone such as UTC or Europe/Berlin;"
                        + " did you mean Europe/Berlin?");
    }
}
