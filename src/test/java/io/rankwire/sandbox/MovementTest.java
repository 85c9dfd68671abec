package io.rankwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovementTest {
    private final MovableClock clock = new MovableClock("2026-04-14T12:00:00Z");
    private FakeFastMoss fastMoss;
    private FakeKeyApi keyApi;

    @BeforeEach
    void start() throws IOException {
        fastMoss = new FakeFastMoss(clock, Visitor.TOKEN);
        keyApi = new FakeKeyApi(clock, Visitor.TOKEN);
    }

    @AfterEach
    void stop() {
        fastMoss.close();
        keyApi.close();
    }

    @Test
    void movesLiveProductsFromWeekToWeek() throws Exception {
        for (String order : List.of("units_sold", "gmv", "live_count")) {
            String metric = order.equals("live_count") ? "/live_count" : "/live_" + order;
            assertMoves(
                    weeks(Visitor.LIVE, "\"region\":\"US\",\"category_id\":14", order), "/product/product_id", metric);
        }
    }

    @Test
    void movesAllProductsOfARegionToo() throws Exception {
        List<List<JsonNode>> weeks = weeks(Visitor.LIVE, "\"region\":\"JP\"", "gmv");

        assertMoves(weeks, "/product/product_id", "/live_gmv");
        assertThat(weeks).allSatisfy(week -> assertThat(week).hasSize(500));
    }

    @Test
    void movesShopsFromWeekToWeek() throws Exception {
        List<List<JsonNode>> weeks = weeks(Visitor.SHOPS, "\"region\":\"GB\"", "affiliate_count");

        assertMoves(weeks, "/shop_info/seller_id", "/affiliate_count");
        assertThat(weeks).allSatisfy(week -> assertThat(keys(week, "/shop_info/seller_id"))
                .contains("7494006325298104216")
                .hasSize(240));
    }

    @Test
    void movesCreatorsFromWeekToWeek() throws Exception {
        assertMoves(weeks(Visitor.CREATORS, "\"region\":\"US\"", "potential_index"), "/uid", "/potential_index");
    }

    @Test
    void movesAdCategoriesFromDayToDay() throws Exception {
        List<List<JsonNode>> days = new ArrayList<>();
        for (int day = 10; day <= 14; day++) {
            clock.set("2026-04-" + day + "T08:00:00Z");
            days.add(new Visitor(keyApi).insights("&region=US"));
        }

        assertMoves(days, "/url_title", "/impression");
        assertThat(days).allSatisfy(day -> assertThat(day).hasSizeBetween(170, 200));
    }

    @Test
    void movesAnalysedProductsFromDayToDay() throws Exception {
        for (Map.Entry<String, String> sort : Map.of(
                        "1", "/total_sale_cnt", "5", "/total_sale_30d_cnt", "6", "/total_sale_gmv_7d_amt")
                .entrySet()) {
            List<List<JsonNode>> days = new ArrayList<>();
            for (int day = 10; day <= 14; day++) {
                clock.set("2026-04-" + day + "T08:00:00Z");
                days.add(new Visitor(keyApi).analytics("&region=US&product_sort_field=" + sort.getKey()));
            }
            assertMoves(days, "/product_id", sort.getValue());
        }
    }

    @Test
    void keepsTheKnownProductInEveryWeek() throws Exception {
        assertThat(weeks(Visitor.LIVE, "\"region\":\"US\",\"category_id\":14", "gmv"))
                .allSatisfy(
                        week -> assertThat(keys(week, "/product/product_id")).contains("1729707172352594230"));
    }

    @Test
    void sortsAscendingWhenAsked() throws Exception {
        List<JsonNode> rows = new Visitor(keyApi).analytics("&region=US&product_sort_field=3&sort_type=0");

        assertThat(numbers(rows, "/spu_avg_price")).isSorted();
    }

    @Test
    void answersTheSameQuestionTheSameWayLater() throws Exception {
        String filter = "{\"region\":\"US\",\"date_info\":{\"type\":\"week\",\"value\":\"2026-13\"}}";
        List<JsonNode> first = new Visitor(fastMoss).ranking(Visitor.LIVE, filter, "gmv");
        clock.set("2026-09-01T00:00:00Z");

        assertThat(new Visitor(fastMoss).ranking(Visitor.LIVE, filter, "gmv").toString())
                .isEqualTo(first.toString());
    }

    private List<List<JsonNode>> weeks(String path, String scope, String orderBy) throws Exception {
        List<List<JsonNode>> weeks = new ArrayList<>();
        for (int week = 10; week <= 14; week++) {
            String filter = "{%s,\"date_info\":{\"type\":\"week\",\"value\":\"2026-%d\"}}".formatted(scope, week);
            weeks.add(new Visitor(fastMoss).ranking(path, filter, orderBy));
        }
        return weeks;
    }

    private static void assertMoves(List<List<JsonNode>> periods, String key, String metric) {
        for (List<JsonNode> rows : periods) {
            assertThat(numbers(rows, metric)).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(Set.copyOf(numbers(rows, metric)).size()).as("ties").isLessThan(rows.size());
            assertThat(keys(rows, key)).hasSize(rows.size());
        }
        for (int i = 2; i < periods.size(); i++) {
            Map<String, Integer> now = positions(periods.get(i), key);
            Map<String, Integer> before = positions(periods.get(i - 1), key);
            Map<String, Integer> earlier = positions(periods.get(i - 2), key);
            assertThat(now.keySet())
                    .as("newcomers")
                    .anyMatch(one -> !before.containsKey(one) && !earlier.containsKey(one));
            assertThat(now.keySet())
                    .as("returns")
                    .anyMatch(one -> !before.containsKey(one) && earlier.containsKey(one));
            assertThat(before.keySet()).as("drop-outs").anyMatch(one -> !now.containsKey(one));
            assertThat(now.keySet()).as("climbers").anyMatch(one -> now.get(one) < before.getOrDefault(one, 0));
            assertThat(now.keySet()).as("fallers").anyMatch(one -> now.get(one) > before.getOrDefault(one, 9999));
        }
    }

    private static List<BigDecimal> numbers(List<JsonNode> rows, String at) {
        return rows.stream().map(row -> row.at(at).decimalValue()).toList();
    }

    private static Set<String> keys(List<JsonNode> rows, String at) {
        return positions(rows, at).keySet();
    }

    private static Map<String, Integer> positions(List<JsonNode> rows, String at) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        rows.forEach(row -> positions.put(row.at(at).asText(), positions.size() + 1));
        return positions;
    }
}
