package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** The parts of a product listing that KeyAPI sends as JSON inside strings; of one product in 150 one part is torn. */
public record EmbeddedListing(SampleMarket.Contender contender, String id, SampleRegion region, BigDecimal price) {

    /** Several pictures in no order; the main one is that with the smallest index. */
    public String covers() {
        ArrayNode covers = SandboxJson.array();
        int count = 3 + contender.trait("covers", 4);
        for (int i = 0; i < count; i++) {
            int index = count - 1 - i;
            covers.addObject()
                    .put("url", SampleNames.image("cover", id + "_" + index))
                    .put("index", index);
        }
        return written(covers, 0);
    }

    public String description() {
        ArrayNode parts = SandboxJson.array();
        parts.addObject().put("type", "text").put("text", "A sample product of the sandbox – größer, 更好.");
        ObjectNode list = parts.addObject().put("type", "ul");
        list.putArray("content").add("Made up").add("Not for sale");
        ObjectNode image = parts.addObject().put("type", "image").putObject("image");
        image.put("height", 800).put("width", 800).put("uri", "sandbox/" + id);
        image.putArray("url_list").add(SampleNames.image("description", id));
        return written(parts, 1);
    }

    public String properties() {
        ArrayNode properties = SandboxJson.array();
        ObjectNode colour = properties
                .addObject()
                .put("prop_name", "Colour")
                .put("has_image", "true")
                .put("prop_id", "100000");
        ArrayNode values = colour.putArray("sale_prop_values");
        for (int i = 0; i < 2; i++) {
            values.addObject()
                    .put("image", SampleNames.image("colour", id + "_" + i))
                    .put("prop_value_id", valueId(i))
                    .put("prop_value", i == 0 ? "golden" : "silver");
        }
        return written(properties, 2);
    }

    public String skus() {
        ArrayNode skus = SandboxJson.array();
        for (int i = 0; i < 2; i++) {
            ObjectNode sku = skus.addObject()
                    .put("sku_id", SampleNames.id("1729", SampleMarket.mix(contender.seed(), i)))
                    .put("sale_prop_value_ids", valueId(i));
            sku.putObject("real_price")
                    .put("price_str", region.shown(price))
                    .put("price_val", price.toPlainString())
                    .put("currency", region.currency());
        }
        return written(skus, 3);
    }

    private static String valueId(int which) {
        return SampleNames.id("6942", SampleMarket.hash("colour " + which));
    }

    private String written(ArrayNode value, int part) {
        String json = SandboxJson.text(value);
        boolean torn = contender.slot() % 150 == 37 && contender.slot() / 150 % 4 == (part + 1) % 4;
        return torn ? json.substring(0, json.length() * 2 / 3) : json;
    }
}
