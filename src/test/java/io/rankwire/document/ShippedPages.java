package io.rankwire.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers of the shipped sources' vendors: the recorded sample row, once for every number given, under other names. */
public enum ShippedPages {
    PRODUCTS("fastmoss-live-top-product", "fastmoss-live-top-product") {
        @Override
        void change(ObjectNode row, int number, int figure) {
            object(row, "product").put("product_id", key(number)).put("title", "Product " + number);
            object(row, "shop").put("seller_id", "749" + number % 3).put("name", "Shop " + number % 3);
            ((ObjectNode) row.at("/product/category/l2")).put("name", number % 4 == 0 ? "Skin care" : "Hair care");
            row.put("live_units_sold", figure).put("live_gmv", 25 * figure).put("live_usd_gmv", 25 * figure);
        }
    },
    SHOPS("fastmoss-shop-most-promoted", "fastmoss-shop-most-promoted") {
        @Override
        void change(ObjectNode row, int number, int figure) {
            object(row, "shop_info").put("seller_id", key(number)).put("name", "Shop " + number);
            row.put("affiliate_count", figure).put("total_affiliate_count", 1000 + figure);
            row.put("gmv", 20 * figure);
            if (number == 5) {
                // Neither in USD nor with a currency: nothing that could be added up.
                row.putNull("usd_gmv").putNull("currency");
                object(row, "shop_info").putNull("currency");
            }
        }
    },
    CREATORS("fastmoss-creator-top-potential", "fastmoss-creator-top-potential") {
        @Override
        void change(ObjectNode row, int number, int figure) {
            row.put("uid", key(number)).put("potential_index", figure).put("usd_gmv", 40 * figure);
            object(row, "creator").put("uid", key(number)).put("nickname", "Creator " + number);
            object(row, "creator").put("unique_id", "creator" + number).put("follower_count", 9 * figure);
        }
    },
    CATEGORIES("keyapi-insights-products", "keyapi-insights-products") {
        @Override
        void change(ObjectNode row, int number, int figure) {
            object(row, "third_ecom_category").put("id", key(number)).put("value", "Category " + number);
            object(row, "first_ecom_category").put("value", number % 3 == 0 ? "Womenswear" : "Beauty");
            row.put("impression", 1000 * figure);
        }
    },
    ANALYTICS("keyapi-product-analytics", "keyapi-product-list-analytics") {
        @Override
        void change(ObjectNode row, int number, int figure) {
            row.put("product_id", key(number)).put("product_name", "Product " + number);
            row.put("total_sale_30d_cnt", figure).put("total_sale_gmv_30d_amt", 12 * figure);
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String source;
    private final String sample;

    ShippedPages(String source, String sample) {
        this.source = source;
        this.sample = sample;
    }

    abstract void change(ObjectNode row, int number, int figure);

    public String source() {
        return source;
    }

    /** One page that is the whole ranking, in the order of the numbers; the figures fall by 7 from place to place. */
    public byte[] page(List<Integer> numbers, String period) {
        return page(numbers, period, numbers.size());
    }

    /** The same, of a ranking that the vendor says has {@code total} rows. */
    public byte[] page(List<Integer> numbers, String period, int total) {
        try {
            JsonNode answer = MAPPER.readTree(Rankings.resource("/samples/" + sample + ".json"));
            JsonNode data = answer.path("data");
            ArrayNode rows = (ArrayNode) (data.isArray() ? data : data.path("list"));
            JsonNode prototype = rows.get(0);
            rows.removeAll();
            for (int i = 0; i < numbers.size(); i++) {
                ObjectNode row = prototype.deepCopy();
                change(row, numbers.get(i), 1000 - 7 * i);
                rows.add(row);
            }
            say(data, period, total);
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(sample, e);
        } catch (IOException e) {
            throw new UncheckedIOException(sample, e);
        }
    }

    private static void say(JsonNode data, String period, int total) {
        if (data.has("date_value")) {
            ((ObjectNode) data).put("date_value", period).put("total", total);
        }
        if (data.has("pagination")) {
            ((ObjectNode) data.get("pagination")).put("total", total).put("has_more", false);
        }
    }

    private static ObjectNode object(ObjectNode row, String name) {
        return (ObjectNode) row.get(name);
    }

    /** Longer than a double can hold. */
    private static String key(int number) {
        return "17297071723525" + (94000 + number);
    }
}
