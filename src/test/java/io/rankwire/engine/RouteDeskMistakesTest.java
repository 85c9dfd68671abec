package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.desk.FileState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** What {@code check} calls a mistake, while everything runs: it is refused with its line, and the version before runs on. */
class RouteDeskMistakesTest extends RouteDeskBench {
    private static final String SHOPS_FILE = "routes/shops.camel.yaml";
    private static final String SETTINGS = "config/rankwire.properties";

    private List<String> problems() {
        return engine.desk().problems().stream()
                .map(FileProblem::line)
                .map(line -> line.replace(workplace.home + "/", ""))
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(workplace.home.resolve(file), text);
    }

    private Path file(String name) {
        return workplace.home.resolve(name);
    }

    @Test
    void refusesReferencesToWhatIsNotThere() throws Exception {
        start();
        Route old = route("shops");
        String right = workplace.text(SHOPS_FILE);
        Map.of(
                        right.replace("sinks: \"archive\"", "sinks: \"archvie\""),
                        "14:23  there is no sink archvie; did you mean archive?",
                        right.replace("region:", "transform: \"direct:own-shops\"\n              region:"),
                        "10:27  there is no route that listens on direct:own-shops",
                        right.replace("region:", "account: \"fastmos\"\n              region:"),
                        "10:25  there is no account fastmos; set fastmos.url in config/rankwire.properties, or did you"
                                + " mean fastmoss?")
                .forEach((wrong, line) -> {
                    try {
                        write(SHOPS_FILE, wrong);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    lookTwice();
                    assertThat(problems())
                            .anySatisfy(problem -> assertThat(problem).startsWith(SHOPS_FILE + ":" + line));
                    assertThat(route("shops")).isSameAs(old);
                });

        write(SHOPS_FILE, right);
        lookTwice();
        assertThat(problems()).isEmpty();
        assertThat(route("shops")).isSameAs(old);
        assertThat(shops().loads()).isEqualTo(1);
        pollsAsEver("shops", "live");
    }

    @Test
    void keepsADeletedSinkForTheFeedsThatPublishToItAndSaysSo() throws Exception {
        start();
        Route sink = route("archive");
        String before = workplace.text("routes/sinks/archive.camel.yaml");
        Files.delete(file("routes/sinks/archive.camel.yaml"));
        lookTwice();

        assertThat(problems())
                .contains(
                        "routes/live.camel.yaml:14:23  there is no sink archive; make routes/sinks/archive.camel.yaml",
                        SHOPS_FILE + ":14:23  there is no sink archive; make routes/sinks/archive.camel.yaml")
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("routes/sinks/archive.camel.yaml  it is gone, but routes/live.camel.yaml:14:23"));
        assertThat(shops().status()).isEqualTo(Status.REFUSED);
        assertThat(route("archive")).isSameAs(sink);
        pollsAsEver("shops", "live");

        write("routes/sinks/archive.camel.yaml", before);
        lookTwice();
        assertThat(problems()).isEmpty();
        assertThat(route("archive")).isSameAs(sink);
    }

    @Test
    void letsADeletedSinkGoWhenNothingNeedsItAnyMore() throws Exception {
        start();
        Files.delete(file("routes/sinks/archive.camel.yaml"));
        lookTwice();
        workplace
                .sink("second", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "data/second"))
                .feed("shops", SHOPS, GB, "second");
        lookTwice();
        assertThat(route("archive")).isNotNull();

        Files.delete(file("routes/live.camel.yaml"));
        lookTwice();
        assertThat(route("archive")).isNull();
        assertThat(problems()).isEmpty();
        pollsAsEver("shops");
    }

    @Test
    void keepsADeletedRowStepForTheFeedThatGoesThroughIt() throws Exception {
        workplace
                .feed("shops", SHOPS, Map.of("region", "GB", "period", "day", "transform", "direct:own"), "archive")
                .route("steps/own", """
                        - route:
                            id: own
                            from:
                              uri: direct:own
                              steps:
                                - to: log:own?level=TRACE
                        """);
        start();
        Files.delete(file("routes/steps/own.camel.yaml"));
        lookTwice();

        assertThat(route("own")).isNotNull();
        assertThat(shops().message()).contains("11:27 there is no route that listens on direct:own");
        pollsAsEver("shops");
    }

    @Test
    void refusesSettingsWithValuesThatTheyCannotHave() throws Exception {
        start();
        String right = workplace.text(SETTINGS);
        for (String line : List.of(
                "fastmoss.requestsPerSecond = two",
                "mail.port = elevenhundred",
                "fastmoss.url = https//openapi.example.com",
                "archive.retries = soon",
                "fastmoss.requestsPerSecnd = 1")) {
            write(SETTINGS, right + line + "\n");
            lookTwice();
            assertThat(problems()).as(line).anySatisfy(problem -> assertThat(problem)
                    .startsWith(SETTINGS + ":" + (right.lines().count() + 1) + ":"));
            assertThat(state(SETTINGS).status()).isEqualTo(Status.REFUSED);
            assertThat(engine.settings().account("fastmoss").requestsPerSecond())
                    .isEqualTo(1000);
        }
        pollsAsEver("shops", "live");

        write(SETTINGS, right);
        lookTwice();
        assertThat(problems()).isEmpty();
    }

    @Test
    void refusesSettingsWithoutWhatARunningFileNeeds() throws Exception {
        start();
        for (String key : List.of("fastmoss.token", "fastmoss.url", "shops.dir")) {
            write(SETTINGS, workplace.text(SETTINGS).replaceAll("(?m)^" + key + " =.*\n", ""));
            lookTwice();
            assertThat(state(SETTINGS).status()).as(key).isEqualTo(Status.REFUSED);
            assertThat(state(SETTINGS).message()).as(key).contains("with it routes/", key);
            workplace.configure();
            lookTwice();
            assertThat(problems()).isEmpty();
        }
        pollsAsEver("shops", "live");
    }

    @Test
    void takesSettingsWithoutWhatADeletedFileNeeded() throws Exception {
        workplace.property("shops.dir", "data/archive").property("second.dir", "data/second");
        workplace.sink("second", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "{{second.dir}}"));
        start();
        Files.delete(file("routes/sinks/second.camel.yaml"));
        write(SETTINGS, workplace.text(SETTINGS).replaceAll("(?m)^second.dir =.*\n", ""));
        lookTwice();
        lookTwice();

        assertThat(problems()).isEmpty();
        assertThat(route("second")).isNull();
        assertThat(state(SETTINGS).loads()).isEqualTo(2);
    }
}
