package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A made-up shop, the same wherever it appears.
 *
 * @param sellerId 19 digits, beyond what a double holds
 */
public record SampleShop(SampleRegion region, long number, long sellerId) {
    private static final long ANCHOR = 7494006325298104216L;

    /** Shop number 0 of Great Britain has the id of the vendor's own example. */
    public static SampleShop of(SampleRegion region, long number) {
        String id = SampleNames.id("7494", SampleMarket.mix(SampleMarket.hash("shop " + region), number));
        boolean anchor = region == SampleRegion.GB && number == 0;
        return new SampleShop(region, number, anchor ? ANCHOR : Long.parseLong(id));
    }

    public String name() {
        return SampleNames.shop(number);
    }

    public String avatar() {
        return SampleNames.image("shop", String.valueOf(sellerId));
    }

    /** As the live ranking mentions it: the id is text there. */
    public ObjectNode brief() {
        return SandboxJson.object()
                .put("seller_id", String.valueOf(sellerId))
                .put("name", name())
                .put("avatar", avatar())
                .put("region", region.name());
    }
}
