package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleProduct;
import io.rankwire.sandbox.sample.SampleRegion;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;

/** The rankings of products in all channels. */
final class RankedProducts {
    private static final int DEPTH = 500;
    private static final int BASIS_POINTS = 10_000;

    private RankedProducts() {}

    /** What a ranking adds to a product that is listed in it. */
    private interface Figures {
        void add(ObjectNode row, SampleProduct product, RankedPeriod period);
    }

    static List<ObjectNode> topSelling(ObjectNode filter, RankedPeriod period, String orderBy) {
        return ranking("selling", filter, period, orderBy, RankedProducts::addSales);
    }

    static List<ObjectNode> newListed(ObjectNode filter, RankedPeriod period, String orderBy) {
        return ranking("new", filter, period, orderBy, RankedProducts::addFirstDays);
    }

    static List<ObjectNode> mostPromoted(ObjectNode filter, RankedPeriod period, String orderBy) {
        return ranking("promoted", filter, period, orderBy, RankedProducts::addAffiliates);
    }

    static List<ObjectNode> fullyManaged(ObjectNode filter, RankedPeriod period, String orderBy) {
        return ranking("managed", filter, period, orderBy, (row, product, of) -> {
            addSales(row, product, of);
            row.remove(List.of("total_units_sold", "total_gmv"));
        });
    }

    private static List<ObjectNode> ranking(
            String kind, ObjectNode filter, RankedPeriod period, String orderBy, Figures figures) {
        String region = filter.path("region").asText("");
        int category = filter.path("category_id").asInt(0);
        SampleMarket market = new SampleMarket(640, "products", kind, region, category, period.type());
        return SampleOrder.descending(
                market.present(period).stream()
                        .filter(one -> matches(filter, "is_cross_border", isCrossBorder(one)))
                        .filter(one -> matches(filter, "is_fully_managed", isFullyManaged(one)))
                        .map(one -> row(SampleProduct.of(one, region, category), period, figures)),
                orderBy,
                DEPTH);
    }

    private static int isCrossBorder(SampleMarket.Contender contender) {
        return !contender.anchor() && contender.trait("border", 3) == 0 ? 1 : 0;
    }

    private static int isFullyManaged(SampleMarket.Contender contender) {
        return contender.trait("managed", 10) == 0 ? 1 : 0;
    }

    private static boolean matches(ObjectNode filter, String name, int value) {
        return filter.path(name).asInt(value) == value;
    }

    private static ObjectNode row(SampleProduct product, RankedPeriod period, Figures figures) {
        ObjectNode row = product.node()
                .put("commission_rate", 500 + 100 * product.contender().trait("commission", 21));
        figures.add(row, product, period);
        return row;
    }

    private static void addSales(ObjectNode row, SampleProduct product, RankedPeriod period) {
        SampleMarket.Contender contender = product.contender();
        long units = contender.done("units", 1400);
        row.put("units_sold", units)
                .put("gmv", SampleRegion.amount(units, product.price()))
                .put("units_sold_growth_rate", contender.mood("growth", 3 * BASIS_POINTS) - BASIS_POINTS);
        addTotals(row, product, units * (2 + contender.moment().age()));
        addListing(row, product, period, 40 + contender.trait("listed", 700));
    }

    private static void addFirstDays(ObjectNode row, SampleProduct product, RankedPeriod period) {
        SampleMarket.Contender contender = product.contender();
        long units = 3 * contender.today("first", 500);
        row.put("day3_units_sold", units).put("day3_gmv", SampleRegion.amount(units, product.price()));
        addTotals(row, product, units + contender.today("later", 900));
        addListing(row, product, period, 3 + contender.trait("listed", 27));
        row.put("is_cross_border", isCrossBorder(contender)).put("is_fully_managed", isFullyManaged(contender));
    }

    private static void addAffiliates(ObjectNode row, SampleProduct product, RankedPeriod period) {
        SampleMarket.Contender contender = product.contender();
        long units = contender.done("units", 600);
        long affiliates = contender.done("affiliates", 80);
        row.put("units_sold", units)
                .put("gmv", SampleRegion.amount(units, product.price()))
                .put("affiliate_count", affiliates)
                .put("total_affiliate_count", affiliates + contender.ordinary("affiliates", 60_000));
    }

    private static void addTotals(ObjectNode row, SampleProduct product, long units) {
        BigDecimal gmv = SampleRegion.amount(units, product.price());
        row.put("total_units_sold", units).put("total_gmv", gmv);
    }

    private static void addListing(ObjectNode row, SampleProduct product, RankedPeriod period, int daysAgo) {
        long launched =
                period.last().minusDays(daysAgo).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        row.put("off_shelves", product.contender().trait("off", 25) == 1 ? 1 : 0)
                .put("launch_time", launched);
        ObjectNode shop = product.shop().brief();
        shop.remove("region");
        row.set("shop", shop.put("total_units_sold", product.contender().ordinary("shop units", 900_000)));
    }
}
