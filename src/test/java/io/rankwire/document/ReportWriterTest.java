package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWriterTest {
    private static final Report.Heading HEADING = new Report.Heading(
            Rankings.FEED, Optional.of("US beauty live products"), "Sample top products", Rankings.LAYOUT);

    @TempDir
    Path home;

    private Path templates;
    private Rankings rankings;

    @BeforeEach
    void openStore() throws IOException {
        templates = Files.createDirectories(home.resolve("config/templates"));
        rankings = new Rankings(home);
    }

    @AfterEach
    void closeStore() {
        rankings.close();
    }

    private Report report(Snapshot snapshot) {
        return report(snapshot, HEADING);
    }

    private Report report(Snapshot snapshot, Report.Heading heading) {
        return new ReportWriter(rankings.snapshots(), templates).write(snapshot, heading, ReportOptions.USUAL);
    }

    @Test
    void tellsWhoMovedInPlainText() {
        Report report = report(rankings.threeWeeks());

        assertThat(report.text()).isEqualTo(Rankings.golden("report.txt"));
        assertThat(report.subject()).isEqualTo("US beauty live products · 2026-W13 · 1 new, 1 re-entry");
        assertThat(report.preview()).isEqualTo("1. Charlie cleanser · 1 climbed, 2 fell, 1 dropped out");
    }

    @Test
    void tellsTheSameInHtmlInSignsAndWordsNotInColourAlone() {
        Report report = report(rankings.threeWeeks());

        assertThat(report.html())
                .contains("▲ 1", "▼ 1", ">RE<", ">NEW<", ">=<", "lang=\"en\"", "scope=\"col\"", "color-scheme")
                .contains("USD 1,234,568", "EUR 99,001", "Dropped out", "Foxtrot balm")
                .doesNotContain("<img", "url(", "@import");
        assertThat(report(rankings.snapshots().list(Optional.empty()).get(0))).isEqualTo(report);
    }

    @Test
    void saysThatAFirstReportComparesNothing() {
        Report report = report(rankings.fetch("2026-W11", "2026-W11"));

        assertThat(report.subject()).isEqualTo("US beauty live products · 2026-W11 · first report");
        assertThat(report.html()).contains("This is the first ranking").doesNotContain("▲", "NEW", "Compared with");
    }

    @Test
    void saysWhenTheBaselineIsOlderOrTheRankingIsNotWhole() {
        rankings.fetch("2026-W11", "2026-W11");
        Snapshot snapshot = rankings.limitedTo(5).fetch("2026-W13", "2026-W13-1");

        assertThat(report(snapshot).html())
                .contains("This feed asks for the first 5 places only.")
                .contains("Compared with 2026-W11: there is no complete ranking of the week just before.");
    }

    @Test
    void letsNoVendorTextActInAMail() {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");
        Report.Heading heading = new Report.Heading(
                "f", Optional.of("Bad <b>\r\nBcc: victim@example.com\u202e" + "x".repeat(300)), "<i>", Rankings.LAYOUT);
        Report report = report(snapshot, heading);

        assertThat(report.subject())
                .hasSizeLessThanOrEqualTo(120)
                .startsWith("Bad <b> Bcc: victim@example.com")
                .endsWith("… · 2026-W13 · first report")
                .doesNotContainPattern("[\\p{Cc}\u202e]");
        assertThat(report.html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "😀", "&lt;i&gt;", "&lt;b&gt;")
                .doesNotContain("<script", "<b>", "<i>", "javascript:", "onmouseover", "\u202e");
        assertThat(report.text()).contains("Cream Bcc: victim@example.com\n").doesNotContain("\r", "\u202e");
    }

    @Test
    void staysSmallEnoughToBeShownWhole() {
        rankings.fetch("2026-W12", "2026-W12");
        byte[][] pages = IntStream.range(0, 20)
                .mapToObj(page -> IntStream.range(page * 5, page * 5 + 5)
                        .mapToObj(i ->
                                "{\"product_id\":\"%d\",\"title\":\"%s\",\"link\":\"https://x.example/%s\",\"sold\":%d}"
                                        .formatted(i, "\\\"<&".repeat(100), "a&b".repeat(150), 1000 - i))
                        .collect(Collectors.joining(",", "{\"code\":0,\"data\":{\"total\":100,\"list\":[", "]}}")))
                .map(page -> page.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);

        String html = report(rankings.fetchPages("2026-W13", pages)).html();

        assertThat(html).contains("and 80 more in the ranking", "and 90 more");
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
    }

    @Test
    void takesTheOperatorsTemplateBeforeItsOwn() throws IOException {
        Files.writeString(templates.resolve("ranking-report.html.ftlh"), "<p>${title} & ${top[0].name} ${rows * 1000}");

        Report report =
                report(rankings.threeWeeks(), new Report.Heading("a<b", Optional.empty(), "s", Rankings.LAYOUT));

        assertThat(report.html()).isEqualTo("<p>a&lt;b & Charlie cleanser 6,000");
        assertThat(report.text()).startsWith("a<b\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${title?api.class}",
                "${top.class.name}",
                "<#include \"../secrets.txt\">",
                "<#list 1.. as x>${x}</#list>",
                "${nothing}",
                "<#if"
            })
    void stopsATemplateThatReachesOutOrIsBroken(String template) throws IOException {
        Files.writeString(home.resolve("config/secrets.txt"), "secret");
        Files.writeString(templates.resolve("ranking-report.html.ftlh"), template);
        Snapshot snapshot = rankings.threeWeeks();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(snapshot))
                .withMessageStartingWith("template ranking-report.html.ftlh cannot be used: ");
    }
}
