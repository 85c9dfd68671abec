package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rankwire.sandbox.sample.EmbeddedListing;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SampleShop;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The 100 fields of an analytics row, in the alphabetical order of the vendor's example. */
final class ProductFigures {
    private static final List<Integer> WINDOWS_IN_DAYS = List.of(1, 7, 15, 30, 60, 90);
    private static final LocalDate FIRST_CRAWL = LocalDate.of(2024, 1, 1);

    private final SampleMarket.Contender contender;
    private final BigDecimal price;
    private final Map<String, JsonNode> fields = new TreeMap<>();

    private ProductFigures(SampleMarket.Contender contender, BigDecimal price) {
        this.contender = contender;
        this.price = price;
    }

    static ObjectNode row(SampleMarket.Contender contender, SampleRegion region, List<String> categories) {
        ProductFigures figures = new ProductFigures(contender, region.price(contender));
        figures.describe(region, categories);
        figures.classify();
        figures.counts();
        ObjectNode row = SandboxJson.object();
        row.setAll(figures.fields);
        return row;
    }

    private void describe(SampleRegion region, List<String> categories) {
        String id = contender.id("1729");
        EmbeddedListing listing = new EmbeddedListing(contender, id, region, price);
        text("product_id", id);
        text("product_name", contender.title());
        text("region", region.name());
        text(
                "seller_id",
                String.valueOf(
                        SampleShop.of(region, contender.trait("shop", 60)).sellerId()));
        text("category_id", orElse(categories.get(0), String.valueOf(601_450 + contender.trait("category", 10))));
        text("category_l2_id", orElse(categories.get(1), "0"));
        text("category_l3_id", orElse(categories.get(2), "0"));
        text("cover_url", listing.covers());
        text("desc_detail", listing.description());
        text("sale_props", listing.properties());
        text("skus", listing.skus());
        text("discount", contender.trait("discount", 3) == 0 ? "15%" : "");
        amount("max_price", price);
        amount("min_price", price);
        amount("spu_avg_price", price);
    }

    private static String orElse(String asked, String other) {
        return asked.isEmpty() ? other : asked;
    }

    private void classify() {
        LocalDate crawled = FIRST_CRAWL.plusDays(contender.trait("crawled", 600));
        number("first_crawl_dt", Integer.parseInt(crawled.format(DateTimeFormatter.BASIC_ISO_DATE)));
        number("free_shipping", contender.trait("shipping", 2));
        number("is_s_shop", contender.trait("s shop", 2));
        number("off_mark", contender.trait("mark", 4));
        number("sales_flag", contender.trait("flag", 3));
        number("sales_trend_flag", trend());
        number("product_commission_rate", contender.trait("commission", 26));
        number("review_count", total("sale", 600) / 40);
        amount("product_rating", BigDecimal.valueOf(30 + contender.trait("rating", 21), 1));
    }

    /** 0 about as usual, 1 above, 2 below. */
    private int trend() {
        long usual = contender.ordinary("sale", 600) * 5;
        long today = contender.today("sale", 600) * 5;
        return Math.abs(today - usual) <= usual / 10 ? 0 : today > usual ? 1 : 2;
    }

    private void counts() {
        int video = 20 + contender.trait("video share", 40);
        int live = 10 + contender.trait("live share", 30);
        series("total_sale", "sale", 600, 100);
        series("total_video_sale", "sale", 600, video);
        series("total_live_sale", "sale", 600, live);
        money("total_sale_gmv", 100);
        money("total_video_sale_gmv", video);
        money("total_live_sale_gmv", live);
        series("total_live", "streams", 12, 100);
        series("total_video", "videos", 30, 100);
        series("total_views", "views", 40_000, 100);
        windows("total_ifl_live", "creators", 15, live);
        windows("total_ifl_video", "creators", 15, video);
        number("total_ifl_cnt", total("creators", 15));
    }

    private void series(String name, String metric, long best, int percent) {
        windows(name, metric, best, percent);
        number(name + "_cnt", total(metric, best) * percent / 100);
    }

    private void windows(String name, String metric, long best, int percent) {
        WINDOWS_IN_DAYS.forEach(
                days -> number(name + "_" + days + "d_cnt", within(days, metric, best) * percent / 100));
    }

    private void money(String name, int percent) {
        WINDOWS_IN_DAYS.forEach(days -> amount(
                name + "_" + days + "d_amt", SampleRegion.amount(within(days, "sale", 600) * percent / 100, price)));
        amount(name + "_amt", SampleRegion.amount(total("sale", 600) * percent / 100, price));
    }

    private long within(int days, String metric, long best) {
        return contender.ordinary(metric, best) * (Math.min(days, daysOnSale()) - 1) + contender.today(metric, best);
    }

    /** Since the product appeared: never less than the day before. */
    private long total(String metric, long best) {
        return contender.ordinary(metric, best) * daysOnSale() + contender.today(metric, best);
    }

    private long daysOnSale() {
        return 10 + contender.moment().age();
    }

    private void text(String name, String value) {
        fields.put(name, TextNode.valueOf(value));
    }

    private void number(String name, int value) {
        fields.put(name, IntNode.valueOf(value));
    }

    private void number(String name, long value) {
        fields.put(name, LongNode.valueOf(value));
    }

    private void amount(String name, BigDecimal value) {
        fields.put(name, DecimalNode.valueOf(value));
    }
}
