package io.rankwire.engine;

import static io.rankwire.sandbox.fault.FaultPlan.onPage;
import static io.rankwire.sandbox.fault.FaultPlan.seconds;
import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

@Timeout(120)
class PollCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "archive")
                .archive("csv");
    }

    private int requests() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    private JsonNode poll(String... more) throws IOException {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(new String[] {"poll", "shops", "--json"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return JSON.readTree(workplace.run(arguments).out());
    }

    @Test
    void asksThoughTheVendorWantedToBeLeftAlone() throws IOException {
        workplace.property("fastmoss.parallelRequests", "1");
        workplace.sandbox.fastMoss().faults().on(Fault.TOO_MANY_REQUESTS, onPage(2), times(1), seconds(3600));

        Workplace.Result refused = workplace.run("run", "--once");
        Workplace.Result resting = workplace.run("run", "--once");
        int asked = requests();
        Workplace.Result polled = workplace.run("poll", "shops");

        assertThat(refused.exit()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(resting.exit()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(resting.out()).containsPattern("shops +\\S+ +failed +0 +0 .*\\dT\\d");
        assertThat(asked).isEqualTo(2);
        assertThat(polled.exit()).as(polled.err()).isZero();
        assertThat(polled.out()).containsPattern("shops +\\S+ +complete +240 +2 +0 +fetched");
        // The first page was paid for.
        assertThat(requests()).isEqualTo(4);
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void buysACompletePeriodAgainOnlyWhenItIsToldTo() throws IOException {
        JsonNode first = poll();
        JsonNode second = poll();
        JsonNode again = poll("--recheck");

        assertThat(first.path("result").asText()).isEqualTo("fetched");
        assertThat(first.path("requests").asInt()).isEqualTo(3);
        assertThat(second.path("result").asText()).isEqualTo("nothing new");
        assertThat(second.path("requests").asInt()).isZero();
        assertThat(second.path("nextLook").asText()).endsWith("T00:00:00Z");
        assertThat(again.path("result").asText()).isEqualTo("looked at again, nothing was changed");
        assertThat(again.path("requests").asInt()).isEqualTo(3);
        assertThat(requests()).isEqualTo(6);
        assertThat(workplace.run("deliveries", "--json").out().lines()).hasSize(1);
    }

    @Test
    void leavesThePollToTheProcessThatRuns() throws Exception {
        try (Opened opened = new Opened(workplace)) {
            opened.engine.dispatchByItself();
            Workplace.Result polled = workplace.run("poll", "shops");

            assertThat(polled.exit()).as(polled.err()).isZero();
            assertThat(polled.err()).contains("which runs on this home");
            assertThat(polled.out()).containsPattern("shops +\\S+ +complete +240 +3 +0 +fetched");
            assertThat(requests()).isEqualTo(3);
            assertThat(JSON.readTree(opened.get("/api/feeds/shops").body())
                            .at("/feed/lastOutcome")
                            .asText())
                    .isEqualTo("fetched");
        }
    }

    @Test
    void saysWhyTheProcessThatRunsCouldNot() throws Exception {
        workplace.property("fastmoss.token", "");
        try (Opened opened = new Opened(workplace)) {
            opened.engine.dispatchByItself();
            Workplace.Result polled = workplace.run("poll", "shops");

            assertThat(polled.exit()).isEqualTo(ExitCode.SOFTWARE);
            assertThat(polled.err())
                    .contains("no feed shops is loaded: there is none, or its file was refused; rankwire check says");
        }
        assertThat(requests()).isZero();
    }

    @Test
    void doesItItselfWhereTheOtherProcessTakesNoRequests() throws Exception {
        try (Opened opened = new Opened(workplace)) {
            Workplace.Result polled = workplace.run("poll", "shops");

            assertThat(polled.exit()).as(polled.err()).isZero();
            assertThat(polled.err()).isEmpty();
            assertThat(opened.engine.deliveries().find(1)).isPresent();
        }
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void saysThatASinkBehindTheFeedIsRefused() throws IOException {
        Files.writeString(workplace.home.resolve("routes/sinks/archive.camel.yaml"), "- route: {");

        Workplace.Result polled = workplace.run("poll", "shops");

        assertThat(polled.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(polled.err()).contains("archive.camel.yaml");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void refusesWhatCannotBePolled() throws IOException {
        workplace
                .feed("ads", "keyapi-product-analytics", Map.of("region", "US"), "archive")
                .weeklyDigest("shops", "archive");

        Workplace.Result digest = workplace.run("poll", "weekly");
        Workplace.Result momentary = workplace.run("poll", "ads", "--recheck");
        Workplace.Result unknown = workplace.run("poll", "shosp");

        assertThat(digest.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(digest.err()).contains("weekly is a digest", "run --once weekly");
        assertThat(momentary.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(momentary.err()).contains("ads has rankings of the moment only");
        assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("there is no feed shosp; did you mean shops?");
        assertThat(requests()).isZero();
    }
}
