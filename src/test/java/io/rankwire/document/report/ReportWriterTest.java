package io.rankwire.document.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportWriterTest {
    private static final Report.Heading HEADING =
            new Report.Heading(Rankings.FEED, "US beauty live products", "Sample top products", Rankings.LAYOUT);

    @TempDir
    Path home;

    private Path templates;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() throws IOException {
        templates = Files.createDirectories(home.resolve("config/templates"));
        rankings = new Rankings(home);
    }

    private Report report(Snapshot snapshot) {
        return report(snapshot, HEADING);
    }

    private Report report(Snapshot snapshot, Report.Heading heading) {
        return new ReportWriter(rankings.snapshots(), templates)
                .draft(snapshot, heading, Chosen.REPORT)
                .report()
                .get();
    }

    @Test
    void tellsTheStrongestFactFirst() {
        Report report = report(rankings.threeWeeks());

        assertThat(report.subject()).isEqualTo("US beauty live products, week 13: Charlie cleanser new no. 1, from 2");
        assertThat(report.preview())
                .isEqualTo("Charlie cleanser takes the lead, up from 2; 2 came in, one dropped out.");
        assertThat(report(rankings.snapshots().list(Optional.empty()).get(0))).isEqualTo(report);
    }

    @Test
    void tellsMovesInSignsAndWordsNotInColourAlone() {
        Report report = report(rankings.threeWeeks());

        assertThat(report.html())
                .contains("▲ 1", "▼ 1", ">RE<", ">NEW<", ">±0<", "lang=\"en\"", "scope=\"col\"", "color-scheme")
                .contains("USD\u00a01,234,568", "EUR\u00a099,001", "Dropped out", "Foxtrot balm")
                .contains("<img src=\"cid:" + report.images().get(0).id() + "\"")
                .doesNotContain("url(", "@import");
    }

    @Test
    void readsTheRowsOfARankingAndOfTheOneBeforeItOnce() {
        Snapshot snapshot = rankings.threeWeeks();
        List<String> read = rankings.pagesRead();

        report(snapshot);

        assertThat(read)
                .containsExactlyInAnyOrder(
                        snapshot.id() + " 1",
                        snapshot.id() + " 2",
                        snapshot.baseline().orElseThrow().id() + " 1");
    }

    @Test
    void showsTheRanksInATableWhereNothingCanBeDrawn() {
        Snapshot snapshot = rankings.threeWeeks();
        ReportWriter writer = new ReportWriter(rankings.snapshots(), templates, null);

        Report report = writer.draft(snapshot, HEADING, Chosen.REPORT).report().get();

        assertThat(report.images()).isEmpty();
        assertThat(report.html()).contains(">W11</th>", ">W13</th>").doesNotContain("cid:");
    }

    @Test
    void letsNoVendorTextActInAMail() {
        Snapshot snapshot = rankings.fetch("2026-W13", "hostile-1", "hostile-2");
        Report.Heading heading = new Report.Heading(
                "f", "Bad <b>\r\nBcc: victim@example.com\u202e" + "x".repeat(300), "<i>", Rankings.LAYOUT);
        Report report = report(snapshot, heading);

        assertThat(report.subject())
                .hasSizeLessThanOrEqualTo(120)
                .startsWith("US · Bad <b> Bcc: victim@example.com")
                .endsWith("…, week 13: first report")
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

        assertThat(html).contains("and 80 more in the ranking", "and 95 more");
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
    }

    @Test
    void showsAsManyOfTheFirstRowsAsFitAndSaysSo() {
        byte[][] pages = IntStream.range(0, 100)
                .mapToObj(page -> IntStream.range(page * 5, page * 5 + 5)
                        .mapToObj(i -> "{\"product_id\":\"%d\",\"title\":\"Product %d\",\"sold\":%d}"
                                .formatted(i, i, 1000 - i))
                        .collect(Collectors.joining(",", "{\"code\":0,\"data\":{\"total\":500,\"list\":[", "]}}")))
                .map(page -> page.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Snapshot snapshot = rankings.fetchPages("2026-W13", pages);
        ReportOptions all = Chosen.report(Map.of("top", "500"));

        Report report = new ReportWriter(rankings.snapshots(), templates)
                .draft(snapshot, HEADING, all)
                .report()
                .get();

        assertThat(report.html().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(70_000, 90_000);
        assertThat(report.html()).containsPattern("Shown are the first \\d+ of the 500 that were asked for");
        assertThat(report.text()).contains("Product 499").doesNotContain("Shown are the first");
    }

    @Test
    void takesTheOperatorsTemplateBeforeItsOwn() throws IOException {
        Files.writeString(templates.resolve("ranking-report.html.ftlh"), "<p>${title} & ${top[0].name} ${rows * 1000}");

        Report report = report(rankings.threeWeeks(), new Report.Heading("a<b", null, "s", Rankings.LAYOUT));

        assertThat(report.html()).isEqualTo("<p>a&lt;b & Charlie cleanser 6,000");
        assertThat(report.text()).startsWith("a<b\n");
        assertThat(report.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ${"freemarker.template.utility.Execute"?new()("id")} | 2:1  Instantiating freemarker.template.utility.Execute is not allowed
            ${title?api.class} | 2:3  Can't use ?api
            ${top.class.name} | 2:3  For "." left-hand operand
            <#include "../secrets.txt"> | 2:1  Template inclusion failed
            <#list 1.. as x>${x}</#list> | it writes more than 4194304 characters
            <#list 1.. as x></#list> | it takes longer than
            ${nothing} | 2:3  The following has evaluated to null or missing
            <#if | 2:
            ${say("no.such.text")} | 2:1  there is no text
            """)
    void neverLetsATemplateThatReachesOutOrIsBrokenStopTheReport(String template, String fault) throws IOException {
        Files.writeString(home.resolve("config/secrets.txt"), "secret");
        Files.writeString(templates.resolve("ranking-report.html.ftlh"), "<p>\n" + template);
        Snapshot snapshot = rankings.threeWeeks();

        Report report = report(snapshot);

        assertThat(report.faults()).hasSize(1);
        assertThat(report.faults().get(0).toString())
                .startsWith("ranking-report.html.ftlh")
                .contains(fault);
        assertThat(report.html())
                .contains("Charlie cleanser", "The built-in one was used", "ranking-report.html.ftlh")
                .doesNotContain("secret\n");
        assertThat(report.text()).contains("! The template ranking-report.html.ftlh");
    }

    @Test
    void saysWhichTemplateIsNotThere() {
        ReportOptions options = Chosen.report(Map.of("template", "mine"));

        Report report = new ReportWriter(rankings.snapshots(), templates)
                .draft(rankings.threeWeeks(), HEADING, options)
                .report()
                .get();

        assertThat(report.faults())
                .extracting(TemplateFault::toString)
                .containsExactly("mine.html.ftlh  there is no such file", "mine.txt.ftl  there is no such file");
    }
}
