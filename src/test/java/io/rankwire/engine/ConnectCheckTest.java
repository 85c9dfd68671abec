package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCheckTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder);
        workplace.feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "partner, team, hook");
        partner("inbox");
        workplace.sink("team", "ranking-report", Map.of("top", "5"), "email", Map.of("to", "team@example.com"));
        workplace.webhook("hook");
        Files.createDirectories(workplace.sandbox.sftp().root().resolve("inbox"));
    }

    private void partner(String directory) throws IOException {
        workplace.sink(
                "partner",
                "export",
                Map.of("format", "csv"),
                "sftp-drop",
                Map.of(
                        "host", "{{partner.sftp.host}}",
                        "port", "{{partner.sftp.port}}",
                        "username", "{{partner.sftp.username}}",
                        "privateKeyFile", "{{partner.sftp.privateKeyFile}}",
                        "knownHostsFile", "{{partner.sftp.knownHostsFile}}",
                        "directory", directory));
    }

    @Test
    void logsInEverywhereAndLeavesNothing() throws IOException {
        Workplace.Result result = workplace.run("check", "--connect");

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains(" ok ")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("account fastmoss") && line.contains("it answered"))
                .anyMatch(line -> line.startsWith("partner (sftp-drop)") && line.contains("the folder is there"))
                .anyMatch(line -> line.startsWith("team (email)") && line.contains("logged in"))
                .anyMatch(line -> line.startsWith("hook (webhook)") && line.contains("nothing sent"));
        assertThat(workplace.sandbox.smtp().messages()).isEmpty();
        assertThat(workplace.sandbox.webhooks().received()).isEmpty();
        assertThat(workplace.sandbox.sftp().root().resolve("inbox")).isEmptyDirectory();
    }

    private List<String> accounts(Workplace.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("account ") && !line.contains(": about "))
                .toList();
    }

    @Test
    void asksEveryAccountOnceByItsCheapestFeedAndCountsIt() throws IOException {
        workplace
                .feed("dear", "keyapi-insights-products", Map.of("region", "US", "maxRows", "20"), "partner")
                .feed("cheap", "keyapi-product-analytics", Map.of("region", "US", "maxRows", "10"), "partner");

        Workplace.Result result = workplace.run("check", "--connect");

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "asking account fastmoss for one row costs 1 request\n",
                        "asking account keyapi for one row costs 1 request, 1 credit\n",
                        "place ");
        assertThat(accounts(result))
                .hasSize(2)
                .anyMatch(line -> line.matches("account keyapi +ok +it answered keyapi-product-analytics"));
        assertThat(workplace.sandbox.fastMoss().requests()).hasSize(1);
        assertThat(workplace.sandbox.keyApi().requests()).hasSize(1);
        assertThat(workplace.run("budget", "--json").out())
                .contains("\"account\":\"fastmoss\"", "\"account\":\"keyapi\"", "\"used\":1");
        assertThat(workplace.run("snapshots", "--json").out()).isEmpty();
    }

    @Test
    void asksNoAccountUnlessItIsTold() throws IOException {
        assertThat(workplace.run("check").exit()).isZero();

        assertThat(workplace.sandbox.fastMoss().requests()).isEmpty();
    }

    @Test
    void saysWhyAnAccountDoesNotAnswer() throws IOException {
        workplace.sandbox.fastMoss().faults().on(Fault.UNAUTHORIZED);
        assertThat(accounts(workplace.run("check", "--connect"))).allMatch(line -> line.contains("  refused  "));

        workplace.sandbox.fastMoss().reset();
        workplace.sandbox.fastMoss().faults().on(Fault.PAYMENT_REQUIRED);
        Workplace.Result broke = workplace.run("check", "--connect", "--json");
        assertThat(broke.exit()).isEqualTo(1);
        assertThat(broke.err()).contains("asking account fastmoss");
        assertThat(broke.out())
                .contains("{\"kind\":\"connection\",\"place\":\"account fastmoss\",\"result\":\"out of credits\"");

        workplace.sandbox.fastMoss().close();
        assertThat(accounts(workplace.run("check", "--connect")))
                .allMatch(line -> line.contains("  failed  ") && line.contains("gives no answer"));
    }

    @Test
    void saysThatTheFolderIsMissing() throws IOException {
        partner("outbox");

        Workplace.Result result = workplace.run("check", "--connect");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("partner (sftp-drop)  failed", "there is no folder", "outbox", "createDirectory");
    }

    @Test
    void saysWhichPlacesCannotBeReached() throws IOException {
        workplace.sandbox.smtp().close();
        workplace.sandbox.webhooks().close();
        workplace.sandbox.sftp().refuseLogins(true);

        Workplace.Result result = workplace.run("check", "--connect");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out().lines().filter(line -> line.contains(" failed ")))
                .hasSize(3);
    }
}
