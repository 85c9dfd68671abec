package io.rankwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCheckTest {
    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder);
        workplace.feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "partner, team, hook");
        partner("inbox");
        workplace.sink("team", "ranking-report", Map.of("top", "5"), "email", Map.of("to", "team@example.com"));
        workplace.sink(
                "hook",
                "export",
                Map.of("format", "csv"),
                "webhook",
                Map.of(
                        "urlProperty", "ops.webhook.url",
                        "secretProperty", "ops.webhook.secret",
                        "allowHosts", "{{ops.webhook.allowHosts:}}"));
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

    @AfterEach
    void moveOut() throws IOException {
        workplace.close();
    }

    @Test
    void logsInEverywhereAndLeavesNothing() throws IOException {
        Workplace.Result result = workplace.run("check", "--connect");

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains(" ok ")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("partner (sftp-drop)") && line.contains("the folder is there"))
                .anyMatch(line -> line.startsWith("team (email)") && line.contains("logged in"))
                .anyMatch(line -> line.startsWith("hook (webhook)") && line.contains("nothing sent"));
        assertThat(workplace.sandbox.smtp().messages()).isEmpty();
        assertThat(workplace.sandbox.webhooks().received()).isEmpty();
        assertThat(workplace.sandbox.sftp().root().resolve("inbox")).isEmptyDirectory();
        assertThat(workplace.sandbox.fastMoss().requests()).isEmpty();
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
