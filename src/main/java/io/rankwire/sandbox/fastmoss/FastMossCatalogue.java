package io.rankwire.sandbox.fastmoss;

import static io.rankwire.sandbox.sample.RankedPeriod.Type.MONTH;
import static io.rankwire.sandbox.sample.RankedPeriod.Type.WEEK;

import io.rankwire.sandbox.fastmoss.FastMossEndpoint.Rows;
import io.rankwire.sandbox.fastmoss.FastMossEndpoint.Terms;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleRegion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** FastMoss's rankings, each with the rules that its page or clients' code states. */
public final class FastMossCatalogue {
    private static final int CAP = 500;
    private static final int DEEPER_CAP = 1000;
    private static final Set<SampleRegion> EVERYWHERE = SampleRegion.SHARED;
    private static final Set<SampleRegion> FULLY_MANAGED = EnumSet.of(
            SampleRegion.US,
            SampleRegion.GB,
            SampleRegion.ES,
            SampleRegion.MX,
            SampleRegion.DE,
            SampleRegion.IT,
            SampleRegion.FR);
    private static final Set<RankedPeriod.Type> ANY_PERIOD = EnumSet.allOf(RankedPeriod.Type.class);

    private static final Set<Integer> ANY = Set.of();
    private static final Set<Integer> FLAG = Set.of(0, 1);
    private static final Set<Integer> ONE_OF_TWO = Set.of(1, 2);
    private static final Map<String, Set<Integer>> OF_PRODUCTS =
            Map.of("category_id", ANY, "is_cross_border", FLAG, "is_fully_managed", FLAG);
    private static final Map<String, Set<Integer>> OF_SHOPS =
            Map.of("category_id", ANY, "shop_type", ONE_OF_TWO, "is_cross_border", FLAG);

    private static final List<FastMossEndpoint> ALL = List.of(
            undated(
                    "/live/v1/rank/topProduct",
                    CAP,
                    List.of("units_sold", "gmv", "live_count"),
                    Map.of("category_id", ANY),
                    LiveProducts::ranking),
            undated("/shop/v1/rank/mostPromoted", CAP, List.of("affiliate_count"), OF_SHOPS, RankedShops::mostPromoted),
            undated(
                    FastMossEndpoint.TOP_POTENTIAL,
                    DEEPER_CAP,
                    List.of("potential_index"),
                    Map.of(
                            "creator_category_id", ANY,
                            "product_category_l1_id", ANY,
                            "product_category_l2_id", ANY,
                            "product_category_l3_id", ANY,
                            "ecommerce_type", ONE_OF_TWO,
                            "follower_age_type", Set.of(1, 2, 3),
                            "follower_gender_type", FLAG),
                    RankedCreators::topPotential),
            dated(
                    "/product/v1/rank/topSelling",
                    CAP,
                    List.of("units_sold", "gmv", "total_units_sold", "total_gmv"),
                    OF_PRODUCTS,
                    RankedProducts::topSelling),
            dated(
                    "/product/v1/rank/newListed",
                    CAP,
                    List.of("day3_units_sold", "day3_gmv", "total_units_sold", "total_gmv"),
                    OF_PRODUCTS,
                    RankedProducts::newListed),
            dated(
                    "/product/v1/rank/mostPromoted",
                    CAP,
                    List.of("affiliate_count", "total_affiliate_count"),
                    OF_PRODUCTS,
                    RankedProducts::mostPromoted),
            fullyManaged(
                    "/product/v1/rank/fullyManaged",
                    List.of("units_sold"),
                    Map.of("category_id", ANY),
                    RankedProducts::fullyManaged),
            dated("/shop/v1/rank/topSelling", CAP, List.of("units_sold", "usd_gmv"), OF_SHOPS, RankedShops::topSelling),
            fullyManaged(
                    "/shop/v1/rank/fullyManaged",
                    List.of("units_sold", "usd_gmv"),
                    Map.of("category_id", ANY, "shop_type", ONE_OF_TWO),
                    RankedShops::fullyManaged),
            dated(
                    "/creator/v1/rank/topEcommerce",
                    DEEPER_CAP,
                    List.of("creator_usd_gmv", "video_usd_gmv", "live_usd_gmv"),
                    Map.of(
                            "creator_category_id", ANY,
                            "product_category_id", ANY,
                            "account_type", ONE_OF_TWO,
                            "ecommerce_type", ONE_OF_TWO),
                    RankedCreators::topEcommerce),
            dated(
                    "/creator/v1/rank/topGrowth",
                    CAP,
                    List.of("follower_inc_count"),
                    Map.of("category_id", ANY),
                    RankedCreators::topGrowth),
            dated(
                    "/live/v1/rank/topCreator",
                    CAP,
                    List.of("units_sold", "gmv"),
                    Map.of("product_category_id", ANY, "creator_category_id", ANY),
                    RankedLive::topCreator),
            new FastMossEndpoint(
                    "/live/v1/rank/topLive",
                    new Terms(
                            List.of(
                                    "total_gmv",
                                    "total_units_sold",
                                    "total_viewer_count",
                                    "peak_viewer_count",
                                    "start_time"),
                            CAP,
                            Set.of(),
                            EVERYWHERE,
                            false),
                    Map.of("product_category_id", ANY, "creator_category_id", ANY, "live_type", ONE_OF_TWO),
                    RankedLive::topLive),
            new FastMossEndpoint(
                    "/agency/v1/rank/salesRank",
                    new Terms(List.of("usd_gmv"), Integer.MAX_VALUE, EnumSet.of(WEEK, MONTH), EVERYWHERE, true),
                    Map.of(),
                    RankedAgencies::salesRank));

    private FastMossCatalogue() {}

    /** The ranking under a path; empty where there is none. */
    public static Optional<FastMossEndpoint> at(String path) {
        return ALL.stream().filter(one -> one.path().equals(path)).findFirst();
    }

    /** By a page that makes a request's period optional. */
    private static FastMossEndpoint undated(
            String path, int cap, List<String> orders, Map<String, Set<Integer>> numbers, Rows rows) {
        return new FastMossEndpoint(path, new Terms(orders, cap, ANY_PERIOD, EVERYWHERE, false), numbers, rows);
    }

    private static FastMossEndpoint dated(
            String path, int cap, List<String> orders, Map<String, Set<Integer>> numbers, Rows rows) {
        return new FastMossEndpoint(path, new Terms(orders, cap, ANY_PERIOD, EVERYWHERE, true), numbers, rows);
    }

    private static FastMossEndpoint fullyManaged(
            String path, List<String> orders, Map<String, Set<Integer>> numbers, Rows rows) {
        return new FastMossEndpoint(path, new Terms(orders, CAP, ANY_PERIOD, FULLY_MANAGED, true), numbers, rows);
    }
}
