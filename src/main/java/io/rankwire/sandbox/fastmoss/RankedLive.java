package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.List;

/** The rankings of live streams and of those who stream. */
final class RankedLive {
    private static final int DEPTH = 500;
    private static final int CREATORS = 2;

    private RankedLive() {}

    static List<ObjectNode> topCreator(ObjectNode filter, RankedPeriod period, String orderBy) {
        return SampleOrder.descending(
                market("streamers", filter, period).present(period).stream().map(one -> creator(one, filter)),
                "live_" + orderBy,
                DEPTH);
    }

    /** The page orders by the peak of viewers, and no row of it has that figure. */
    static List<ObjectNode> topLive(ObjectNode filter, RankedPeriod period, String orderBy) {
        String order = orderBy.equals("peak_viewer_count") ? "total_viewer_count" : orderBy;
        return SampleOrder.descending(
                market("streams", filter, period).present(period).stream()
                        .filter(one -> isOf(filter.path("live_type").asInt(0), one))
                        .map(one -> stream(one, filter, period)),
                order,
                DEPTH);
    }

    private static SampleMarket market(String kind, ObjectNode filter, RankedPeriod period) {
        return new SampleMarket(
                560,
                kind,
                filter.path("region").asText(""),
                filter.path("product_category_id").asInt(0),
                filter.path("creator_category_id").asInt(0),
                period.type());
    }

    /** Shops stream themselves now and then. */
    private static boolean isOf(int asked, SampleMarket.Contender contender) {
        return asked == 0 || (contender.trait("streamer", 4) == 0) == (asked != CREATORS);
    }

    private static ObjectNode creator(SampleMarket.Contender contender, ObjectNode filter) {
        SampleRegion region = SampleRegion.of(filter.path("region").asText(""), contender);
        BigDecimal price = region.price(contender);
        long units = contender.done("units", 380);
        BigDecimal gmv = SampleRegion.amount(units, price);
        ObjectNode row = SandboxJson.object();
        row.set("creator", RankedCreators.creator(contender, region, filter.path("creator_category_id")));
        row.set("top_live", LiveProducts.rooms(contender, region, price, units));
        return row.put("sale_product_count", contender.today("listed", 120))
                .put("live_units_sold", units)
                .put("live_gmv", gmv)
                .put("live_usd_gmv", region.dollars(gmv))
                .put("currency", region.currency())
                .put("live_count", contender.today("streams", 30));
    }

    private static ObjectNode stream(SampleMarket.Contender contender, ObjectNode filter, RankedPeriod period) {
        SampleRegion region = SampleRegion.of(filter.path("region").asText(""), contender);
        String id = contender.id("7619");
        long units = contender.today("units", 900);
        long viewers = contender.today("viewers", 120_000);
        BigDecimal gmv = SampleRegion.amount(units, region.price(contender));
        long start = period.first().atStartOfDay(ZoneOffset.UTC).toEpochSecond() + 60L * contender.mood("start", 1200);
        long duration = 60L * (30 + contender.mood("duration", 400));
        ObjectNode row = SandboxJson.object()
                .put("room_id", id)
                .put("title", "Sample Live " + contender.slot() + " – soirée ライブ")
                .put("cover", SampleNames.image("live", id))
                .put("start_time", start)
                .put("end_time", start + duration)
                .put("duration", duration)
                .put("product_count", contender.ordinary("products", 150))
                .put("total_viewer_count", viewers)
                .put("total_units_sold", units)
                .put("total_gmv", gmv)
                .put("currency", region.currency())
                .put("uv_value", gmv.divide(BigDecimal.valueOf(viewers), 2, RoundingMode.HALF_UP));
        row.set("creator", RankedCreators.creator(contender, region, filter.path("creator_category_id")));
        return row;
    }
}
