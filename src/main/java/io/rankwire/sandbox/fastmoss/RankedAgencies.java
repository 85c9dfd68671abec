package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleCategories;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.math.BigDecimal;
import java.util.List;

/** The ranking of creators' agencies by sales, about 400 of them, without a limit. */
final class RankedAgencies {
    private RankedAgencies() {}

    static List<ObjectNode> salesRank(ObjectNode filter, RankedPeriod period, String orderBy) {
        String region = filter.path("region").asText("");
        SampleMarket market = new SampleMarket(440, "agencies", region, period.type());
        return SampleOrder.descending(
                market.present(period).stream().map(one -> row(one, SampleRegion.of(region, one))),
                orderBy,
                Integer.MAX_VALUE);
    }

    private static ObjectNode row(SampleMarket.Contender contender, SampleRegion region) {
        String id = contender.id("7301");
        String secretId = "MS4w" + id;
        BigDecimal gmv = SampleRegion.amount(contender.done("units", 5200), region.price(contender));
        ObjectNode row = SandboxJson.object()
                .put("id", id)
                .put("secid", secretId)
                .put("region", region.name())
                .put("currency", region.currency())
                .put("gmv", gmv)
                .put("usd_gmv", region.dollars(gmv))
                .put("gmv_inc_rate", RankedShops.rate(contender, "gmv rate"))
                .put("commission_rate", 14 + contender.trait("commission", 2));
        row.putArray("hot_category").add(SampleCategories.node(SampleCategories.sold(0, contender)));
        row.put("total_affiliate_count", contender.ordinary("affiliates", 4000))
                .put("inc_affiliate_count", contender.today("joined", 90))
                .put("sale_affiliate_count", contender.today("sellers", 2500))
                .put("product_count", contender.ordinary("products", 9000))
                .put("inc_product_count", contender.today("added", 300))
                .put("sale_product_count", contender.today("sold", 5000));
        row.putObject("agency")
                .put("id", id)
                .put("secid", secretId)
                .put("name", "Demo Agency " + contender.number())
                .put("region", region.name())
                .put("introduction", "An agency of the sandbox – vermittelt Kreative, 机构")
                .put("logo_cover", SampleNames.image("agency", id));
        return row;
    }
}
