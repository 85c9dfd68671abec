package io.rankwire.document.report;

import static io.rankwire.document.ShippedRankings.FIRST;
import static io.rankwire.document.ShippedRankings.source;
import static io.rankwire.document.ShippedRankings.third;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.Chosen;
import io.rankwire.document.HostileNames;
import io.rankwire.document.Rankings;
import io.rankwire.document.ShippedPages;
import io.rankwire.document.ShippedRankings;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole digests, with what is new, what is not, and what is not there yet. */
class DigestGoldenTest {
    private static final Instant DUE = Instant.parse("2026-04-06T06:00:00Z");

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

    private Digest digest() {
        Period period = third(ShippedPages.SHOPS);
        Snapshot told = shipped.fetch(ShippedPages.SHOPS, period, ShippedPages.SHOPS.page(FIRST, period.vendorValue()));
        return new Digest(
                "monday-digest",
                DUE,
                List.of(
                        ranking("us-live", shipped.three(ShippedPages.PRODUCTS), true),
                        ranking("us-creators", shipped.three(ShippedPages.CREATORS), true),
                        ranking("us-ads", shipped.three(ShippedPages.CATEGORIES), true),
                        ranking("gb-shops", told, false),
                        new Digest.Ranking("de-live", "de-live", Optional.empty(), false)));
    }

    private static Digest.Ranking ranking(String feed, Snapshot snapshot, boolean news) {
        return new Digest.Ranking(feed, feed, Optional.of(snapshot), news);
    }

    private static Report.Heading heading(Digest.Ranking ranking) {
        Optional<Source> source = ranking.snapshot()
                .map(snapshot -> source(List.of(ShippedPages.values()).stream()
                        .filter(pages -> pages.source().equals(snapshot.origin().source()))
                        .findFirst()
                        .orElseThrow()));
        return new Report.Heading(
                ranking.label(),
                null,
                source.map(Source::title).orElse(""),
                source.map(known -> known.endpoint().report()).orElse(Rankings.LAYOUT));
    }

    private Report write(Digest digest, Map<String, String> parameters) {
        return new DigestWriter(new ReportWriter(rankings.snapshots(), home))
                .draft(digest, "What moved last week", DigestGoldenTest::heading, Chosen.report(parameters))
                .report()
                .get();
    }

    @Test
    void tellsWhatIsNewAndWhatIsNot() {
        Goldens.verify("digest", write(digest(), Map.of("watch", "Shop 2; Nobody")));
    }

    @Test
    void readsInChinese() {
        Goldens.verify("digest-zh-CN", write(digest(), Map.of("locale", "zh-CN", "zone", "Asia/Shanghai")));
    }

    @Test
    void isNotMadeSomethingElseByTheNamesInIt() {
        Period period = third(ShippedPages.PRODUCTS);
        Snapshot hostile = shipped.fetch(
                ShippedPages.PRODUCTS,
                period,
                HostileNames.in(ShippedPages.PRODUCTS.page(FIRST, period.vendorValue())));

        Report report = write(new Digest("monday-digest", DUE, List.of(ranking("us-live", hostile, true))), Map.of());

        Goldens.verify("digest-hostile", report);
        assertThat(report.html()).doesNotContain("<script", "\u202e");
        assertThat(report.text()).doesNotContain("\u202e", "\nBcc:", "\r");
    }

    @Test
    void growsNoLongerThanMailProgramsShow() {
        Snapshot snapshot = shipped.three(ShippedPages.PRODUCTS);
        List<Digest.Ranking> many = IntStream.rangeClosed(1, 25)
                .mapToObj(number -> ranking("feed-" + number, snapshot, true))
                .toList();

        Report report = write(new Digest("monday-digest", DUE, many), Map.of());

        assertThat(report.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ReportWriter.MOST_BYTES);
        assertThat(report.html()).contains(">feed-25<", "Product 5<", "and 10 more in the ranking");
    }
}
