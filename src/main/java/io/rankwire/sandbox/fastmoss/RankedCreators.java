package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleAudience;
import io.rankwire.sandbox.sample.SampleCategories;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/** The rankings of creators: by potential, about 170 without a filter, by sales and by new followers. */
final class RankedCreators {
    private static final int DEPTH = 170;
    private static final int DEEPER = 500;
    private static final int BEAUTY = 4;
    /** By the number that ecommerce_type has for them; 0 for all channels. */
    private static final List<String> CHANNELS = List.of("creator", "video", "live");

    private static final List<String> SCOPE = List.of(
            "region",
            "creator_category_id",
            "product_category_l1_id",
            "product_category_l2_id",
            "product_category_l3_id");

    private RankedCreators() {}

    static List<ObjectNode> topPotential(ObjectNode filter, RankedPeriod period, String orderBy) {
        List<String> scope =
                SCOPE.stream().map(name -> filter.path(name).asText("")).toList();
        SampleMarket market = new SampleMarket(238, "creators", scope, period.type());
        Stream<ObjectNode> rows = market.present(period).stream()
                .map(one -> row(one, filter))
                .filter(row -> CreatorFilter.accepts(filter, row));
        return SampleOrder.descending(rows, orderBy, DEPTH);
    }

    /** Sorted by the sales of the channel asked for; another order is passed over without a word. */
    static List<ObjectNode> topEcommerce(ObjectNode filter, RankedPeriod period, String orderBy) {
        String region = filter.path("region").asText("");
        JsonNode category = filter.path("creator_category_id");
        SampleMarket market = new SampleMarket(
                1100,
                "sellers",
                region,
                category.asInt(0),
                filter.path("product_category_id").asInt(0),
                period.type());
        int account = filter.path("account_type").asInt(0);
        Stream<ObjectNode> rows = market.present(period).stream()
                .filter(one -> account == 0 || account == 1 + one.trait("account", 2))
                .map(one -> sales(one, SampleRegion.of(region, one), category));
        int channel = filter.path("ecommerce_type").asInt(0);
        return SampleOrder.descending(rows, CHANNELS.get(channel) + "_usd_gmv", 1000);
    }

    private static ObjectNode sales(SampleMarket.Contender contender, SampleRegion region, JsonNode category) {
        ObjectNode creator = creator(contender, region, category);
        ObjectNode row = SandboxJson.object()
                .put("uid", creator.get("uid").asText())
                .put("follower_count", creator.get("follower_count").asLong())
                .put("product_count", contender.today("products", 90))
                .put("video_count", contender.done("clips", 6))
                .put("live_count", contender.done("streams", 2));
        BigDecimal price = region.price(contender);
        BigDecimal video = SampleRegion.amount(contender.done("video", 900), price);
        BigDecimal live = SampleRegion.amount(contender.done("live", 300), price);
        putSales(row, CHANNELS.get(0), region, video.add(live));
        putSales(row, CHANNELS.get(1), region, video);
        putSales(row, CHANNELS.get(2), region, live);
        row.put("currency", region.currency()).set("creator", creator);
        return row;
    }

    private static void putSales(ObjectNode row, String channel, SampleRegion region, BigDecimal gmv) {
        row.put(channel + "_gmv", gmv).put(channel + "_usd_gmv", region.dollars(gmv));
    }

    static List<ObjectNode> topGrowth(ObjectNode filter, RankedPeriod period, String orderBy) {
        String region = filter.path("region").asText("");
        JsonNode category = filter.path("category_id");
        SampleMarket market = new SampleMarket(560, "growing", region, category.asInt(0), period.type());
        Stream<ObjectNode> rows = market.present(period).stream().map(one -> {
            ObjectNode creator = creator(one, SampleRegion.of(region, one), category);
            long gained = one.done("gained", 4200);
            BigDecimal rate = BigDecimal.valueOf(gained)
                    .movePointRight(2)
                    .divide(BigDecimal.valueOf(creator.get("follower_count").asLong()), 2, RoundingMode.HALF_UP);
            ObjectNode row = SandboxJson.object()
                    .put("uid", creator.get("uid").asText())
                    .put("follower_inc_count", gained)
                    .put("follower_inc_rate", rate.toPlainString() + "%");
            row.set("creator", creator);
            return row;
        });
        return SampleOrder.descending(rows, orderBy, DEEPER);
    }

    private static ObjectNode row(SampleMarket.Contender contender, ObjectNode filter) {
        SampleRegion region = SampleRegion.of(filter.path("region").asText(""), contender);
        long live = contender.done("live", 40);
        long video = contender.done("video", 160);
        BigDecimal gmv = SampleRegion.amount(live + video, region.price(contender));
        ObjectNode row = SandboxJson.object();
        ObjectNode creator = creator(contender, region, filter.path("creator_category_id"));
        creator.set("follower_genders", SampleAudience.genders(contender));
        creator.set("follower_ages", SampleAudience.ages(contender));
        row.set("creator", creator);
        row.put("uid", creator.get("uid").asText())
                .put("video_count", contender.done("clips", 7))
                .put("ecommerce_type", 1 + contender.trait("commerce", 3))
                .put("potential_index", Math.min(99, contender.today("potential", 96)))
                .put("gmv", gmv)
                .put("usd_gmv", region.dollars(gmv))
                .put("units_sold", live + video)
                .put("avg_play_count", contender.today("plays", 90_000))
                .put("live_units_sold", live)
                .put("video_units_sold", video);
        row.set(
                "sales_category_l3",
                sold(contender, filter.path("product_category_l3_id").asInt(0)));
        return row;
    }

    /** As every ranking has it, of the category asked for. */
    static ObjectNode creator(SampleMarket.Contender contender, SampleRegion region, JsonNode category) {
        String uid = contender.id("6787");
        ObjectNode creator = SandboxJson.object()
                .put("uid", uid)
                .put("nickname", SampleNames.nickname(contender.number()))
                .put("unique_id", SampleNames.handle(contender.number()))
                .put("avatar", SampleNames.image("creator", uid))
                .put("region", region.name());
        creator.set("category", SampleCategories.node(category.asInt(BEAUTY)));
        return creator.put(
                        "follower_count",
                        contender.ordinary("followers", 930_000)
                                + contender.moment().age() * 37)
                .put("video_count", 100 + contender.ordinary("videos", 800));
    }

    /** What the creator sells; a category that was asked for is among them. */
    private static ArrayNode sold(SampleMarket.Contender contender, int asked) {
        ArrayNode sold = SandboxJson.array();
        if (asked != 0) {
            sold.addObject().put("id", asked).put("name", "Sample Category " + asked);
        }
        for (int i = 0; i < 3; i++) {
            sold.add(SampleCategories.below(14, 3, i * 7 + contender.trait("sold " + i, 7)));
        }
        return sold;
    }
}
