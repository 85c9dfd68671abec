package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.text.OperatorMistake;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "GMT",
                "Europe/Berlin",
                "GMT+2",
                "GMT+02:00",
                "Etc/GMT-2",
                "EST5EDT",
                "CET",
                "Asia/Calcutta"
            })
    void takesNamesThatAllReadersUnderstandAlike(String name) {
        assertThat(Zones.parse("zone", name))
                .isEqualTo(TimeZone.getTimeZone(name).toZoneId());
    }

    @ParameterizedTest
    @CsvSource({
        "UTC+2,GMT+02:00",
        "utc-3:30,GMT-03:30",
        "+02:00,GMT+02:00",
        "+0530,GMT+05:30",
        "Z,UTC",
        "EST,America/New_York",
        "PST,America/Los_Angeles",
        "JST,Asia/Tokyo",
        "europe/berlin,Europe/Berlin",
        "Europe/Berln,Europe/Berlin",
        "America/New York,America/New_York",
        "Berlin,Europe/Berlin",
        "ho chi minh,Asia/Ho_Chi_Minh"
    })
    void refusesTheOthersWithTheRightName(String name, String right) {
        assertThatThrownBy(() -> Zones.parse("trigger.timeZone", name))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("trigger.timeZone is '" + name
                        + "'; it must be a time zone such as UTC or Europe/Berlin; did you mean " + right + "?");
    }

    @Test
    void refusesWhatIsNearNothing() {
        assertThatThrownBy(() -> Zones.parse("zone", "America/Nowhere"))
                .hasMessage("zone is 'America/Nowhere'; it must be a time zone such as UTC or Europe/Berlin");
        assertThatThrownBy(() -> Zones.parse("zone", "UTC+99"))
                .hasMessage("zone is 'UTC+99'; it must be a time zone such as UTC or Europe/Berlin");
    }
}
