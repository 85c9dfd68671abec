package io.rankwire.document;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rankings of the shipped sources, fetched from {@link ShippedPages}. */
public record ShippedRankings(Rankings rankings) {
    public static final List<Integer> FIRST = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    public static final List<Integer> SECOND = List.of(2, 1, 3, 5, 4, 6, 12, 8, 9, 13, 11, 7);
    public static final List<Integer> THIRD = List.of(5, 2, 1, 3, 14, 6, 12, 8, 10, 13, 11, 4);

    public static Map<String, String> scope(ShippedPages pages) {
        return switch (pages) {
            case PRODUCTS -> Map.of("region", "US", "categoryId", "14", "period", "week");
            case SHOPS -> Map.of("region", "GB", "period", "day");
            case CREATORS -> Map.of("region", "US", "period", "month");
            case CATEGORIES -> Map.of("region", "US");
            case ANALYTICS -> Map.of("region", "US", "orderBy", "total_sale_30d_cnt");
        };
    }

    public Snapshot fetch(ShippedPages pages, Period period, byte[] page) {
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

    public static Source source(ShippedPages pages) {
        String file = "/kamelets/" + pages.source() + ".kamelet.yaml";
        return SourceFile.read(file, ShippedRankings.class.getResourceAsStream(file))
                .orElseThrow();
    }

    static PeriodType type(ShippedPages pages) {
        return switch (pages) {
            case PRODUCTS -> PeriodType.WEEK;
            case CREATORS -> PeriodType.MONTH;
            case SHOPS, CATEGORIES, ANALYTICS -> PeriodType.DAY;
        };
    }

    public static Period third(ShippedPages pages) {
        return Period.containing(type(pages), LocalDate.of(2026, 3, 25));
    }

    public Snapshot three(ShippedPages pages) {
        Period third = third(pages);
        fetch(pages, third.minus(2), pages.page(FIRST, third.minus(2).vendorValue()));
        fetch(pages, third.minus(1), pages.page(SECOND, third.minus(1).vendorValue()));
        return fetch(pages, third, pages.page(THIRD, third.vendorValue()));
    }
}
