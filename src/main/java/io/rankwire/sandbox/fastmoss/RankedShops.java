package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleCategories;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SampleShop;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rankings of shops: by new affiliates, about 240 without a filter, and by sales, about 300. */
final class RankedShops {
    private static final int DEPTH = 240;
    private static final String FULLY_MANAGED = "is_fully_managed";

    private RankedShops() {}

    static List<ObjectNode> mostPromoted(ObjectNode filter, RankedPeriod period, String orderBy) {
        return SampleOrder.descending(rows(336, filter, period), orderBy, DEPTH);
    }

    static List<ObjectNode> topSelling(ObjectNode filter, RankedPeriod period, String orderBy) {
        return bySales(rows(336, filter, period), orderBy);
    }

    static List<ObjectNode> fullyManaged(ObjectNode filter, RankedPeriod period, String orderBy) {
        return bySales(rows(1700, filter.deepCopy().put(FULLY_MANAGED, 1), period), orderBy);
    }

    private static List<ObjectNode> bySales(Stream<ObjectNode> rows, String orderBy) {
        return SampleOrder.descending(rows.map(row -> row.without("affiliate_count")), orderBy, Integer.MAX_VALUE);
    }

    private static Stream<ObjectNode> rows(int shops, ObjectNode filter, RankedPeriod period) {
        String region = filter.path("region").asText("");
        int category = filter.path("category_id").asInt(0);
        SampleMarket market = new SampleMarket(shops, "shops", region, category, period.type());
        return market.present(period).stream()
                .map(one -> row(one, SampleRegion.of(region, one), category))
                .filter(matches(filter, "shop_type")
                        .and(matches(filter, "is_cross_border"))
                        .and(matches(filter, FULLY_MANAGED)));
    }

    private static Predicate<ObjectNode> matches(ObjectNode filter, String field) {
        return row -> !filter.has(field)
                || filter.get(field).asInt() == row.get("shop_info").get(field).asInt();
    }

    private static ObjectNode row(SampleMarket.Contender contender, SampleRegion region, int category) {
        BigDecimal price = region.price(contender);
        long units = contender.done("units", 900);
        BigDecimal gmv = SampleRegion.amount(units, price);
        long affiliates = contender.done("affiliates", 55);
        ObjectNode row = SandboxJson.object();
        row.set("shop_info", shop(contender, region, SampleCategories.sold(category, contender)));
        row.set(
                "rank_category",
                SandboxJson.object()
                        .put("category_id", category)
                        .put("name", category == 0 ? "" : SampleCategories.name(category)));
        return row.put(
                        "total_affiliate_count",
                        contender.ordinary("affiliates", 55)
                                * (400 + contender.moment().age()))
                .put("affiliate_count", affiliates)
                .put("sale_product_count", contender.today("listed", 250))
                .put("units_sold", units)
                .put("gmv", gmv)
                .put("usd_gmv", region.dollars(gmv))
                .put("units_sold_inc_rate", rate(contender, "units rate"))
                .put("gmv_inc_rate", rate(contender, "gmv rate"))
                .put("currency", region.currency());
    }

    private static ObjectNode shop(SampleMarket.Contender contender, SampleRegion region, int category) {
        SampleShop shop = SampleShop.of(region, contender.number());
        ObjectNode info = SandboxJson.object()
                .put("seller_id", shop.sellerId())
                .put("name", shop.name())
                .put("brand", shop.name())
                .put("seller_company", "Demo Company " + contender.slot() + " Ltd")
                .put("avatar", shop.avatar())
                .put("region", region.name())
                .put("currency", region.currency())
                .put("product_count", contender.ordinary("products", 4800))
                .put("shop_rating", BigDecimal.valueOf(38 + contender.trait("rating", 12), 1));
        info.putObject("main_category").put("category_id", category).put("name", SampleCategories.name(category));
        return info.put("is_fully_managed", contender.trait("managed", 10) == 0 ? 1 : 0)
                .put("is_cross_border", !contender.anchor() && contender.trait("border", 3) == 0 ? 1 : 0)
                .put("shop_type", contender.anchor() ? 1 : 1 + contender.trait("type", 2))
                .put("status", 1);
    }

    /** {@code "28.8%"}, now and then {@code "-"} for none or a fall with a thousands separator. */
    static String rate(SampleMarket.Contender contender, String name) {
        return switch (contender.mood(name, 30)) {
            case 0, 1 -> "-";
            case 2 -> "-1,234.5%";
            default -> String.format(Locale.ROOT, "%.1f%%", (contender.mood(name + " size", 1600) - 600) / 10.0);
        };
    }
}
