package io.rankwire.engine;

import static io.rankwire.sandbox.fault.FaultPlan.onPage;
import static io.rankwire.sandbox.fault.FaultPlan.seconds;
import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run does where the vendor, the key, the budget or the place of delivery is not as it should be. */
class RunFaultsTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "period", "day"), "archive")
                .archive("csv");
    }

    private int requests() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    @Test
    void waitsForWhatIsNotPublishedYet() throws IOException {
        workplace.sandbox.fastMoss().faults().on(Fault.UNPUBLISHED);

        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.files("data/archive")).isEmpty();
        assertThat(workplace.run("snapshots", "--json").out()).contains("\"status\":\"pending\"");
    }

    @Test
    void retriesWhatMayPassAndGivesTheSameFile() throws IOException {
        workplace.run("run", "--once");
        String undisturbed =
                workplace.text("data/archive/" + workplace.files("data/archive").get(0));
        Files.delete(workplace.home.resolve("data/rankwire.db"));
        workplace.sandbox.fastMoss().reset();
        workplace.sandbox.fastMoss().faults().on(Fault.TOO_MANY_REQUESTS, onPage(1), times(1), seconds(0));
        workplace.sandbox.fastMoss().faults().on(Fault.HTML, onPage(2), times(1));
        workplace.sandbox.fastMoss().faults().on(Fault.CUT_BODY, onPage(3), times(1));

        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.text(
                        "data/archive/" + workplace.files("data/archive").get(0)))
                .isEqualTo(undisturbed);
        assertThat(requests()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0 0 8 ? * MON,America/Nowhere", "0 0 8 ? * MOM,UTC", "0 0 8 30 2 ?,UTC"})
    void aDigestWhoseScheduleCannotBeReadStopsItselfAlone(String cron, String zone) throws IOException {
        Path reports = Files.createDirectories(workplace.home.resolve("routes/reports"));
        Files.writeString(reports.resolve("nightly.camel.yaml"), """
                - route:
                    id: nightly
                    description: What moved
                    from:
                      uri: quartz:nightly
                      parameters: { cron: "%s", trigger.timeZone: %s }
                      steps:
                        - to: { uri: "kamelet:digest", parameters: { feeds: shops } }
                        - to: { uri: "kamelet:publish", parameters: { sinks: archive } }
                """.formatted(cron, zone));

        assertThat(workplace.run("run", "--once").exit()).isNotZero();
        assertThat(workplace.files("data/archive")).hasSize(2);
        assertThat(workplace.run("check").exit()).isEqualTo(2);
    }

    @Test
    void storesNothingOfAnotherRegion() throws IOException {
        workplace.sandbox.fastMoss().faults().on(Fault.OTHER_REGION);

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.files("data/archive")).isEmpty();
        assertThat(workplace.run("snapshots", "--json").out()).contains("\"status\":\"failed\"", "\"rows\":0");
    }

    @Test
    void saysWhichKeyIsMissingAndAsksNobody() throws IOException {
        workplace.property("fastmoss.token", "");

        Workplace.Result result = workplace.run("run", "--once");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("shops.camel.yaml:7:26  fastmoss.token, the key to ask with, is not set");
        assertThat(requests()).isZero();
        assertThat(workplace.run("budget", "--json").out().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("\"used\":0,"));
    }

    @Test
    void stopsAnAccountWhoseKeyIsRefusedUntilTheKeyChanges() throws IOException {
        String right = workplace.sandbox.properties().get("fastmoss.token");
        workplace.property("fastmoss.token", "wrong");

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(requests()).isEqualTo(1);
        assertThat(workplace
                        .property("fastmoss.token", right)
                        .run("run", "--once")
                        .exit())
                .isZero();
    }

    @Test
    void staysWithinTheMonthlyBudget() throws IOException {
        workplace.property("fastmoss.requestsPerMonth", "2");

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(requests()).isEqualTo(2);
        assertThat(workplace
                        .property("fastmoss.requestsPerMonth", "3")
                        .run("run", "--once")
                        .exit())
                .isZero();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void keepsADeliveryForLaterWhenTheFolderCannotBeWritten() throws IOException {
        Files.createDirectories(workplace.home.resolve("data"));
        Files.writeString(workplace.home.resolve("data/archive"), "a file where a folder should be");

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.run("deliveries", "--json").out())
                .contains("\"status\":\"due\"", "\"attempts\":1", "data/archive cannot be written");
    }
}
