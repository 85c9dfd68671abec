package io.rankwire.sandbox.fastmoss;

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
import java.util.List;
import java.util.stream.Stream;

/** The ranking of creators by potential, about 170 without a filter. */
final class PotentialCreators {
    private static final int DEPTH = 170;
    private static final List<String> SCOPE = List.of(
            "region",
            "creator_category_id",
            "product_category_l1_id",
            "product_category_l2_id",
            "product_category_l3_id");

    private PotentialCreators() {}

    static List<ObjectNode> ranking(ObjectNode filter, RankedPeriod period, String orderBy) {
        List<String> scope =
                SCOPE.stream().map(name -> filter.path(name).asText("")).toList();
        SampleMarket market = new SampleMarket(238, "creators", scope, period.type());
        Stream<ObjectNode> rows = market.present(period).stream()
                .map(one -> row(one, filter))
                .filter(row -> CreatorFilter.accepts(filter, row));
        return SampleOrder.descending(rows, orderBy, DEPTH);
    }

    private static ObjectNode row(SampleMarket.Contender contender, ObjectNode filter) {
        SampleRegion region = SampleRegion.of(filter.path("region").asText(""), contender);
        String uid = contender.id("6787");
        long live = contender.done("live", 40);
        long video = contender.done("video", 160);
        BigDecimal gmv = SampleRegion.amount(live + video, region.price(contender));
        ObjectNode row = SandboxJson.object();
        row.set(
                "creator",
                creator(
                        contender,
                        uid,
                        region,
                        filter.path("creator_category_id").asInt(4)));
        row.put("uid", uid)
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

    private static ObjectNode creator(SampleMarket.Contender contender, String uid, SampleRegion region, int category) {
        ObjectNode creator = SandboxJson.object()
                .put("uid", uid)
                .put("nickname", SampleNames.nickname(contender.number()))
                .put("unique_id", SampleNames.handle(contender.number()))
                .put("avatar", SampleNames.image("creator", uid))
                .put("region", region.name());
        creator.set("category", SampleCategories.node(category));
        creator.put(
                        "follower_count",
                        contender.ordinary("followers", 930_000)
                                + contender.moment().age() * 37)
                .put("video_count", 100 + contender.ordinary("videos", 800));
        creator.set("follower_genders", SampleAudience.genders(contender));
        creator.set("follower_ages", SampleAudience.ages(contender));
        return creator;
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
