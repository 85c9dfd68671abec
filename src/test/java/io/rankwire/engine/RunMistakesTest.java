package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --once} does where {@code check} finds mistakes: nothing is bought for them, and the rest goes on. */
class RunMistakesTest {
    private static final Map<String, String> GB = Map.of("region", "GB", "period", "day");
    private static final String SHOPS = "fastmoss-shop-most-promoted";

    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder).feed("shops", SHOPS, GB, "archive").archive("csv");
    }

    private int requests() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    @Test
    void buysNothingForASinkThatIsNotThere() throws IOException {
        workplace.feed("shops", SHOPS, GB, "archvie");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("shops.camel.yaml:14:23  there is no sink archvie; did you mean archive?")
                .doesNotContain("\tat ");
        assertThat(requests()).isZero();
    }

    @Test
    void buysNothingWithASettingThatCannotBe() throws IOException {
        workplace.property("fastmoss.requestsPerSecond", "two");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("rankwire.properties:", "fastmoss.requestsPerSecond is 'two'")
                .doesNotContain("\tat ");
        assertThat(requests()).isZero();
    }

    @Test
    void runsTheFeedsThatDoNotReadTheMistakenSetting() throws IOException {
        workplace.property("keyapi.requestsPerSecond", "two").property("mail.port", "elevenhundred");

        Workplace.Result result = workplace.run("run", "--once");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("keyapi.requestsPerSecond is 'two'", "mail.port is 'elevenhundred'");
        assertThat(workplace.files("data/archive")).hasSize(2);
        assertThat(workplace.run("run", "--once", "shops").exit()).isZero();
    }

    @Test
    void endsWellWhenOnlyWhatWasNotAskedForIsWrong() throws IOException {
        workplace.feed("other", SHOPS, GB, "archvie");

        Workplace.Result result = workplace.run("run", "--once", "shops");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("other.camel.yaml:14:23  there is no sink archvie");
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void saysThatASinkOfTheFeedThatWasAskedForIsWrong() throws IOException {
        workplace
                .feed("shops", SHOPS, GB, "archive, second")
                .sink("second", "export", Map.of("format", "cvs"), "file-drop", Map.of("directory", "data/second"));

        Workplace.Result result = workplace.run("run", "--once", "shops");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("second.camel.yaml:9:24  format is 'cvs'");
        assertThat(workplace.files("data/archive")).hasSize(2);
    }
}
