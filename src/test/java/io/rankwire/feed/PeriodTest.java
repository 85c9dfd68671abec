package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.OperatorMistake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @Test
    void knowsWhichYearsHave53Weeks() {
        assertThat(IntStream.rangeClosed(2000, 2032).filter(PeriodTest::has53Weeks))
                .containsExactly(2004, 2009, 2015, 2020, 2026, 2032);
    }

    private static boolean has53Weeks(int year) {
        try {
            return Period.parse(PeriodType.WEEK, year + "-W53").key().equals(year + "-W53");
        } catch (OperatorMistake e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WEEK, 2024-12-30, 2025-W01, 2024-12-30, 2025-01-05",
        "WEEK, 2025-12-28, 2025-W52, 2025-12-22, 2025-12-28",
        "WEEK, 2025-12-29, 2026-W01, 2025-12-29, 2026-01-04",
        "WEEK, 2026-12-31, 2026-W53, 2026-12-28, 2027-01-03",
        "WEEK, 2027-01-03, 2026-W53, 2026-12-28, 2027-01-03",
        "WEEK, 2027-01-04, 2027-W01, 2027-01-04, 2027-01-10",
        "DAY, 2024-02-29, 2024-02-29, 2024-02-29, 2024-02-29",
        "MONTH, 2024-02-29, 2024-02, 2024-02-01, 2024-02-29",
        "MONTH, 2026-12-31, 2026-12, 2026-12-01, 2026-12-31"
    })
    void findsThePeriodOfADay(PeriodType type, LocalDate day, String key, LocalDate first, LocalDate last) {
        Period period = Period.containing(type, day);

        assertThat(period).isEqualTo(new Period(type, first));
        assertThat(period.key()).isEqualTo(key).isEqualTo(period.toString());
        assertThat(period.last()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "WEEK, 2026-13, 2026-W13, 2026-13, 2026-03-23",
        "WEEK, 2026-W13, 2026-W13, 2026-13, 2026-03-23",
        "WEEK, 2026-05, 2026-W05, 2026-05, 2026-01-26",
        "MONTH, 2026-05, 2026-05, 2026-05, 2026-05-01",
        "DAY, 2026-04-06, 2026-04-06, 2026-04-06, 2026-04-06"
    })
    void readsWhatTheTypeMakesOfTheText(PeriodType type, String text, String key, String vendors, LocalDate first) {
        Period period = Period.parse(type, text);

        assertThat(period).isEqualTo(new Period(type, first));
        assertThat(period.key()).isEqualTo(key);
        assertThat(period.vendorValue()).isEqualTo(vendors);
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, 2026-13",
        "MONTH, 2026-W13",
        "MONTH, 2026-00",
        "MONTH, 2026-5",
        "MONTH, +12026-05",
        "WEEK, 2025-53",
        "WEEK, 2026-54",
        "WEEK, 2026-W00",
        "WEEK, 2026-W1",
        "WEEK, 2026-w13",
        "WEEK, 2026W13",
        "WEEK, '2026-W13 '",
        "WEEK, latest",
        "DAY, 2026-02-29",
        "DAY, 2026-13",
        "DAY, 20260406",
        "DAY, +12026-04-06",
        "DAY, -2026-04-06",
        "DAY, ''"
    })
    void refusesWhatIsNoPeriodNamingTextAndForm(PeriodType type, String text) {
        String form =
                switch (type) {
                    case DAY -> "2026-04-06";
                    case WEEK -> "2026-W13 (weeks 01 to 52 or 53)";
                    case MONTH -> "2026-03";
                };

        assertThatThrownBy(() -> Period.parse(type, text))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("'" + text + "' is not a " + type.word() + "; write " + form);
    }

    @Test
    void refusesADayThatNoPeriodBeginsOn() {
        assertThatThrownBy(() -> new Period(PeriodType.WEEK, LocalDate.of(2026, 4, 7)))
                .hasMessage("2026-04-07 is not the first day of a week");
        assertThatThrownBy(() -> new Period(PeriodType.MONTH, LocalDate.of(2026, 4, 7)))
                .hasMessage("2026-04-07 is not the first day of a month");
    }

    @Test
    void refusesATypeThatIsNone() {
        assertThatThrownBy(() -> PeriodType.parse("weekly"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("period is 'weekly'; it must be one of day, week, month");
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-04-07T00:00:00Z, UTC, 2026-04-06",
        "DAY, 2026-04-06T23:59:59.999999999Z, UTC, 2026-04-05",
        "DAY, 2026-04-06T23:59:59Z, Asia/Tokyo, 2026-04-06",
        "DAY, 2026-04-07T06:59:59Z, America/Los_Angeles, 2026-04-05",
        "DAY, 2026-04-07T07:00:00Z, America/Los_Angeles, 2026-04-06",
        // The nights in which Berlin's clocks change begin at 23:00 and 22:00 UTC.
        "DAY, 2026-03-28T22:59:59Z, Europe/Berlin, 2026-03-27",
        "DAY, 2026-03-28T23:00:00Z, Europe/Berlin, 2026-03-28",
        "DAY, 2026-03-29T22:00:00Z, Europe/Berlin, 2026-03-29",
        "DAY, 2026-10-24T22:00:00Z, Europe/Berlin, 2026-10-24",
        "DAY, 2026-10-25T22:59:59Z, Europe/Berlin, 2026-10-24",
        "DAY, 2026-10-25T23:00:00Z, Europe/Berlin, 2026-10-25",
        "WEEK, 2026-04-05T23:59:59Z, UTC, 2026-W13",
        "WEEK, 2026-04-06T00:00:00Z, UTC, 2026-W14",
        "WEEK, 2027-01-03T23:59:59Z, UTC, 2026-W52",
        "WEEK, 2027-01-04T00:00:00Z, UTC, 2026-W53",
        "WEEK, 2027-01-03T15:00:00Z, Asia/Tokyo, 2026-W53",
        "MONTH, 2026-01-01T00:00:00Z, UTC, 2025-12",
        "MONTH, 2026-01-01T00:00:00Z, America/New_York, 2025-11",
        "MONTH, 2026-03-01T05:00:00Z, America/New_York, 2026-02"
    })
    void findsTheNewestCompletedPeriodInTheZone(PeriodType type, Instant now, ZoneId zone, String key) {
        assertThat(Period.newestCompleted(type, now, zone).key()).isEqualTo(key);
    }

    @Property
    void isReadBackFromItsKeyAndFromTheVendorsForm(@ForAll PeriodType type, @ForAll("days") LocalDate day) {
        Period period = Period.containing(type, day);

        assertThat(Period.parse(type, period.key())).isEqualTo(period);
        assertThat(Period.parse(type, period.vendorValue())).isEqualTo(period);
    }

    @Property
    void hasKeysThatSortLikeTime(
            @ForAll PeriodType type, @ForAll("days") LocalDate one, @ForAll("days") LocalDate other) {
        Period first = Period.containing(type, one);
        Period second = Period.containing(type, other);

        assertThat(Integer.signum(first.key().compareTo(second.key())))
                .isEqualTo(Integer.signum(first.compareTo(second)))
                .isEqualTo(Integer.signum(first.first().compareTo(second.first())));
    }

    @Property
    void comparesAsEqualOnlyWhatIsEqual(
            @ForAll PeriodType type, @ForAll PeriodType otherType, @ForAll("days") LocalDate day) {
        Period period = Period.containing(type, day);
        Period other = Period.containing(otherType, day);

        assertThat(period.compareTo(other) == 0).isEqualTo(period.equals(other));
        assertThat(period.compareTo(other)).isEqualTo(-other.compareTo(period));
    }

    @Property
    void goesBackAndForth(
            @ForAll PeriodType type,
            @ForAll("days") LocalDate day,
            @ForAll @IntRange(min = -400, max = 400) int one,
            @ForAll @IntRange(min = -400, max = 400) int other) {
        Period period = Period.containing(type, day);

        assertThat(period.minus(one).minus(-one)).isEqualTo(period).isEqualTo(period.minus(0));
        assertThat(period.minus(one).minus(other)).isEqualTo(period.minus(one + other));
    }

    @Property
    void leavesNoDayOut(@ForAll PeriodType type, @ForAll("days") LocalDate day) {
        Period period = Period.containing(type, day);

        assertThat(day).isBetween(period.first(), period.last());
        assertThat(period.minus(-1).first()).isEqualTo(period.last().plusDays(1));
    }

    @Property
    void isCompletedOnlyWhenItIsOver(
            @ForAll PeriodType type, @ForAll("days") LocalDate day, @ForAll("zones") ZoneId zone) {
        Instant now = day.atTime(0, 30).atZone(zone).toInstant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Period newest = Period.newestCompleted(type, now, zone);

        assertThat(newest.last()).isBefore(today);
        assertThat(newest.minus(-1).last()).isAfterOrEqualTo(today);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        long first = LocalDate.of(1, 1, 1).toEpochDay();
        long last = LocalDate.of(9998, 12, 31).toEpochDay();
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(first, last),
                        Arbitraries.longs()
                                .between(
                                        LocalDate.of(2000, 1, 1).toEpochDay(),
                                        LocalDate.of(2060, 1, 1).toEpochDay()))
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }
}
