package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * A made-up product, the same wherever it appears.
 *
 * @param category FastMoss's first-level category
 */
public record SampleProduct(SampleMarket.Contender contender, SampleRegion region, int category) {
    private static final int BEAUTY = 14;
    private static final String ANCHOR = "1729707172352594230";

    /** A product of the category asked for, 0 for any. */
    public static SampleProduct of(SampleMarket.Contender contender, String region, int category) {
        return new SampleProduct(
                contender, SampleRegion.of(region, contender), SampleCategories.sold(category, contender));
    }

    public BigDecimal price() {
        return region.price(contender);
    }

    public SampleShop shop() {
        return SampleShop.of(region, contender.trait("shop", 60));
    }

    /** As every ranking that lists products has it. */
    public ObjectNode node() {
        String id = contender.anchor() && category == BEAUTY ? ANCHOR : contender.id("1729");
        ObjectNode product = SandboxJson.object()
                .put("product_id", id)
                .put("title", contender.title())
                .put("cover", SampleNames.image("product", id))
                .put("region", region.name())
                .put("currency", region.currency())
                .put("real_price", region.shown(price()));
        ObjectNode levels = product.putObject("category");
        levels.set("l1", SampleCategories.node(category));
        levels.set("l2", SampleCategories.below(category, 2, contender.trait("l2", 5)));
        levels.set("l3", SampleCategories.below(category, 3, contender.trait("l3", 20)));
        return product;
    }
}
