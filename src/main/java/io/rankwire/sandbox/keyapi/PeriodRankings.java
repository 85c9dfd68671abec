package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rankings of completed periods, 200 rows deep: products, influencers and videos. */
final class PeriodRankings {
    private static final int DEPTH = 200;
    private static final String NO_CATEGORY = "0";

    private PeriodRankings() {}

    static List<ObjectNode> products(Map<String, String> question, RankedPeriod period) {
        SampleRegion region = SampleRegion.required(question.get("region"));
        return ranked(
                market("products", question, period).map(one -> product(one, region, question)),
                question.getOrDefault("product_rank_field", ""),
                "total_sale_cnt",
                "total_ifl_cnt");
    }

    static List<ObjectNode> influencers(Map<String, String> question, RankedPeriod period) {
        SampleRegion region = SampleRegion.required(question.get("region"));
        return ranked(
                market("influencers", question, period).map(one -> influencer(one, region, question)),
                question.getOrDefault("influencer_rank_field", ""),
                "total_followers_cnt",
                "total_sale_cnt");
    }

    /** A ranking by sales counts no views of the period. */
    static List<ObjectNode> videos(Map<String, String> question, RankedPeriod period) {
        SampleRegion region = SampleRegion.required(question.get("region"));
        boolean isBySales = "2".equals(question.get("video_rank_field"));
        if (question.containsKey("product_category_id") && !isBySales) {
            throw new BadParameter("product_category_id", "is for video_rank_field 2 only");
        }
        return ranked(
                market("videos", question, period)
                        .map(one -> video(one, region, period, isBySales))
                        .filter(row -> question.getOrDefault(
                                        "created_by_ai",
                                        row.get("created_by_ai").asText())
                                .equals(row.get("created_by_ai").asText())),
                question.getOrDefault("video_rank_field", ""),
                "total_views_cnt",
                "total_video_sale_cnt");
    }

    private static Stream<SampleMarket.Contender> market(
            String kind, Map<String, String> question, RankedPeriod period) {
        return new SampleMarket(
                        260,
                        "keyapi " + kind,
                        question.getOrDefault("region", ""),
                        question.getOrDefault("category_id", question.getOrDefault("product_category_id", "")),
                        period.type())
                .present(period).stream();
    }

    private static List<ObjectNode> ranked(
            Stream<ObjectNode> rows, @Nullable String rankField, String first, String second) {
        return SampleOrder.descending(rows, "1".equals(rankField) ? first : second, DEPTH);
    }

    private static ObjectNode product(
            SampleMarket.Contender contender, SampleRegion region, Map<String, String> question) {
        BigDecimal price = region.price(contender);
        long units = contender.done("units", 800);
        ObjectNode row = SandboxJson.object()
                .put("product_id", contender.id("1729"))
                .put("product_name", contender.title())
                .put("region", region.name())
                .put(
                        "category_id",
                        question.getOrDefault("category_id", String.valueOf(601_450 + contender.trait("category", 10))))
                .put("category_l2_id", question.getOrDefault("category_l2_id", NO_CATEGORY))
                .put("category_l3_id", question.getOrDefault("category_l3_id", NO_CATEGORY))
                .put("min_price", price)
                .put("max_price", price)
                .put("spu_avg_price", price)
                .put("product_commission_rate", contender.trait("commission", 26));
        putSales(row, "total_sale", units, price);
        return row.put("total_ifl_cnt", contender.done("creators", 60))
                .put("total_video_cnt", contender.done("videos", 150))
                .put("total_live_cnt", contender.done("lives", 30));
    }

    private static ObjectNode influencer(
            SampleMarket.Contender contender, SampleRegion region, Map<String, String> question) {
        String id = contender.id("6787");
        ObjectNode row = SandboxJson.object()
                .put("user_id", id)
                .put("unique_id", SampleNames.handle(contender.number()))
                .put("nick_name", SampleNames.nickname(contender.number()))
                .put("avatar", SampleNames.image("creator", id))
                .put("region", region.name())
                .put("category", question.getOrDefault("influencer_category_name", "Beauty"))
                .put("ec_score", BigDecimal.valueOf(30 + contender.trait("score", 21), 1))
                .put("sales_flag", 1 + contender.trait("flag", 4));
        for (String figure : List.of("followers", "digg", "post_video", "live", "product")) {
            long done = contender.done(figure, figure.equals("followers") ? 5200 : 20);
            row.put("total_" + figure + "_cnt", done)
                    .put("total_" + figure + "_history_cnt", done + contender.ordinary(figure, 900_000));
        }
        long units = contender.done("units", 300);
        putSales(row, "total_sale", units, region.price(contender));
        putSales(row, "total_sale", "_history", units * (3 + contender.moment().age()), region.price(contender));
        return row.put("most_category_id", question.getOrDefault("product_category_id", "601450"))
                .put("most_category_l2_id", "848648")
                .put("most_category_l3_id", "601583");
    }

    private static ObjectNode video(
            SampleMarket.Contender contender, SampleRegion region, RankedPeriod period, boolean isBySales) {
        String id = contender.id("7520");
        String user = contender.id("6787");
        ObjectNode row = SandboxJson.object()
                .put("video_id", id)
                .put("video_desc", "Sample video " + contender.number() + " #sample ✨ ビデオ")
                .put("reflow_cover", SampleNames.image("video", id))
                .put("unique_id", SampleNames.handle(contender.number()))
                .put("nick_name", SampleNames.nickname(contender.number()))
                .put("user_id", user)
                .put("avatar", SampleNames.image("creator", user))
                .put("region", region.name())
                .put("category", "Beauty")
                .put(
                        "create_time",
                        String.valueOf(period.first()
                                .atStartOfDay(ZoneOffset.UTC)
                                .plusMinutes(contender.mood("created", 1200))
                                .toEpochSecond()))
                .put("duration", 8 + contender.trait("duration", 80))
                .put("sales_flag", contender.trait("flag", 3))
                .put("created_by_ai", String.valueOf(contender.trait("ai", 6) == 0));
        for (String figure : List.of("views", "digg", "comments", "shares", "favorites")) {
            long done = contender.done(figure, figure.equals("views") ? 400_000 : 6000);
            row.put("total_" + figure + "_cnt", isBySales ? 0 : done)
                    .put("total_" + figure + "_history_cnt", done + contender.ordinary(figure, 90_000));
        }
        putSales(row, "total_video_sale", contender.done("units", 150), region.price(contender));
        return row.put("video_products", "[" + contender.id("1729") + "]");
    }

    private static void putSales(ObjectNode row, String prefix, long units, BigDecimal price) {
        putSales(row, prefix, "", units, price);
    }

    private static void putSales(ObjectNode row, String prefix, String span, long units, BigDecimal price) {
        row.put(prefix + span + "_cnt", units).put(prefix + "_gmv" + span + "_amt", SampleRegion.amount(units, price));
    }
}
