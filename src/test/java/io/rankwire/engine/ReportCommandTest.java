package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "period", "day"), "archive, team")
                .archive("csv")
                .sink(
                        "team",
                        "ranking-report",
                        Map.of("top", "3", "attach", "csv"),
                        "email",
                        Map.of("to", "team@example.com"));
    }

    private Workplace.Result report(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--out";
        all[all.length - 1] = folder.resolve("out").toString();
        return workplace.run(all);
    }

    @Test
    void writesWhatTheSinkWouldMailAndSendsNothing() throws Exception {
        assertThat(workplace.run("run", "--once").exit()).isZero();
        int sent = workplace.sandbox.smtp().messages().size();

        Workplace.Result result = report("shops");

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        List<Path> files = result.out().lines().map(Path::of).toList();
        assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(files.get(0))
                .hasFileName(files.get(1).getFileName().toString().replace(".txt", ".html"));
        assertThat(Files.readString(files.get(0))).doesNotContain("cid:");
        try (var eml = Files.newInputStream(files.get(files.size() - 1))) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), eml);
            assertThat(mail.getSubject())
                    .isEqualTo(workplace.sandbox.smtp().messages().get(0).getSubject());
            assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("team@example.com"));
        }
        assertThat(workplace.sandbox.smtp().messages()).hasSize(sent);
        assertThat(report("shops", "--snapshot", "1").exit()).isZero();
        assertThat(report("shops", "--snapshot", "99").exit()).isEqualTo(2);
    }

    @Test
    void writesOneMailForEverySeriesOfAFeed() throws Exception {
        workplace.feed(
                "markets", "fastmoss-shop-most-promoted", Map.of("region", "GB, US", "period", "day"), "archive, team");
        assertThat(workplace.run("run", "--once", "markets").exit()).isZero();

        Workplace.Result result = report("markets");

        assertThat(result.exit()).isZero();
        assertThat(result.out()
                        .lines()
                        .map(line -> Path.of(line).getFileName().toString())
                        .filter(name -> name.endsWith(".eml"))
                        .map(name -> name.replaceAll("_.*", "")))
                .containsExactly("markets-GB", "markets-US");
    }

    @Test
    void namesWhatIsNotThere() throws IOException {
        assertThat(report("shop").exit()).isEqualTo(2);
        assertThat(report("shops", "--sink", "archive").err())
                .contains("there is no sink archive that writes a report");
        assertThat(report("shops").exit()).isEqualTo(1);
        assertThat(report("shops").err()).contains("shops has no finished ranking yet");
        assertThat(workplace.run("report", "shops").exit()).isEqualTo(2);
    }
}
