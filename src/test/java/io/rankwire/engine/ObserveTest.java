package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.rankwire.event.ProgramEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health and metrics, as those see them who watch over many programs. */
@Timeout(60)
class ObserveTest extends ConsoleBench {
    private JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private List<String> metrics() throws Exception {
        return opened.get("/observe/metrics").body().lines().toList();
    }

    @Test
    void isReadyBeforeTheFirstPoll() throws Exception {
        open();
        for (String probe : List.of("/observe/health", "/observe/ready", "/observe/health/live", "/observe/live")) {
            HttpResponse<String> answer = opened.get(probe);
            assertThat(answer.statusCode()).as(probe).isEqualTo(200);
            assertThat(json(answer).path("status").asText()).as(probe).isEqualTo("UP");
        }
        JsonNode health = json(opened.get("/observe/health"));
        assertThat(health.path("degraded").asBoolean()).isFalse();
        assertThat(health.findValuesAsText("name")).contains("context", "store", "files", "sinks", "accounts");
    }

    @Test
    void isDegradedByARefusedFileAndADisabledSinkAndStaysUp() throws Exception {
        workplace.route("broken", "- route:\n    id: broken\n    from:\n      uri: tiimer:x\n      steps: []\n");
        open().engine.sinks().disable("hook", "by an operator");
        HttpResponse<String> answer = opened.get("/observe/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("degraded").asBoolean()).isTrue();
        assertThat(answer.body())
                .contains("{\"degraded\":true,\"refused\":[\"routes/broken.camel.yaml\"]}")
                .contains("{\"degraded\":true,\"disabled\":[\"hook\"]}");
        assertThat(opened.get("/observe/ready").statusCode()).isEqualTo(200);
        assertThat(metrics())
                .contains("rankwire_files{state=\"refused\"} 1.0", "rankwire_sink_disabled{sink=\"hook\"} 1.0");
    }

    @Test
    void isDownButAliveWithoutItsStore() throws Exception {
        open();
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + workplace.home.resolve("data/rankwire.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            HttpResponse<String> ready = opened.get("/observe/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(json(ready).path("status").asText()).isEqualTo("DOWN");
            assertThat(ready.body()).contains("SQLITE_BUSY");
        }
        assertThat(opened.get("/observe/live").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsStrangersUpOrDownAndNothingElse() throws Exception {
        workplace.property("rankwire.console.host", "0.0.0.0").property("rankwire.console.token", TOKEN);
        open();
        assertThat(opened.get("/observe/ready").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(opened.get("/observe/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(opened.get("/observe/health").statusCode()).isEqualTo(401);
        assertThat(opened.get("/observe/metrics").statusCode()).isEqualTo(401);
        String bearer = "Bearer " + TOKEN;
        assertThat(opened.get("/observe/metrics", "Authorization", bearer).statusCode())
                .isEqualTo(200);
        assertThat(opened.get("/observe/ready", "Authorization", bearer).body()).contains("store");
    }

    @Test
    void countsPollsRequestsAndAttempts() throws Exception {
        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        workplace.property("fastmoss.requestsPerMonth", "1000");
        open().poll("shops");
        int requests = workplace.sandbox.fastMoss().requests().size();
        assertThat(metrics())
                .contains(
                        "rankwire_polls_total{feed=\"shops\",outcome=\"fetched\"} 1.0",
                        "rankwire_attempts_total{outcome=\"delivered\",sink=\"archive\"} 1.0",
                        "rankwire_attempts_total{outcome=\"dead\",sink=\"hook\"} 1.0",
                        "rankwire_deliveries{sink=\"hook\",status=\"dead\"} 1.0",
                        "rankwire_deliveries{sink=\"hook\",status=\"due\"} 0.0",
                        "rankwire_backlog_age_seconds{sink=\"hook\"} 0.0",
                        "rankwire_sink_disabled{sink=\"hook\"} 0.0",
                        "rankwire_requests_total{account=\"fastmoss\",outcome=\"page\"} " + requests + ".0",
                        "rankwire_request_duration_seconds_count{account=\"fastmoss\"} " + requests,
                        "rankwire_budget_used{account=\"fastmoss\",unit=\"requests\"} " + requests + ".0",
                        "rankwire_budget_limit{account=\"fastmoss\",unit=\"requests\"} 1000.0",
                        "rankwire_poll_duration_seconds_count 1",
                        "rankwire_files{state=\"loaded\"} 4.0");
        assertThat(metrics()).anyMatch(line -> line.startsWith("rankwire_feed_freshness_seconds{feed=\"shops\""));
        assertThat(metrics()).anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }

    @Test
    void countsWhatIsReadOverOnTheBus() throws Exception {
        open();
        assertThat(metrics()).contains("rankwire_bus_unreadable_total 0.0");
        opened.engine.programEvents().tell(new ProgramEvent.Unreadable("rankwire-polls"));
        assertThat(metrics()).contains("rankwire_bus_unreadable_total 1.0");
    }

    @Test
    void tellsPollsAndDeliveriesAsTracesOnceThatIsSwitchedOn() throws Exception {
        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        try (TraceReceiver receiver = new TraceReceiver()) {
            workplace.property("rankwire.tracing", "true").property("rankwire.tracing.endpoint", receiver.address());
            open().poll("shops");
            opened.engine.close();

            Span poll = receiver.span("poll shops");
            assertThat(poll.getParentSpanId().isEmpty()).isTrue();
            assertThat(TraceReceiver.attributes(poll))
                    .containsEntry("rankwire.feed", "shops")
                    .containsEntry("rankwire.run", "1")
                    .containsEntry("rankwire.outcome", "fetched");
            List<Span> pages = receiver.spans("page");
            assertThat(pages)
                    .hasSize(workplace.sandbox.fastMoss().requests().size())
                    .extracting(page -> TraceReceiver.attributes(page).get("rankwire.page"))
                    .containsExactly("1", "2", "3");
            assertThat(TraceReceiver.attributes(receiver.span("seal"))).containsEntry("rankwire.rows", "240");
            Span dead = receiver.span("deliver hook");
            assertThat(TraceReceiver.attributes(dead))
                    .containsEntry("rankwire.outcome", "dead")
                    .containsEntry("rankwire.sink", "hook")
                    .containsEntry("rankwire.delivery", "1")
                    .containsEntry("rankwire.attempt", "1");
            assertThat(dead.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(receiver.span("deliver archive").getStatus().getCode())
                    .isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(receiver.spans())
                    .hasSize(pages.size() + 4)
                    .allMatch(span -> span.getTraceId().equals(poll.getTraceId()))
                    .allMatch(
                            span -> span.equals(poll) || span.getParentSpanId().equals(poll.getSpanId()))
                    .allMatch(span -> span.getEndTimeUnixNano() >= span.getStartTimeUnixNano());
            assertThat(receiver.spans().toString()).doesNotContain("Demo Shop", "http");
            assertThat(dead.getStatus().getMessage()).isEmpty();
        }
    }

    @Test
    void forgetsFeedsThatAreNoMore() throws Exception {
        open().poll("shops");
        assertThat(metrics()).anyMatch(line -> line.contains("feed=\"shops\""));
        Files.delete(workplace.home.resolve("routes/shops.camel.yaml"));
        while (metrics().stream().anyMatch(line -> line.contains("feed=\"shops\""))) {
            opened.engine.desk().look();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
