package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one of FastMoss's rankings allows to be asked.
 *
 * @param orders what it may be ordered by; the first unless asked
 * @param cap the most that page times pagesize may be
 * @param numbers the filters that are whole numbers, with the values allowed; none listed means any positive one
 */
public record FastMossEndpoint(
        String path, List<String> orders, int cap, Map<String, Set<Integer>> numbers, Rows rows) {
    private static final FastMossEndpoint LIVE_TOP_PRODUCT = new FastMossEndpoint(
            "/live/v1/rank/topProduct",
            List.of("units_sold", "gmv", "live_count"),
            500,
            Map.of("category_id", Set.of()),
            LiveProducts::ranking);
    private static final FastMossEndpoint SHOP_MOST_PROMOTED = new FastMossEndpoint(
            "/shop/v1/rank/mostPromoted",
            List.of("affiliate_count"),
            500,
            Map.of("category_id", Set.of(), "shop_type", Set.of(1, 2), "is_cross_border", Set.of(0, 1)),
            PromotedShops::ranking);
    private static final FastMossEndpoint CREATOR_TOP_POTENTIAL = new FastMossEndpoint(
            "/creator/v1/rank/topPotential",
            List.of("potential_index"),
            1000,
            Map.of(
                    "creator_category_id", Set.of(),
                    "product_category_l1_id", Set.of(),
                    "product_category_l2_id", Set.of(),
                    "product_category_l3_id", Set.of(),
                    "ecommerce_type", Set.of(1, 2),
                    "follower_age_type", Set.of(1, 2, 3),
                    "follower_gender_type", Set.of(0, 1)),
            PotentialCreators::ranking);
    private static final List<FastMossEndpoint> ALL =
            List.of(LIVE_TOP_PRODUCT, SHOP_MOST_PROMOTED, CREATOR_TOP_POTENTIAL);

    /** Makes the ranking of a checked filter, in order and as deep as the vendor goes. */
    @FunctionalInterface
    interface Rows {
        List<ObjectNode> ranking(ObjectNode filter, RankedPeriod period, String orderBy);
    }

    public static Optional<FastMossEndpoint> at(String path) {
        return ALL.stream().filter(one -> one.path.equals(path)).findFirst();
    }

    boolean takesFollowerCountRange() {
        return equals(CREATOR_TOP_POTENTIAL);
    }

    public boolean totalIsText() {
        return equals(CREATOR_TOP_POTENTIAL);
    }
}
