package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleCategories;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleProduct;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.util.List;

/** The ranking of products by what live streams sold, with the field names of FastMoss's example. */
final class LiveProducts {
    private static final int BEAUTY = 14;

    private LiveProducts() {}

    /** 320 products of category 14; of any other category, or of all, the first 500. */
    static List<ObjectNode> ranking(ObjectNode filter, RankedPeriod period, String orderBy) {
        String region = filter.path("region").asText("");
        int category = filter.path("category_id").asInt(0);
        boolean beauty = category == BEAUTY;
        SampleMarket market = new SampleMarket(beauty ? 448 : 700, "live", region, category, period.type());
        String metric = orderBy.startsWith("live_") ? orderBy : "live_" + orderBy;
        return SampleOrder.descending(
                market.present(period).stream().map(one -> row(one, region, category)), metric, beauty ? 320 : 500);
    }

    private static ObjectNode row(SampleMarket.Contender contender, String asked, int category) {
        SampleProduct product = SampleProduct.of(contender, asked, category);
        SampleRegion region = product.region();
        BigDecimal price = product.price();
        long units = contender.done("units", 420);
        BigDecimal gmv = SampleRegion.amount(units, price);
        ObjectNode row = SandboxJson.object();
        row.set("product", product.node());
        row.set("shop", product.shop().brief());
        row.set("rank_category", rankCategory(category));
        row.set("top_live", rooms(contender, region, price, units));
        return row.put("live_units_sold", units)
                .put("live_gmv", gmv)
                .put("live_usd_gmv", region.dollars(gmv))
                .put("live_count", contender.today("streams", 40));
    }

    private static ObjectNode rankCategory(int category) {
        return SandboxJson.object()
                .put("category_id", String.valueOf(category))
                .put("name", category == 0 ? "" : SampleCategories.name(category));
    }

    /** Two or three streams; the vendor sometimes lists one room twice, with other figures. */
    static ArrayNode rooms(SampleMarket.Contender contender, SampleRegion region, BigDecimal price, long unitsOfAll) {
        ArrayNode rooms = SandboxJson.array();
        int count = 2 + contender.mood("rooms", 2);
        boolean twice = contender.mood("twice", 5) == 0;
        for (int i = 0; i < count; i++) {
            String id = SampleNames.id("7619", SampleMarket.mix(contender.seed(), contender.slot() + (twice ? 0 : i)));
            long units = unitsOfAll / (4 + i);
            rooms.add(SandboxJson.object()
                    .put("room_id", id)
                    .put("title", "Sample Live " + contender.slot() + " – soirée ライブ")
                    .put("region", region.name())
                    .put("cover", SampleNames.image("live", id))
                    .put("gmv", SampleRegion.amount(units, price))
                    .put("units_sold", units)
                    .put("currency", region.currency()));
        }
        return rooms;
    }
}
