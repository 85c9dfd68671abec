package io.rankwire.document.report;

import static io.rankwire.document.ShippedRankings.FIRST;
import static io.rankwire.document.ShippedRankings.SECOND;
import static io.rankwire.document.ShippedRankings.THIRD;
import static io.rankwire.document.ShippedRankings.scope;
import static io.rankwire.document.ShippedRankings.source;
import static io.rankwire.document.ShippedRankings.third;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.document.ShippedPages;
import io.rankwire.document.ShippedRankings;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole reports, of every source and in every state. */
class ReportGoldenTest {

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    private ShippedRankings shipped;

    @BeforeEach
    void open() {
        rankings = new Rankings(home);
        shipped = new ShippedRankings(rankings);
    }

    private Report report(ShippedPages pages, Snapshot snapshot, Map<String, String> parameters) {
        Source source = source(pages);
        Report.Heading heading = new Report.Heading(
                "us-report",
                "The report of " + pages.name().toLowerCase(java.util.Locale.ROOT),
                source.title(),
                source.endpoint().report());
        return new ReportWriter(rankings.snapshots(), home)
                .draft(snapshot, heading, Chosen.report(parameters))
                .report()
                .get();
    }

    @ParameterizedTest
    @EnumSource
    void everySourceHasAReportThatFitsIt(ShippedPages pages) throws IOException {
        Report report = report(pages, shipped.three(pages), Map.of("top", "10", "watch", "Shop 2; Product 4; Nobody"));

        Goldens.verify(pages.source(), report);
        assertThat(report.images()).hasSize(1);
    }

    @Test
    void aFirstReportSaysThatItIsTheFirst() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        Snapshot first =
                shipped.fetch(ShippedPages.PRODUCTS, third, ShippedPages.PRODUCTS.page(FIRST, third.vendorValue()));

        Report report = report(ShippedPages.PRODUCTS, first, Map.of());

