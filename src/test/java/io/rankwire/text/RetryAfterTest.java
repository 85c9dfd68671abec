package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-04-06T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 120 ', PT2M",
        "999999999, PT277777H46M39S",
        "'Mon, 06 Apr 2026 12:00:30 GMT', PT30S",
        "'Mon, 6 Apr 2026 12:00:30 GMT', PT30S",
        "'Mon, 06 Apr 2026 12:00:00 GMT', PT0S",
        "'Mon, 06 Apr 2026 11:00:00 GMT', PT0S",
        // The two obsolete forms that RFC 9110, 5.6.7, still has everybody read.
        "'Monday, 06-Apr-26 12:01:00 GMT', PT1M",
        "Mon Apr  6 12:01:00 2026, PT1M"
    })
    void readsSecondsAndDates(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "12345678901",
                "Tue, 06 Apr 2026 12:00:30 GMT",
                "2026-04-06T12:00:00Z",
                "٣"
            })
    void takesAHeaderThatNobodyCanReadForNone(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void takesNoHeaderForNone() {
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }

    @Property
    void isNeverNegativeAndNeverThrows(@ForAll String header) {
        assertThat(RetryAfter.parse(header, NOW).filter(Duration::isNegative)).isEmpty();
    }
}
