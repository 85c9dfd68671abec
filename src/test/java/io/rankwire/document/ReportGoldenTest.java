package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Snapshot;
import io.rankwire.vendor.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole reports, of every source and in every state, as text and HTML. {@code -Dreports.write=true} writes what is
 * expected anew, to be read before it is committed.
 */
class ReportGoldenTest {
    private static final Path EXPECTED = Path.of("src/test/resources/reports");
    private static final List<Integer> FIRST = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    private static final List<Integer> SECOND = List.of(2, 1, 3, 5, 4, 6, 12, 8, 9, 13, 11, 7);
    private static final List<Integer> THIRD = List.of(5, 2, 1, 3, 14, 6, 12, 8, 10, 13, 11, 4);

    @TempDir
    Path home;

    private Rankings rankings;

    @BeforeEach
    void open() {
        rankings = new Rankings(home);
    }

    @AfterEach
    void close() {
        rankings.close();
    }

    private static Map<String, String> scope(ShippedPages pages) {
        return switch (pages) {
            case PRODUCTS -> Map.of("region", "US", "categoryId", "14", "period", "week");
            case SHOPS -> Map.of("region", "GB", "period", "day");
            case CREATORS -> Map.of("region", "US", "period", "month");
            case CATEGORIES -> Map.of("region", "US");
            case ANALYTICS -> Map.of("region", "US", "orderBy", "total_sale_30d_cnt");
        };
    }

    private Snapshot fetch(ShippedPages pages, Period period, byte[] page) {
        Source source = source(pages);
        Map<String, String> asked = new TreeMap<>(scope(pages));
        boolean inferred = source.endpoint().inferred();
        if (!inferred) {
            asked.put("date", period.key());
        }
        Feed feed = source.feeds("us-report", asked, ZoneOffset.UTC).get(0);
        Feed dated = inferred ? feed.on(period) : feed;
        Instant now = period.last().plusDays(inferred ? 0 : 2).atTime(8, 0).toInstant(ZoneOffset.UTC);
        return rankings.fetch(source, dated, now, number -> number == 0 ? page : pages.page(List.of(), period.key()));
    }

    private static Source source(ShippedPages pages) {
        String file = "/kamelets/" + pages.source() + ".kamelet.yaml";
        return Source.read(file, ReportGoldenTest.class.getResourceAsStream(file))
                .orElseThrow();
    }

    private Report report(ShippedPages pages, Snapshot snapshot, Map<String, String> parameters) {
        Source source = source(pages);
        Report.Heading heading = new Report.Heading(
                "us-report",
                Optional.of("The report of " + pages.name().toLowerCase(java.util.Locale.ROOT)),
                source.title(),
                source.endpoint().report());
        return new ReportWriter(rankings.snapshots(), home)
                .write(snapshot, heading, ReportOptions.parse(parameters, ReportOptions.Reader.USUAL));
    }

    private static PeriodType type(ShippedPages pages) {
        return switch (pages) {
            case PRODUCTS -> PeriodType.WEEK;
            case CREATORS -> PeriodType.MONTH;
            case SHOPS, CATEGORIES, ANALYTICS -> PeriodType.DAY;
        };
    }

    private static Period third(ShippedPages pages) {
        return Period.containing(type(pages), java.time.LocalDate.of(2026, 3, 25));
    }

    private Snapshot three(ShippedPages pages) {
        Period third = third(pages);
        fetch(pages, third.minus(2), pages.page(FIRST, third.minus(2).vendorValue()));
        fetch(pages, third.minus(1), pages.page(SECOND, third.minus(1).vendorValue()));
        return fetch(pages, third, pages.page(THIRD, third.vendorValue()));
    }

    @ParameterizedTest
    @EnumSource
    void everySourceHasAReportThatFitsIt(ShippedPages pages) throws IOException {
        Report report = report(pages, three(pages), Map.of("top", "10", "watch", "Shop 2; Product 4; Nobody"));

        verify(pages.source(), report);
        assertThat(report.images()).hasSize(1);
    }

    @Test
    void aFirstReportSaysThatItIsTheFirst() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        Snapshot first = fetch(ShippedPages.PRODUCTS, third, ShippedPages.PRODUCTS.page(FIRST, third.vendorValue()));

        Report report = report(ShippedPages.PRODUCTS, first, Map.of());

