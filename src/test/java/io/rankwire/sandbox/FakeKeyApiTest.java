package io.rankwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeKeyApiTest {
    private static final String PRODUCTS = "/v1/tiktok/product/ranking/analytics";

    private final MovableClock clock = new MovableClock("2026-04-14T12:00:00Z");

    @AutoClose
    private FakeKeyApi vendor;

    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        vendor = new FakeKeyApi(clock, Visitor.TOKEN);
        visitor = new Visitor(vendor);
    }

    @ParameterizedTest
    @CsvSource({
        "region, page_num=1&page_size=10",
        "page_num, region=US&page_size=10",
        "page_size, region=US&page_num=1",
        "page_size, region=US&page_num=1&page_size=11",
        "page_num, region=US&page_num=100001&page_size=10",
        "region, region=XX&page_num=1&page_size=10",
        "sort_type, region=US&page_num=1&page_size=10&sort_type=2",
        "min_total_sale_cnt, region=US&page_num=1&page_size=10&min_total_sale_cnt=many",
        "minimum, region=US&page_num=1&page_size=10&minimum=1",
        "region, region=US&region=GB&page_num=1&page_size=10"
    })
    void refusesABadAnalyticsParameterByName(String parameter, String query) throws Exception {
        assertRefused(parameter, Visitor.ANALYTICS + "?" + query);
    }

    @ParameterizedTest
    @CsvSource({"limit, limit=0", "page, page=x", "time_scope, time_scope=2", "region, region=XX", "size, size=20"})
    void refusesABadInsightsParameterByName(String parameter, String query) throws Exception {
        assertRefused(parameter, Visitor.INSIGHTS + "?" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "date, region=US&rank_type=1&product_rank_field=1&page_num=1&page_size=10",
        "rank_type, date=2026-04-06&region=US&product_rank_field=1&page_num=1&page_size=10",
        "product_rank_field, date=2026-04-06&region=US&rank_type=1&page_num=1&page_size=10",
        "product_rank_field, date=2026-04-06&region=US&rank_type=1&product_rank_field=3&page_num=1&page_size=10",
        "rank_type, date=2026-04-06&region=US&rank_type=4&product_rank_field=1&page_num=1&page_size=10",
        "page_size, date=2026-04-06&region=US&rank_type=1&product_rank_field=1&page_num=1&page_size=11",
        "date, date=2026-04-07&region=US&rank_type=2&product_rank_field=1&page_num=1&page_size=10",
        "date, date=2026-04-06&region=US&rank_type=3&product_rank_field=1&page_num=1&page_size=10",
        "date, date=20260406&region=US&rank_type=1&product_rank_field=1&page_num=1&page_size=10"
    })
    void refusesABadRankingParameterByName(String parameter, String query) throws Exception {
        assertRefused(parameter, PRODUCTS + "?" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "product_category_id, video/ranking/analytics?date=2026-04-06&region=US&rank_type=1&video_rank_field=1&page_num=1&page_size=10&product_category_id=601450",
        "category_id, influencer/ranking/analytics?date=2026-04-06&region=US&rank_type=1&influencer_rank_field=1&page_num=1&page_size=10&category_id=601450",
        "period, trending/hashtags?period=90",
        "order_by, trending/videos?order_by=views",
        "industry_id, trending/music?industry_id=nothing"
    })
    void refusesWhatARankingDoesNotTake(String parameter, String query) throws Exception {
        assertRefused(parameter, "/v1/tiktok/" + query);
    }

    @Test
    void publishesAPeriodWhenTheNextBegins() throws Exception {
        String week = PRODUCTS + "?date=2026-04-06&region=US&rank_type=2&product_rank_field=1&page_num=1&page_size=10";

        clock.set("2026-04-12T23:59:59Z");
        JsonNode before = visitor.got(week);
        clock.set("2026-04-13T00:00:00Z");

        assertThat(before.get("code").asInt()).isZero();
        assertThat(before.get("data")).isEmpty();
        assertThat(visitor.got(week).get("data")).hasSize(10);
    }

    private void assertRefused(String parameter, String path) throws Exception {
        HttpResponse<String> answer = visitor.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode body = SandboxJson.read(answer.body());
        assertThat(body.get("code").asInt()).isEqualTo(400);
        assertThat(body.get("data").isNull()).isTrue();
        assertThat(body.get("message").asText()).startsWith(parameter + " ");
    }

    @Test
    void refusesAWrongToken() throws Exception {
        HttpResponse<String> answer = new Visitor(vendor, "wrong").get(Visitor.INSIGHTS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"code\":401,\"data\":null,\"message\":\"missing or invalid API key\"}");
    }

    @Test
    void cutsALimitAboveTwentyWithoutAWord() throws Exception {
        JsonNode data = visitor.got(Visitor.INSIGHTS + "?limit=100").get("data");

        assertThat(data.get("list")).hasSize(20);
        assertThat(data.at("/pagination/size").asInt()).isEqualTo(20);
    }

    @Test
    void filtersAnalyticsByWhatTheRowsSay() throws Exception {
        List<JsonNode> rows = visitor.analytics(
                "&region=GB&min_total_sale_30d_cnt=3000&max_spu_avg_price=20&free_shipping=1&sales_flag=2");

        assertThat(rows)
                .isNotEmpty()
                .allMatch(row -> row.get("total_sale_30d_cnt").asLong() >= 3000)
                .allMatch(row -> row.get("spu_avg_price").decimalValue().intValue() <= 20)
                .allMatch(row -> row.get("free_shipping").asInt() == 1)
                .allMatch(row -> row.get("sales_flag").asInt() == 2)
                .allMatch(row -> row.get("region").asText().equals("GB"));
    }

    @Test
    void searchesInsightsUnlessTheKeywordIsFalse() throws Exception {
        assertThat(visitor.insights("&search_keyword=shoes"))
                .isNotEmpty()
                .allMatch(row -> row.get("url_title").asText().startsWith("Shoes"));
        assertThat(visitor.insights("&search_keyword=FALSE")).hasSizeGreaterThan(100);
    }

    @Test
    void hasAnotherRankingEveryDayAndTheSameOneAllDay() throws Exception {
        String morning = rows();
        clock.set("2026-04-14T23:00:00Z");
        String evening = rows();
        clock.set("2026-04-15T00:00:00Z");

        assertThat(evening).isEqualTo(morning);
        assertThat(rows()).isNotEqualTo(morning);
    }

    private String rows() throws Exception {
        return visitor.got(Visitor.ANALYTICS + "?region=US&page_num=1&page_size=10")
                .get("data")
                .toString();
    }
}
