package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleMarket;
import io.rankwire.sandbox.sample.SampleOrder;
import io.rankwire.sandbox.sample.SampleRegion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ranking of products by what was sold, 260 without a filter, 100 fields a row. */
final class ProductAnalytics {
    private static final int DEPTH = 260;
    private static final List<String> SORT_FIELDS = List.of(
            "total_sale_cnt",
            "total_sale_gmv_amt",
            "spu_avg_price",
            "total_sale_7d_cnt",
            "total_sale_30d_cnt",
            "total_sale_gmv_7d_amt",
            "total_sale_gmv_30d_amt");

    private ProductAnalytics() {}

    /** @param question every parameter that was given, with the vendor's names */
    static List<ObjectNode> ranking(Map<String, String> question, RankedPeriod period) {
        SampleRegion region = SampleRegion.required(question.get("region"));
        List<String> categories = Stream.of("category_id", "category_l2_id", "category_l3_id")
                .map(name -> question.getOrDefault(name, ""))
                .toList();
        SampleMarket market = new SampleMarket(364, "analytics", region, categories);
        Stream<ObjectNode> rows = market.present(period).stream()
                .map(one -> ProductFigures.row(one, region, categories))
                .filter(accepts(question));
        String field = SORT_FIELDS.get(Integer.parseInt(question.getOrDefault("product_sort_field", "1")) - 1);
        return question.getOrDefault("sort_type", "1").equals("0")
                ? SampleOrder.ascending(rows, field, DEPTH)
                : SampleOrder.descending(rows, field, DEPTH);
    }

    private static Predicate<JsonNode> accepts(Map<String, String> question) {
        return question.entrySet().stream()
                .map(parameter -> accepts(parameter.getKey(), parameter.getValue()))
                .reduce(row -> true, Predicate::and);
    }

    private static Predicate<JsonNode> accepts(String name, String value) {
        if (name.startsWith("min_")) {
            return row -> number(row, name).compareTo(new BigDecimal(value)) >= 0;
        }
        if (name.startsWith("max_")) {
            return row -> number(row, name).compareTo(new BigDecimal(value)) <= 0;
        }
        return switch (name) {
            case "sales_trend_flag", "is_s_shop", "free_shipping", "sales_flag" ->
                row -> row.get(name).asText().equals(value);
            default -> row -> true;
        };
    }

    private static BigDecimal number(JsonNode row, String minOrMax) {
        return row.get(minOrMax.substring("min_".length())).decimalValue();
    }
}
