package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorMailTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void nameAnOperator() throws IOException {
        workplace = new Workplace(folder).property("rankwire.operator.email", "ops@example.com");
    }

    private Workplace shops() throws IOException {
        return workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "archive")
                .archive("csv");
    }

    private String onlyMail() throws Exception {
        assertThat(workplace.sandbox.smtp().messages()).hasSize(1);
        MimeMessage mail = workplace.sandbox.smtp().messages().get(0);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@example.com");
        return mail.getSubject() + "\n" + mail.getContent();
    }

    @Test
    void hearsOfASinkThatWantsNothingMore() throws Exception {
        workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "hook")
                .webhook("hook");
        workplace.sandbox.webhooks().answer(410);
        assertThat(workplace.run("run", "--once").exit()).isEqualTo(1);

        assertThat(onlyMail())
                .contains(
                        "A sink was disabled: hook",
                        "rankwire sinks enable hook",
                        "A delivery was given up: 1",
                        "Delivery 1 of shops to sink hook was given up, attempt 1: HTTP 410",
                        "rankwire deliveries retry 1");
    }

    @Test
    void hearsOfAnAccountThatTheVendorRefuses() throws Exception {
        shops().property("fastmoss.token", "not-the-token");
        workplace.run("run", "--once");
        workplace.run("run", "--once");

        assertThat(onlyMail())
                .contains("An account was stopped: fastmoss", "rankwire budget resume fastmoss")
                .doesNotContain("not-the-token");
    }

    @Test
    void hearsThatABudgetIsSpent() throws Exception {
        shops().property("fastmoss.requestsPerMonth", "3");
        workplace.run("run", "--once");

        assertThat(onlyMail())
                .contains("A budget is nearly spent: fastmoss", "A budget is spent: fastmoss", "All 3 requests of ");
    }

    @Test
    void seesWhoHasAMail() throws Exception {
        workplace
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "team")
                .sink(
                        "team",
                        "export",
                        Map.of("format", "csv"),
                        "email",
                        Map.of("to", "a@example.com", "bcc", "b@example.com"));
        assertThat(workplace.run("run", "--once").exit()).isZero();

        assertThat(workplace.run("deliveries", "attempts", "1").out())
                .containsPattern("recipient +at +outcome +answer\n")
                .containsPattern("a@example.com +\\S+ +accepted +250 ")
                .containsPattern("b@example.com +\\S+ +accepted +250 ");
        assertThat(workplace.run("deliveries", "attempts", "1", "--json").out().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("\"recipient\":\"b@example.com\"", "\"outcome\":\"accepted\"");
        assertThat(workplace.run("deliveries", "--json").out())
                .containsPattern("\"document\":\"<msg_\\w+@example.com>\",\"bytes\":\\d+,\"sha256\":\"\\w{64}\"");
    }
}