        Goldens.verify("first", report);
        assertThat(report.images()).isEmpty();
    }

    @Test
    void aPartialOneSaysNothingOfWhoDroppedOut() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        shipped.fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        Snapshot partial = shipped.fetch(pages, third, pages.page(List.of(2, 1, 13), third.vendorValue(), 12));

        Goldens.verify("partial", report(pages, partial, Map.of("watch", "Product 4")));
    }

    @Test
    void anOlderBaselineAndAPeriodThatIsNotPublishedYetAreSaid() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        shipped.fetch(pages, third.minus(3), pages.page(FIRST, third.minus(3).vendorValue()));
        shipped.fetch(
                pages, third.minus(-1), pages.page(List.of(), third.minus(-1).vendorValue()));
        Snapshot snapshot = shipped.fetch(pages, third, pages.page(SECOND, third.vendorValue()));

        Goldens.verify("gap-and-unpublished", report(pages, snapshot, Map.of()));
    }

    @Test
    void aCorrectedOneSaysWhatChanged() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        shipped.fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        shipped.fetch(pages, third, pages.page(SECOND, third.vendorValue()));
        Map<String, String> asked = new TreeMap<>(scope(pages));
        asked.putAll(Map.of("recheck", "7d", "date", third.key()));
        Source source = source(pages);
        Feed feed = source.feeds("us-report", asked, ZoneOffset.UTC).get(0);
        Instant later = third.last().plusDays(4).atTime(8, 0).toInstant(ZoneOffset.UTC);
        byte[] corrected = pages.page(THIRD, third.vendorValue());

        Goldens.verify("corrected", report(pages, rankings.fetch(source, feed, later, n -> corrected), Map.of()));
    }

    @Test
    void aLateOneSaysThatItIsLate() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        shipped.fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        Map<String, String> asked = new TreeMap<>(scope(pages));
        asked.putAll(Map.of("publishDeadline", "1d", "date", third.key()));
        Source source = source(pages);
        Feed feed = source.feeds("us-report", asked, ZoneOffset.UTC).get(0);
        Instant overdue = third.last().plusDays(3).atTime(8, 0).toInstant(ZoneOffset.UTC);
        byte[] nothing = pages.page(List.of(), third.vendorValue());
        byte[] page = pages.page(SECOND, third.vendorValue());

        assertThat(rankings.fetch(source, feed, overdue, number -> nothing)).isNull();
        Snapshot late = rankings.fetch(source, feed, overdue.plus(Duration.ofDays(1)), number -> page);

        Goldens.verify("late", report(pages, late, Map.of()));
    }

    @Test
    void rowsThatStepsLeftOutAreCounted() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        rankings.keeping(row -> !row.values().contains("Shop 0"));
        shipped.fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        Snapshot thinned = shipped.fetch(pages, third, pages.page(SECOND, third.vendorValue()));

        Goldens.verify("row-steps", report(pages, thinned, Map.of()));
    }

    @Test
    void tiesAreShownAsTies() throws IOException {
        Report report = new ReportWriter(rankings.snapshots(), home)
                .draft(
                        rankings.threeWeeks(),
                        new Report.Heading("us-beauty", null, "Sample top products", Rankings.LAYOUT),
                        Chosen.REPORT)
                .report()
                .get();

        Goldens.verify("ties", report);
        assertThat(report.text()).contains("   =2  ");
    }

    @Test
    void aCappedOneSaysHowDeepItGoes() throws IOException {
        Source capped = Rankings.source(text -> text.replace("largestPage: 5", "largestPage: 5, cap: 5"));
        Series series =
                new Series("sample-top-product", PeriodType.WEEK, Map.of("region", "US", "orderBy", "units_sold"));
        Feed feed = new Feed(
                "us-beauty",
                "",
                series,
                new Feed.Terms("sample", 100, Optional.empty(), Optional.empty()),
                new Feed.When(Optional.of("2026-W13"), 0, ZoneOffset.UTC, false),
                new Feed.Limits(5, Integer.MAX_VALUE, false));
        byte[] page = Rankings.resource("pages/2026-W13-1.json");
        Snapshot snapshot = rankings.fetch(capped, feed, Instant.parse("2026-03-31T08:00:00Z"), n -> page);
        Report.Heading heading = new Report.Heading("us-beauty", null, "Sample top products", Rankings.LAYOUT);

        Map<String, String> watch = Map.of("watch", "Nobody");
        Goldens.verify(
                "capped",
                new ReportWriter(rankings.snapshots(), home)
                        .draft(snapshot, heading, Chosen.report(watch))
                        .report()
                        .get());
    }

    @Test
    void theSampleForTemplatesIsARealReport() throws IOException {
        ShippedPages pages = ShippedPages.PRODUCTS;
        Source source = source(pages);
        ReportOptions options = Chosen.report(Map.of("top", "3", "watch", "Shop 2; Product 7; Nobody"));
        ReportModel model = new ReportModel(
                rankings.snapshots(),
                shipped.three(pages),
                new Report.Heading(
                        "us-report", null, source.title(), source.endpoint().report()),
                options);

        Map<String, Object> sample = model.of(model.past(Integer.MAX_VALUE), "ranks-3@rankwire", Integer.MAX_VALUE);

        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
        Path expected = Path.of("src/main/resources/io/rankwire/document/report/templates/sample-model.json");
        Goldens.compare(expected, json);
    }

    @Test
    void readsInChinese() throws IOException {
        ShippedPages pages = ShippedPages.PRODUCTS;
        Goldens.verify(
                "zh-CN", report(pages, shipped.three(pages), Map.of("locale", "zh-CN", "watch", "Shop 2, Nobody")));
    }

    @Test
    void aLanguageThatIsNotThereIsEnglishThroughout() {
        ShippedPages pages = ShippedPages.PRODUCTS;
        Snapshot snapshot = shipped.three(pages);
        Report english = report(pages, snapshot, Map.of());

        assertThat(List.of("de-DE", "pt-BR", "zh-TW", "ja"))
                .allSatisfy(locale -> assertThat(report(pages, snapshot, Map.of("locale", locale)))
                        .isEqualTo(english));
    }
}
