package io.rankwire.transport.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAnswerTest {
    private static final Instant NOW = Instant.parse("2026-04-01T09:00:00Z");

    private static Optional<DeliveryFault> fault(int status) {
        return WebhookAnswer.fault(status, "", WebhookSuccess.STATUS, null, NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void isSuccess(int status) {
        assertThat(fault(status)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "301, PERMANENT", "302, PERMANENT", "307, PERMANENT", "308, PERMANENT", "400, PERMANENT", "401, PERMANENT",
        "403, PERMANENT", "404, PERMANENT", "413, PERMANENT", "408, PASSING", "425, PASSING", "429, PASSING",
        "500, PASSING", "502, PASSING", "503, PASSING", "504, PASSING", "410, GONE"
    })
    void isAFaultOfItsKind(int status, DeliveryFault.Kind kind) {
        DeliveryFault fault = fault(status).orElseThrow();

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault).hasMessageStartingWith("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"429|120", "503|Wed, 01 Apr 2026 09:02:00 GMT", "503|Wednesday, 01-Apr-26 09:02:00 GMT"})
    void waitsAsLongAsTheReceiverAsks(int status, String retryAfter) {
        assertThat(WebhookAnswer.fault(status, "", WebhookSuccess.STATUS, retryAfter, NOW)
                        .orElseThrow()
                        .retryAfter())
                .contains(Duration.ofMinutes(2));
    }

    @Test
    void saysThatRedirectsAreNotFollowed() {
        assertThat(fault(301).orElseThrow()).hasMessageContaining("redirects are not followed");
    }
}
