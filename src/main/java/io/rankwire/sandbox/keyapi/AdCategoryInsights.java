package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleCategories;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ranking of ad categories by impressions, about 185 of them without a filter. */
final class AdCategoryInsights {
    private static final List<String> LEVELS =
            List.of("first_ecom_category", "second_ecom_category", "third_ecom_category");

    private AdCategoryInsights() {}

    static List<ObjectNode> ranking(Map<String, String> question, RankedPeriod period) {
        List<SampleCategories.AdCategory> all = SampleCategories.ads();
        SampleMarket market = new SampleMarket(
                all.size(),
                "insights",
                question.getOrDefault("region", ""),
                question.getOrDefault("time_scope", ""),
                period.type());
        String keyword = question.getOrDefault("search_keyword", "FALSE");
        String third = question.getOrDefault("ecom_category_id", "");
        return SampleOrder.descending(
                market.present(period).stream()
                        // 79 has no factor in common with the catalogue's size: every category gets one slot.
                        .map(one -> row(one, all.get(one.slot() * 79 % all.size())))
                        .filter(row -> keyword.equals("FALSE") || mentions(row, keyword))
                        .filter(row -> third.isEmpty()
                                || third.equals(
                                        row.path(LEVELS.get(2)).path("id").asText())),
                "impression",
                all.size());
    }

    private static boolean mentions(ObjectNode row, String keyword) {
        return row.get("url_title").asText().toLowerCase(Locale.ROOT).contains(keyword.toLowerCase(Locale.ROOT));
    }

    private static ObjectNode row(SampleMarket.Contender contender, SampleCategories.AdCategory category) {
        long impressions = contender.today("impressions", 200) * 100_000;
        ObjectNode row = SandboxJson.object()
                .put("comment", contender.today("comments", 1000))
                .put("cost", contender.today("cost", 48_200))
                .putNull("cover_url")
                .put("cpa", percent(contender, "cpa", 900))
                .put("ctr", percent(contender, "ctr", 400))
                .put("cvr", percent(contender, "cvr", 800))
                .put("ecom_type", "l" + category.level());
        row.set(LEVELS.get(0), level(category, 1));
        row.put("impression", impressions)
                .put("like", contender.today("likes", 48_000))
                .put("play_six_rate", percent(contender, "six", 1200))
                .put("post", contender.today("posts", 115) * 100)
                .put("post_change", percent(contender, "change", 200).subtract(BigDecimal.ONE));
        row.set(LEVELS.get(1), level(category, 2));
        row.put("share", contender.today("shares", 900));
        row.set(LEVELS.get(2), level(category, 3));
        return row.put("url_title", category.label());
    }

    private static JsonNode level(SampleCategories.AdCategory category, int level) {
        return category.at(level).map(AdCategoryInsights::node).orElse(NullNode.getInstance());
    }

    private static JsonNode node(SampleCategories.AdCategory category) {
        ObjectNode node = SandboxJson.object().put("id", category.id()).put("label", "category_" + category.id());
        category.parent().ifPresent(parent -> node.put("parent_id", parent.id()));
        return node.put("value", category.label());
    }

    private static BigDecimal percent(SampleMarket.Contender contender, String name, int boundOfHundredths) {
        return BigDecimal.valueOf(1 + contender.mood(name, boundOfHundredths), 2);
    }
}
