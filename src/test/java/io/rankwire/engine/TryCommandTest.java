package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class TryCommandTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed(
                        "live",
                        "fastmoss-live-top-product",
                        Map.of("region", "US", "categoryId", "14", "period", "week"),
                        "archive")
                .archive("csv");
    }

    @Test
    void showsOnePageAndWhereItWouldGoAndKeepsNothing() throws IOException {
        Workplace.Result result = workplace.run("try", "live", "--rows", "2");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("100 rows of 320 on the first page", "position  key")
                .contains("Cost: 1 request of account fastmoss. Nothing was stored or delivered.")
                .contains("archive: export format=csv → file-drop directory=data/archive")
                .doesNotContain("\u001b", workplace.sandbox.properties().get("fastmoss.token"));
        assertThat(result.out().lines().filter(line -> line.matches("\\d+ .*"))).hasSize(2);
        assertThat(workplace.sandbox.fastMoss().requests()).hasSize(1);
        assertThat(workplace.run("snapshots", "--json").out()).isEmpty();
        assertThat(workplace.run("deliveries", "--json").out()).isEmpty();
        assertThat(workplace.run("budget", "--json").out()).contains("\"used\":1");
    }

    @Test
    void saysTheSameToMachines() throws IOException {
        JsonNode line = new ObjectMapper()
                .readTree(workplace.run("try", "live", "--json").out());

        assertThat(line.get("feed").asText()).isEqualTo("live");
        assertThat(line.get("requests").asInt()).isEqualTo(1);
        assertThat(line.get("rows")).hasSize(10);
        assertThat(line.at("/rows/0/position").asInt()).isEqualTo(1);
        assertThat(line.at("/rows/0/key").isTextual()).isTrue();
        assertThat(line.at("/sinks/0/sink").asText()).isEqualTo("archive");
    }

    @Test
    void looksBackAsTheFeedDoesAndSaysThatNothingIsPublished() throws IOException {
        workplace.sandbox.fastMoss().faults().on(Fault.UNPUBLISHED);

        Workplace.Result result = workplace.run("try", "live");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Cost: 4 requests");
    }

    @Test
    void buysNothingBeyondTheBudget() throws IOException {
        workplace.property("fastmoss.requestsPerMonth", "1");

        assertThat(workplace.run("try", "live").exit()).isZero();
        Workplace.Result again = workplace.run("try", "live");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("the budget of account fastmoss for this month is used up");
        assertThat(workplace.sandbox.fastMoss().requests()).hasSize(1);
    }

    @Test
    void saysWhatTheVendorRefuses() throws IOException {
        workplace.property("fastmoss.token", "wrong");

        Workplace.Result result = workplace.run("try", "live");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).doesNotContain("wrong");
    }

    @Test
    void saysThatASinkIsRefused() throws IOException {
        workplace.route("sinks/archive", """
                - route:
                    id: archive
                    from:
                      uri: direct:archive
                      steps:
                        - to: nonsense:x
                """);

        Workplace.Result result = workplace.run("try", "live");
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out())
                .contains("100 rows of 320 on the first page", "archive: refused; ", "sinks/archive.camel.yaml:6:");
        JsonNode sink = new ObjectMapper()
                .readTree(workplace.run("try", "live", "--json").out())
                .at("/sinks/0");
        assertThat(sink.get("refused").asText()).contains("sinks/archive.camel.yaml:6:");
    }

    @Test
    void buysNothingForAFeedThatPublishesToNoSuchSink() throws IOException {
        workplace.feed("astray", "fastmoss-live-top-product", Map.of("region", "US"), "archive, nowhere");

        Workplace.Result result = workplace.run("try", "astray");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains("feed astray is not loaded", "there is no sink nowhere", "routes/sinks/nowhere.camel.yaml");
        assertThat(workplace.sandbox.fastMoss().requests()).isEmpty();
    }

    @Test
    void saysWhyAFeedIsNotThere() throws IOException {
        workplace.feed("typo", "fastmoss-live-top-product", Map.of("regoin", "US"), "archive");

        Workplace.Result result = workplace.run("try", "typo");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("typo.camel.yaml", "regoin");
    }
}
