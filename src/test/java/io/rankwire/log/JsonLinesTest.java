package io.rankwire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLinesTest {
    private static JsonNode line(Throwable failure, String message, Object... arguments) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger("io.rankwire.delivery");
        LoggingEvent event =
                new LoggingEvent(JsonLinesTest.class.getName(), logger, Level.WARN, message, failure, arguments);
        event.setInstant(Instant.parse("2026-03-24T08:00:00Z"));
        byte[] line = new JsonLines().encode(event);
        assertThat(line).endsWith((byte) '\n').containsOnlyOnce((byte) '\n');
        return new ObjectMapper().readTree(line);
    }

    @Test
    void hasWhatTheMessageNamesAsFields() throws IOException {
        JsonNode line = line(
                null,
                "feed={} sink={} delivery={} status=delivered attempt={} document={}",
                "shops",
                "hook",
                7L,
                2,
                "a.csv");
        assertThat(line).isEqualTo(new ObjectMapper().readTree("""
                        {"time": "2026-03-24T08:00:00Z", "level": "WARN", "logger": "io.rankwire.delivery",
                         "message": "feed=shops sink=hook delivery=7 status=delivered attempt=2 document=a.csv",
                         "feed": "shops", "sink": "hook", "delivery": 7, "status": "delivered", "attempt": 2,
                         "document": "a.csv"}"""));
    }

    @Test
    void takesNoKeyFromWhatOthersSaid() throws IOException {
        JsonNode line =
                line(null, "feed={}: {}; goes on after {}", "shops", "HTTP 500\nlevel=DEBUG feed=other", "08:05");
        assertThat(line.path("feed").asText()).isEqualTo("shops");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("message").asText()).contains("HTTP 500\nlevel=DEBUG");
    }

    @Test
    void keepsAFailuresTraceInTheSameLine() throws IOException {
        assertThat(line(new IllegalStateException("broken"), "it failed")
                        .path("exception")
                        .asText())
                .contains("IllegalStateException: broken", "\n");
    }

    @Test
    void takesItsWordForHowToWrite() {
        assertThat(Logs.isJson("json")).isTrue();
        assertThat(Logs.isJson("text")).isFalse();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Logs.isJson("xml"))
                .hasMessage("rankwire.logs is 'xml'; it must be text or json");
    }
}
