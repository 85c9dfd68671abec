package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandsTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void publishToAWebhook() throws IOException {
        workplace = new Workplace(folder)
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "hook, archive")
                .archive("csv")
                .webhook("hook");
    }

    private long received() {
        return workplace.sandbox.webhooks().received().size();
    }

    @Test
    void triesAgainAsTheReceiverAsksAndUnderTheSameId() throws IOException {
        workplace.sandbox.webhooks().answer(503, Duration.ofHours(7));
        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.run("deliveries", "--sink", "hook", "--json").out())
                .contains("\"status\":\"due\"", "\"lastError\":\"HTTP 503\"");
        workplace.sandbox.webhooks().answerAsUsual();
        workplace.run("deliveries", "retry", "1");

        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.sandbox.webhooks().received())
                .hasSize(2)
                .allMatch(message -> message.verified())
                .extracting(message -> message.id())
                .containsOnly(workplace.sandbox.webhooks().received().get(0).id());
        assertThat(workplace.run("deliveries", "attempts", "1", "--json").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"attempt\":1", "\"outcome\":\"failed\"", "HTTP 503");
    }

    @Test
    void givesUpWhatWillNotPass() throws IOException {
        workplace.sandbox.webhooks().answer(404);

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(received()).isEqualTo(1);
        assertThat(workplace.run("sinks", "--json").out()).contains("\"sink\":\"hook\"", "\"dead\":1");
    }

    @Test
    void handsNothingToAReceiverThatIsGoneUntilItIsEnabled() throws IOException {
        workplace.sandbox.webhooks().answer(410);
        workplace.run("run", "--once");
        workplace.sandbox.webhooks().answerAsUsual();
        workplace.run("deliveries", "retry", "1");

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(received()).isEqualTo(1);
        assertThat(workplace.run("sinks", "--json").out()).contains("\"state\":\"disabled\"", "HTTP 410");
        assertThat(workplace.run("sinks", "enable", "hook").exit()).isZero();
        assertThat(workplace.run("sinks", "--json").out()).contains("\"state\":\"waiting\"");
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(received()).isEqualTo(2);
        assertThat(workplace.run("sinks", "--json").out()).contains("\"state\":\"ready\"");
    }

    @Test
    void testsASinkPastTheLedger() throws IOException {
        assertThat(workplace.run("sinks", "test", "hook").err()).contains("there is no finished ranking yet");
        workplace.run("run", "--once");
        String before = workplace.run("deliveries", "--json").out();

        assertThat(workplace.run("sinks", "test", "hook").out()).contains("sink hook took ranking.test");
        workplace.sandbox.webhooks().answer(410);
        Workplace.Result refused = workplace.run("sinks", "test", "hook");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("sink hook failed: HTTP 410");
        assertThat(workplace.run("sinks", "--json").out()).doesNotContain("disabled");
        assertThat(workplace.run("deliveries", "--json").out()).isEqualTo(before);
        assertThat(workplace.run("sinks", "test", "hok").err()).contains("hook");
    }

    @Test
    void replaysASnapshotUnderANewId() throws IOException {
        workplace.run("run", "--once");

        assertThat(workplace.run("replay", "1", "--sink", "hook").out()).contains("delivery 3 is due");
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.sandbox.webhooks().received())
                .hasSize(2)
                .extracting(message -> message.id())
                .doesNotHaveDuplicates();
        assertThat(workplace.run("replay", "9", "--sink", "hook").err()).contains("there is no finished snapshot 9");
    }

    @Test
    void givesASinkThatCameLaterTheSnapshotThatIsThere() throws IOException {
        workplace.run("run", "--once");
        assertThat(workplace.run("replay", "1", "--sink", "late"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("there is no sink late"));
        workplace.sink("late", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "data/late"));

        assertThat(workplace.run("replay", "1", "--sink", "late").exit()).isZero();
        assertThat(workplace.run("run", "--once").exit()).isZero();

        String name = workplace.files("data/archive").get(0);
        assertThat(workplace.text("data/late/" + name)).isEqualTo(workplace.text("data/archive/" + name));
    }

    @Test
    void listsTheNewestDeliveriesAndSaysThatThereAreMore() throws IOException {
        workplace.run("run", "--once");

        Workplace.Result one = workplace.run("deliveries", "--json", "--limit", "1");
        assertThat(one.out().lines()).hasSize(1).first().asString().contains("\"id\":2,");
        assertThat(one.err()).contains("these are the newest 1; --limit shows more");
        assertThat(workplace.run("deliveries", "--json", "--limit", "2"))
                .satisfies(result -> assertThat(result.out().lines()).hasSize(2))
                .satisfies(result -> assertThat(result.err()).isEmpty());
        assertThat(workplace.run("deliveries", "--limit", "0").err()).contains("--limit is 0; it must be 1 or more");
    }

    @Test
    void callsNothingInThePrivateNetworkThatIsNotAllowedByName() throws IOException {
        String url = workplace.sandbox.properties().get("ops.webhook.url");
        workplace
                .property("ops.webhook.url", url.replace("http:", "https:"))
                .property("ops.webhook.allowHosts", "hooks.example.com");

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(received()).isZero();
        assertThat(workplace.run("deliveries", "--sink", "hook", "--json").out())
                .contains("\"status\":\"dead\"", "127.0.0.1, an address of this machine or a private network");
    }

    @Test
    void skipsADeliveryThatNobodyWants() throws IOException {
        workplace.sandbox.webhooks().answer(500);
        workplace.run("run", "--once");

        assertThat(workplace.run("deliveries", "skip", "1").exit()).isZero();
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(received()).isEqualTo(1);
        assertThat(workplace.run("deliveries", "skip", "2").err())
                .contains("delivery 2: the delivery was made already");
        assertThat(workplace.run("deliveries", "retry", "7").err()).contains("there is no delivery 7");
    }

    @Test
    void triesASinkAsOftenAsItsOwnScheduleSays() throws IOException {
        workplace.property("hook.retries", "0s").sandbox.webhooks().answer(500);

        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);
        assertThat(received()).isEqualTo(2);
        assertThat(workplace.run("deliveries", "--status", "dead", "--json").out())
                .contains("\"attempts\":2");
    }
}
