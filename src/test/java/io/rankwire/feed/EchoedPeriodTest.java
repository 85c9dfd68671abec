package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoedPeriodTest {
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private static Optional<String> read(PeriodType type, String asked, String text) {
        return EchoedPeriod.read(text, Period.parse(type, asked), LOS_ANGELES).map(Period::key);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-04-05",
        "DAY, 20260405",
        "DAY, 2026-4-5",
        "DAY, 2026/04/05",
        "DAY, 2026.04.05",
        "DAY, ' 2026-04-05 '",
        "DAY, 2026-04-05 00:00:00",
        "DAY, 2026-04-05T00:00",
        "DAY, 2026-04-05T00:00:00Z",
        "DAY, 2026-04-05T00:00:00.000+08:00",
        "DAY, 2026-04-05T00:00:00+0800",
        "DAY, 20260405 00:00:00",
        "DAY, 2026-04-04T16:00:00Z",
        // Midnight in Greenwich, in China, in New York, in Los Angeles; and in milliseconds.
        "DAY, 1775347200",
        "DAY, 1775318400",
        "DAY, 1775361600",
        "DAY, 1775372400",
        "DAY, 1775318400000",
        // 9:13:20 in Los Angeles.
        "DAY, 1775405600",
        "MONTH, 2026-04",
        "MONTH, 2026-4",
        "MONTH, 202604",
        "MONTH, 2026/04",
        "MONTH, 2026-04-01",
        "MONTH, 20260401",
        "MONTH, 2026-04-01 00:00:00"
    })
    void readsADayAndAMonthAsVendorsWriteThem(PeriodType type, String text) {
        String asked = type == PeriodType.DAY ? "2026-04-05" : "2026-04";
        assertThat(read(type, asked, text)).contains(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-9",
        "202609",
        "2026-W9",
        "2026W09",
        "2026-W09",
        "2026-09",
        "2026/09",
        "2026-02-23",
        "20260223",
        "1771804800"
    })
    void readsAWeekAsVendorsWriteIt(String text) {
        assertThat(read(PeriodType.WEEK, "2026-W09", text)).contains("2026-W09");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-W01, 2025-01, 2026-W01",
        "2026-W01, 2026-01, 2026-W01",
        "2026-W53, 2027-53, 2026-W53",
        "2026-W53, 2026-53, 2026-W53",
        // The week before the one asked for, by its calendar year.
        "2026-W02, 2025-01, 2026-W01",
        "2025-W02, 2025-01, 2025-W01",
        "2026-W10, 2026-09, 2026-W09"
    })
    void takesTheWeekAroundNewYearUnderItsCalendarYear(String asked, String text, String read) {
        assertThat(read(PeriodType.WEEK, asked, text)).contains(read);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-04-05, yesterday",
        "DAY, 2026-04-05, 2026-13-40",
        "DAY, 2026-04-05, 05.04.2026",
        "DAY, 2026-04-05, 2026-04",
        "DAY, 2026-04-05, 2026-04-05T00:00:00+99:00",
        "DAY, 2026-04-05, 99999999999",
        "WEEK, 2026-W14, 2026-99",
        "WEEK, 2026-W14, 2026-W00",
        // A Wednesday: the vendor's week is another than the ISO week.
        "WEEK, 2026-W14, 2026-04-01",
        "WEEK, 2026-W14, last week",
        "MONTH, 2026-04, 2026-04-02",
        "MONTH, 2026-04, 202613",
        "MONTH, 2026-04, April"
    })
    void saysNothingOfATextThatCannotBeTold(PeriodType type, String asked, String text) {
        assertThat(read(type, asked, text)).isEmpty();
    }

    @Property
    void readsItsOwnKeyAndItsVendorValueForEveryPeriod(@ForAll @IntRange(min = 0, max = 20_000) int days) {
        for (PeriodType type : PeriodType.values()) {
            Period period = Period.containing(type, LocalDate.of(2000, 1, 1).plusDays(days));
            for (String text : List.of(period.key(), period.vendorValue())) {
                assertThat(EchoedPeriod.read(text, period, LOS_ANGELES)).contains(period);
            }
        }
    }
}
