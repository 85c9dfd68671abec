package io.rankwire.engine;

import static io.rankwire.sandbox.fault.FaultPlan.onPage;
import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.log.Logs;
import io.rankwire.sandbox.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

class RunCommandTest {
    private static final Map<String, String> SHOPS = Map.of("region", "GB", "period", "day");
    private static final Map<String, String> LIVE = Map.of("region", "US", "categoryId", "14", "period", "week");

    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder);
    }

    private Workplace shops() throws IOException {
        return workplace
                .feed("shops", "fastmoss-shop-most-promoted", SHOPS, "archive")
                .archive("csv");
    }

    private int requests() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    @Test
    void deliversOneFeedToOneFolder() throws IOException {
        Workplace.Result result = shops().run("run", "--once");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(workplace.files("data/archive")).hasSize(2).allMatch(name -> name.startsWith("shops_"));
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void neverBuysAPublishedPeriodTwice() throws IOException {
        shops().run("run", "--once");
        Workplace.Result again = workplace.run("run", "--once");

        assertThat(again.exit()).isZero();
        assertThat(requests()).isEqualTo(3);
        assertThat(workplace.run("deliveries", "--json").out().lines()).hasSize(1);
    }

    @Test
    void pollsOneSeriesForEveryListedValue() throws IOException {
        workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB, US", "period", "day"), "archive")
                .archive("csv");

        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.files("data/archive").stream().filter(name -> name.endsWith(".csv")))
                .hasSize(2)
                .anyMatch(name -> name.startsWith("shops-GB_"))
                .anyMatch(name -> name.startsWith("shops-US_"));
    }

    @Test
    void goesOnAtTheNextPageWhenCreditsRanOut() throws IOException {
        workplace.sandbox.fastMoss().faults().on(Fault.DATA_LIMIT, onPage(3), times(1));
        workplace.feed("live", "fastmoss-live-top-product", LIVE, "archive").archive("csv");

        Workplace.Result broken = workplace.run("run", "--once");
        Workplace.Result stopped = workplace.run("run", "--once");
        Workplace.Result budget = workplace.run("budget");
        Workplace.Result resumed = workplace.run("budget", "resume", "fastmoss");
        Workplace.Result done = workplace.run("run", "--once");

        assertThat(List.of(broken.exit(), stopped.exit(), resumed.exit(), done.exit()))
                .containsExactly(1, 1, 0, 0);
        assertThat(budget.err()).contains("account fastmoss is stopped until").contains("30002");
        // Four pages, and the one that was refused.
        assertThat(requests()).isEqualTo(5);
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void logsInEveryCommandAsOneObjectALineWhenAsked() throws IOException {
        workplace.property("rankwire.logs", "json").sandbox.fastMoss().faults().on(Fault.DATA_LIMIT, onPage(2));
        workplace
                .feed("live", "fastmoss-live-top-product", LIVE, "archive")
                .feed("ads", "keyapi-product-analytics", Map.of("region", "US", "maxRows", "10"), "hook")
                .archive("csv")
                .webhook("hook");
        workplace.sandbox.webhooks().answer(404);
        // A backfill in this process has said how its polls went by itself.
        ((Logger) LoggerFactory.getLogger("io.rankwire.poll")).setLevel(null);
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            workplace.run("run", "--once");
            workplace.run("sinks", "test", "hook");
        } finally {
            System.setOut(before);
            Logs.writeAs("text");
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).anySatisfy(line -> assertThat(line.toString())
                .contains("\"feed\":\"live\",\"run\":", ",\"page\":2,", "\"status\":\"failed\""));
        assertThat(lines).anySatisfy(line -> assertThat(line.toString())
                .contains("\"feed\":\"ads\",\"sink\":\"hook\",\"delivery\":1,", "\"attempt\":1"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line.toString()).contains("\"sink\":\"hook\",\"test\":\"failed\""));
    }

    @Test
    void runsTheGoodFilesBesideABrokenOne() throws IOException {
        shops().route("broken", "- route:\n    id: broken\n   from: nowhere\n");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("broken.camel.yaml").doesNotContain("\tat ");
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void refusesAParameterThatTheSourceDoesNotHave() throws IOException {
        shops().feed("typo", "fastmoss-shop-most-promoted", Map.of("regoin", "GB"), "archive");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("typo.camel.yaml", "regoin is not a parameter");
    }

    @Test
    void warnsOfAPageThatIsTooLarge() throws IOException {
        workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "pageSize", "200"), "archive")
                .archive("csv");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("warning: pageSize is 200; the vendor takes 100");
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void buysNoPageTwiceWhenRowStepsFail() throws IOException {
        workplace
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB", "transform", "direct:careful"),
                        "archive")
                .archive("csv")
                .route("steps/careful", careful("${body[noSuchThing].length}"));

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(requests()).isEqualTo(1);

        workplace.route("steps/careful", careful("${body[brand]}"));
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(requests()).isEqualTo(3);
    }

    private static String careful(String expression) {
        return """
                - route:
                    id: careful
                    from:
                      uri: direct:careful
                      steps:
                        - setVariable:
                            name: seen
                            simple:
                              expression: "%s"
                """.formatted(expression);
    }

    @Test
    void tellsWhichFeedsThereAreWhenOneIsUnknown() throws IOException {
        Workplace.Result result = shops().run("run", "--once", "shop");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).isEqualToIgnoringNewLines("there is no feed shop; there are shops");
    }

    @Test
    void answersForTheFeedThatIsNamedAndForNoOther() throws IOException {
        workplace.feed("live", "fastmoss-live-top-product", LIVE, "archive");
        Path blocked = workplace.home.resolve("data/archive");
        Files.createDirectories(blocked.getParent());
        Files.createFile(blocked);
        Workplace.Result failed = shops().run("run", "--once", "shops");
        Files.delete(blocked);

        Workplace.Result named = workplace.run("run", "--once", "live");

        assertThat(failed.exit()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(named.exit()).as(named.err()).isZero();
        assertThat(named.out()).contains("live").doesNotContain("shops");
    }

    @Test
    void backfillsPastPeriodsOnceAndKeepsThem() throws IOException {
        workplace.feed("live", "fastmoss-live-top-product", LIVE, "archive").archive("csv");

        Workplace.Result plan =
                workplace.run("backfill", "live", "--from", "2026-W10", "--to", "2026-W12", "--dry-run");
        int planned = requests();
        Workplace.Result first = workplace.run("backfill", "live", "--from", "2026-W10", "--to", "2026-W12");
        int bought = requests();
        Workplace.Result second = workplace.run("backfill", "live", "--from", "2026-W10", "--to", "2026-W12");

        assertThat(plan.out()).isEqualToIgnoringNewLines("3 rankings: at most 15 requests");
        assertThat(planned).isZero();
        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains("2026-W10  320 rows", "2026-W11  320 rows", "2026-W12  320 rows");
        assertThat(bought).isEqualTo(12);
        assertThat(second.out()).contains("nothing is to be bought");
        assertThat(requests()).isEqualTo(12);
        assertThat(workplace.run("deliveries", "--json").out()).isEmpty();
    }
}