        verify("first", report);
        assertThat(report.images()).isEmpty();
    }

    @Test
    void aPartialOneSaysNothingOfWhoDroppedOut() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        Snapshot partial = fetch(pages, third, pages.page(List.of(2, 1, 13), third.vendorValue(), 12));

        verify("partial", report(pages, partial, Map.of("watch", "Product 4")));
    }

    @Test
    void anOlderBaselineAndAPeriodThatIsNotPublishedYetAreSaid() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        fetch(pages, third.minus(3), pages.page(FIRST, third.minus(3).vendorValue()));
        fetch(pages, third.minus(-1), pages.page(List.of(), third.minus(-1).vendorValue()));
        Snapshot snapshot = fetch(pages, third, pages.page(SECOND, third.vendorValue()));

        verify("gap-and-unpublished", report(pages, snapshot, Map.of()));
    }

    @Test
    void aCorrectedOneSaysWhatChanged() throws IOException {
        Period third = third(ShippedPages.PRODUCTS);
        ShippedPages pages = ShippedPages.PRODUCTS;
        fetch(pages, third.minus(1), pages.page(FIRST, third.minus(1).vendorValue()));
        fetch(pages, third, pages.page(SECOND, third.vendorValue()));
        Map<String, String> asked = new TreeMap<>(scope(pages));
        asked.putAll(Map.of("recheck", "7d", "date", third.key()));
        Source source = source(pages);
        Feed feed = source.feeds("us-report", asked, ZoneOffset.UTC).get(0);
        Instant later = third.last().plusDays(4).atTime(8, 0).toInstant(ZoneOffset.UTC);
        byte[] corrected = pages.page(THIRD, third.vendorValue());

        verify("corrected", report(pages, rankings.fetch(source, feed, later, n -> corrected), Map.of()));
    }

    @Test
    void tiesAreShownAsTies() throws IOException {
        Report report = new ReportWriter(rankings.snapshots(), home)
                .write(
                        rankings.threeWeeks(),
                        new Report.Heading("us-beauty", Optional.empty(), "Sample top products", Rankings.LAYOUT),
                        ReportOptions.USUAL);

        verify("ties", report);
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
                new Feed.Limits(5, Integer.MAX_VALUE));
        byte[] page = Rankings.resource("pages/2026-W13-1.json");
        Snapshot snapshot = rankings.fetch(capped, feed, Instant.parse("2026-03-31T08:00:00Z"), n -> page);
        Report.Heading heading =
                new Report.Heading("us-beauty", Optional.empty(), "Sample top products", Rankings.LAYOUT);

        Map<String, String> watch = Map.of("watch", "Nobody");
        verify(
                "capped",
                new ReportWriter(rankings.snapshots(), home)
                        .write(snapshot, heading, ReportOptions.parse(watch, ReportOptions.Reader.USUAL)));
    }

    @Test
    void theSampleForTemplatesIsARealReport() throws IOException {
        ShippedPages pages = ShippedPages.PRODUCTS;
        Source source = source(pages);
        ReportOptions options = ReportOptions.parse(
                Map.of("top", "3", "watch", "Shop 2; Product 7; Nobody"), ReportOptions.Reader.USUAL);
        ReportModel model = new ReportModel(
                rankings.snapshots(),
                three(pages),
                new Report.Heading(
                        "us-report",
                        Optional.empty(),
                        source.title(),
                        source.endpoint().report()),
                options);

        Map<String, Object> sample = model.of(model.past(), Optional.of("ranks-3@rankwire"));

        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
        Path shipped = Path.of("src/main/resources/io/rankwire/document/templates/sample-model.json");
        if (Boolean.getBoolean("reports.write")) {
            Files.writeString(shipped, json);
        }
        assertThat(json).isEqualTo(Files.readString(shipped));
    }

    @Test
    void readsInChinese() throws IOException {
        ShippedPages pages = ShippedPages.PRODUCTS;
        verify("zh-CN", report(pages, three(pages), Map.of("locale", "zh-CN", "watch", "Shop 2, Nobody")));
    }

    @Test
    void writesFiguresAsTheReaderDoes() throws IOException {
        ShippedPages pages = ShippedPages.PRODUCTS;
        Snapshot snapshot = three(pages);

        Map<String, String> amounts = Map.of(
                "en-US",
                "USD\u00a025,000",
                "de-DE",
                "25.000\u00a0USD",
                "pt-BR",
                "USD\u00a025.000",
                "id-ID",
                "USD\u00a025.000");
        amounts.forEach((locale, amount) -> assertThat(
                        report(pages, snapshot, Map.of("locale", locale)).html())
                .as(locale)
                .contains(amount));
    }

    private static void verify(String name, Report report) throws IOException {
        String text = "Subject: " + report.subject() + "\nPreview: " + report.preview() + "\n\n" + report.text();
        compare(name + ".txt", text);
        compare(name + ".html", report.html());
        assertThat(report.faults()).isEmpty();
        assertThat(report.subject()).hasSizeLessThanOrEqualTo(120);
        assertThat(report.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(90_000);
    }

    private static void compare(String file, String text) throws IOException {
        Path expected = EXPECTED.resolve(file);
        if (Boolean.getBoolean("reports.write")) {
            Files.createDirectories(EXPECTED);
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected));
    }
}
