package io.rankwire.engine;

import static io.rankwire.sandbox.fault.FaultPlan.seconds;
import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.ranking.Snapshot;
import io.rankwire.sandbox.fault.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console says of why things are as they are, and what can be done about them. */
@Timeout(300)
class ConsoleWhyTest extends ConsoleBench {
    private static final String BEARER = "Bearer " + TOKEN;

    private HttpResponse<String> act(String path) throws Exception {
        return opened.post("/api" + path, "", "Authorization", BEARER);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void pollsAFeedThatRestsAndSaysWhatThatCost() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        workplace.sandbox.fastMoss().faults().on(Fault.TOO_MANY_REQUESTS, times(1), seconds(3600));
        open().poll("shops");
        JsonNode rests = json("/api/feeds/shops").path("feed");
        assertThat(rests.path("state").asText()).isEqualTo("failed");
        assertThat(Instant.parse(rests.path("restsUntil").asText())).isAfter(Instant.now());
        assertThat(opened.get("/feeds/shops").body()).contains("rests until");

        assertThat(opened.post("/api/feeds/shops/poll", "").statusCode()).isEqualTo(401);
        assertThat(act("/feeds/nobody/poll").statusCode()).isEqualTo(404);
        assertThat(act("/feeds/shops/poll").statusCode()).isEqualTo(200);
        await(() -> json("/api/feeds/shops").at("/feed/state").asText().equals("current"));
        JsonNode polled = json("/api/feeds/shops").path("feed");
        assertThat(polled.path("lastOutcome").asText()).isEqualTo("fetched");
        assertThat(polled.path("lastRequests").asInt()).isEqualTo(3);
        assertThat(polled.path("restsUntil").isNull()).isTrue();
    }

    @Test
    void resumesAnAccountThatIsStopped() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        workplace.sandbox.fastMoss().faults().on(Fault.UNAUTHORIZED, times(1));
        open().poll("shops");
        assertThat(json("/api/overview").at("/attention/0/account").asText()).isEqualTo("fastmoss");

        HttpResponse<String> resumed = act("/accounts/fastmoss/resume");
        assertThat(resumed.statusCode()).isEqualTo(200);
        assertThat(act("/accounts/fastmoss/resume").statusCode()).isEqualTo(404);
        assertThat(json("/api/overview").path("attention"))
                .noneMatch(one -> one.path("about").asText().startsWith("account"));
        opened.poll("shops");
        assertThat(json("/api/feeds/shops").at("/feed/state").asText()).isEqualTo("current");
    }

    @Test
    void saysWhyADeliveryIsNotMadeAndWhatOneWasOf() throws Exception {
        workplace.property("rankwire.console.token", TOKEN);
        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "hook, merch")
                .sink(
                        "merch",
                        "ranking-report",
                        Map.of("top", "5"),
                        "email",
                        Map.of("to", "a@example.com, b@example.com"));
        open().poll("shops");
        JsonNode dead = json("/api/deliveries?status=dead").at("/deliveries/0");
        JsonNode mail = json("/api/deliveries?sink=merch").at("/deliveries/0");

        JsonNode shown = json("/api/deliveries/" + mail.path("id").asInt());
        assertThat(shown.path("subject").asText()).as(shown.toString()).contains("shops");
        assertThat(shown.path("recipients")).hasSize(2);
        assertThat(opened.get("/deliveries/" + mail.path("id").asInt()).body())
                .contains("a@example.com", "b@example.com", "Subject");

        act("/deliveries/" + dead.path("id").asInt() + "/retry");
        opened.engine.dispatcher().settle();
        assertThat(json("/api/deliveries/" + dead.path("id").asInt())
                        .at("/delivery/attempts")
                        .asInt())
                .isEqualTo(2);
        act("/deliveries/" + dead.path("id").asInt() + "/skip");
        assertThat(opened.get("/deliveries/" + dead.path("id").asInt()).body())
                .contains("Why it is not sent", "given up by an operator");
    }

    @Test
    void findsDeliveriesByPeriodAndDay() throws Exception {
        open().poll("shops");
        JsonNode all = json("/api/deliveries").path("deliveries");
        String period = all.at("/0/period").asText();
        String day = all.at("/0/owedAt").asText().substring(0, 10);

        assertThat(period).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(json("/api/deliveries?period=" + period).path("deliveries")).isEqualTo(all);
        assertThat(json("/api/deliveries?period=2001-01-01").path("deliveries")).isEmpty();
        assertThat(json("/api/deliveries?from=" + day + "&until=" + day).path("deliveries"))
                .isEqualTo(all);
        assertThat(json("/api/deliveries?until=2001-01-01").path("deliveries")).isEmpty();
        for (String wrong : new String[] {"period=soon", "from=2026-02-30", "until=99999-01-01", "before=-1"}) {
            assertThat(opened.get("/api/deliveries?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void showsWhatADigestSentAndASinkThatIsGone() throws Exception {
        workplace.weeklyDigest("shops", "archive");
        open().poll("shops");
        opened.engine.digests().fire("weekly");
        opened.engine.digests().fire("weekly");
        JsonNode digest = json("/api/feeds/weekly").path("digest");
        assertThat(digest.path("feeds").get(0).asText()).isEqualTo("shops");
        assertThat(digest.path("deliveries")).hasSize(2);
        assertThat(digest.at("/deliveries/0/status").asText()).isEqualTo("skipped");
        assertThat(opened.get("/feeds/weekly").body())
                .contains("nothing new", "What it sent")
                .doesNotContain("Nothing was fetched yet", "Poll now");

        Snapshot snapshot = opened.engine.snapshots().find(1).orElseThrow();
        opened.engine.ledger().replay(snapshot, "gone");
        assertThat(json("/api/overview").path("attention")).anySatisfy(one -> {
            assertThat(one.path("about").asText()).isEqualTo("sink gone");
            assertThat(one.path("what").asText()).contains("no file that is loaded; 1 delivery waits");
        });
    }

    @Test
    void saysWhenATimerPollsAFeedNext() throws Exception {
        workplace.route("hourly", """
                - route:
                    id: hourly
                    from:
                      uri: timer:hourly
                      parameters: { period: 1h, delay: 10 }
                      steps:
                        - to: { uri: kamelet:fastmoss-shop-most-promoted, parameters: { region: GB } }
                        - to: { uri: kamelet:publish, parameters: { sinks: archive } }
                """);
        open();
        opened.engine.context().getRouteController().startRoute("hourly");
        await(() -> opened.engine.context().getRoute("hourly").getUptimeMillis() > 10);

        Instant next =
                Instant.parse(json("/api/feeds/hourly").at("/feed/nextPoll").asText());
        assertThat(next)
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
    }
}
