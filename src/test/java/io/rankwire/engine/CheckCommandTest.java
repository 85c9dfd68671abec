package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rankwire.command.RankwireMain;
import io.rankwire.operator.check.BrokenHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEED = "routes/good-products.camel.yaml";

    @TempDir
    Path home;

    @BeforeEach
    void moveIn() throws IOException {
        BrokenHome.good(home);
    }

    private void misspell() throws IOException {
        edit("region: US", "regoin: US");
    }

    private void edit(String old, String changed) throws IOException {
        Path file = home.resolve(FEED);
        Files.writeString(file, Files.readString(file).replace(old, changed));
    }

    private record Result(int exit, String out) {
        List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    private Result run(String... options) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("check", "--home", home.toString()));
        arguments.addAll(List.of(options));
        int exit = RankwireMain.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        return new Result(exit, out.toString());
    }

    @Test
    void saysThatAllIsWellAndWhatItCosts() {
        Result result = run();

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out())
                .contains(
                        "no mistakes",
                        "good-products asks at ",
                        "account fastmoss: about 4.1 requests a day, 124 a month (a day: rankings 0.7, looks at"
                                + " unpublished periods 3.4, rechecks 0.0); 0 of 10000 requests are used this month",
                        "account keyapi: about 5.0 requests a day, 150 a month (a day: rankings 5.0, looks at"
                                + " unpublished periods 0.0, rechecks 0.0); 5.0 credits a day, 150 a month; 0 of 20000"
                                + " credits are used this month",
                        "looks: a period is taken to be published 24h after its end, or at its publishDeadline;");
    }

    @Test
    void makesNoStoreInAHomeThatHasNone() {
        run();

        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void tellsAMistakeWithItsPlaceAndEndsWithTwo() throws IOException {
        misspell();

        Result result = run();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out().lines())
                .contains(FEED + ":13:15  regoin is not a parameter of kamelet fastmoss-live-top-product; did you mean"
                        + " region?");
    }

    @Test
    void plansTheFeedsThatAreRightBesideOneThatIsNot() throws IOException {
        misspell();

        Result result = run("--json");

        assertThat(result.lines())
                .extracting(line ->
                        line.path("kind").asText() + " " + line.path("feed").asText())
                .containsExactly("mistake ", "feed good-analytics", "account ", "zone-data ");
    }

    @Test
    void listsASeriesThatTwoFeedsShareOnce() throws IOException {
        Path file = home.resolve("routes/good-products.camel.yaml");
        Files.writeString(
                home.resolve("routes/other-products.camel.yaml"),
                Files.readString(file)
                        .replace("good-products", "other-products")
                        .replace("period: 1h", "period: 12h"));

        List<JsonNode> lines = run("--json").lines();

        assertThat(lines)
                .extracting(line -> line.path("kind").asText() + " " + line.path("feeds"))
                .containsExactly(
                        "feed [\"good-analytics\"]",
                        "feed [\"good-products\",\"other-products\"]",
                        "account ",
                        "account ",
                        "zone-data ");
        assertThat(lines.get(1).path("looksADay").asText()).isEqualTo("3.7");
        assertThat(run().out())
                .contains("good-products, other-products  ", "good-products asks at ", "other-products asks at ");
    }

    @Test
    void namesTheNextFiveTimesInTheFeedsZone() throws IOException {
        Path file = home.resolve("routes/good-analytics.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("maxRows: 50", "maxRows: 50\n              zone: Europe/Berlin")
                        .replaceFirst("( +)cron: .*", "$0\n$1trigger.timeZone: Europe/Berlin"));

        JsonNode feed = run("--json").lines().get(0);

        assertThat(feed.path("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(feed.path("next")).hasSize(5).allSatisfy(time -> assertThat(time.asText())
                .contains(" 06:00:00 +0"));
    }

    @Test
    void namesTheNextFiveTimesOfADigest() throws IOException {
        Files.createDirectories(home.resolve("routes/reports"));
        Files.writeString(home.resolve("routes/reports/monday-digest.camel.yaml"), """
                - route:
                    id: monday-digest
                    description: What moved last week
                    from:
                      uri: quartz:monday-digest
                      parameters:
                        cron: 0 30 8 ? * MON
                        trigger.timeZone: Asia/Tokyo
                      steps:
                        - to: { uri: "kamelet:digest", parameters: { feeds: good-products } }
                        - to: { uri: "kamelet:publish", parameters: { sinks: archive } }
                """);

        List<JsonNode> lines = run("--json").lines();
        JsonNode digest = lines.get(lines.size() - 1);

        assertThat(digest.path("digest").asText()).isEqualTo("monday-digest");
        assertThat(digest.path("next")).hasSize(5).allSatisfy(time -> assertThat(time.asText())
                .contains(" 08:30:00 +09:00"));
        assertThat(run().out()).containsPattern("monday-digest goes out at \\d{4}-\\d\\d-\\d\\d 08:30:00 \\+09:00, ");
    }

    @Test
    void failsOnAWarningOnlyWhenAsked() throws IOException {
        Files.writeString(
                home.resolve("config/rankwire.properties"), "nobody.reads.this = x\n", StandardOpenOption.APPEND);

        assertThat(run().exit()).isZero();
        assertThat(run("--strict").exit()).isEqualTo(2);
    }

    @Test
    void writesMistakesForEditorsAndCi() throws IOException {
        misspell();

        Result result = run("--sarif");

        JsonNode log = JSON.readTree(result.out());
        JsonNode schema = JSON.readTree(CheckCommandTest.class.getResource("/schema/sarif-schema-2.1.0.json"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema)
                        .validate(log))
                .isEmpty();
        assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation").toString())
                .isEqualTo("{\"artifactLocation\":{\"uri\":\"" + FEED
                        + "\"},\"region\":{\"startLine\":13,\"startColumn\":15}}");
        assertThat(log.at("/runs/0/tool/driver/rules").findValuesAsText("id"))
                .contains(log.at("/runs/0/results/0/ruleId").asText());
    }
}
