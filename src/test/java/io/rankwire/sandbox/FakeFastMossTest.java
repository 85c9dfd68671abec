package io.rankwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeFastMossTest {
    private final MovableClock clock = new MovableClock("2026-04-14T12:00:00Z");

    @AutoClose
    private FakeFastMoss vendor;

    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        vendor = new FakeFastMoss(clock, Visitor.TOKEN);
        visitor = new Visitor(vendor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pagesize                    | {"pagesize":101}
            pagesize                    | {"pagesize":0}
            page                        | {"page":0}
            page times pagesize is 600  | {"page":6,"pagesize":100}
            region                      | {"filter":{"region":"XX"}}
            sort                        | {"sort":"gmv"}
            shop_type                   | {"filter":{"shop_type":1}}
            category_id                 | {"filter":{"category_id":"14"}}
            orderby.field               | {"orderby":[{"field":"revenue","order":"desc"}]}
            orderby.order               | {"orderby":[{"field":"gmv","order":"asc"}]}
            date_info.type              | {"filter":{"date_info":{"type":"weekly","value":"2026-13"}}}
            date_info.type              | {"filter":{"date_info":{"value":"2026-13"}}}
            date_info.value             | {"filter":{"date_info":{"type":"week","value":"2026-54"}}}
            date_info.value             | {"filter":{"date_info":{"type":"day","value":"2026-02-30"}}}
            body                        | [1
            """)
    void refusesABadParameterByName(String parameter, String body) throws Exception {
        JsonNode answer = visitor.posted(Visitor.LIVE, body);

        assertThat(answer.get("code").asInt()).isEqualTo(10001);
        assertThat(answer.get("msg").asText()).startsWith(parameter);
    }

    /** By the rules that each ranking has of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /product/v1/rank/topSelling    | date_info.type is required  | {"filter":{"region":"US"}}
            /product/v1/rank/topSelling    | date_info.value is required | {"filter":{"date_info":{"type":"day"}}}
            /product/v1/rank/topSelling    | orderby.field               | {"filter":{"date_info":{"type":"day","value":"2026-04-06"}},"orderby":[{"field":"growth_rate","order":"desc"}]}
            /product/v1/rank/topSelling    | is_fully_managed            | {"filter":{"is_fully_managed":2}}
            /product/v1/rank/newListed     | page times pagesize is 600  | {"filter":{"date_info":{"type":"day","value":"2026-04-06"}},"page":6,"pagesize":100}
            /product/v1/rank/mostPromoted  | orderby.field               | {"filter":{"date_info":{"type":"day","value":"2026-04-06"}},"orderby":[{"field":"gmv","order":"desc"}]}
            /product/v1/rank/fullyManaged  | region                      | {"filter":{"region":"VN"}}
            /product/v1/rank/fullyManaged  | is_cross_border             | {"filter":{"is_cross_border":1}}
            /shop/v1/rank/topSelling       | shop_type                   | {"filter":{"shop_type":3}}
            /shop/v1/rank/fullyManaged     | region                      | {"filter":{"region":"JP"}}
            /creator/v1/rank/topEcommerce  | account_type                | {"filter":{"account_type":0}}
            /creator/v1/rank/topGrowth     | verify_type                 | {"filter":{"verify_type":1}}
            /live/v1/rank/topCreator       | category_id                 | {"filter":{"category_id":14}}
            /live/v1/rank/topLive          | date_info                   | {"filter":{"date_info":{"type":"day","value":"2026-04-06"}}}
            /live/v1/rank/topLive          | live_type                   | {"filter":{"live_type":3}}
            /agency/v1/rank/salesRank      | date_info.type is 'day'     | {"filter":{"date_info":{"type":"day","value":"2026-04-06"}}}
            """)
    void refusesWhatARankingDoesNotTake(String path, String problem, String body) throws Exception {
        JsonNode answer = visitor.posted(path, body);

        assertThat(answer.get("code").asInt()).isEqualTo(10001);
        assertThat(answer.get("msg").asText()).startsWith(problem);
    }

    @Test
    void passesOverAnOrderOfCreatorsThatDoesNotFitTheirChannel() throws Exception {
        String filter = "{\"ecommerce_type\":2,\"date_info\":{\"type\":\"day\",\"value\":\"2026-04-06\"}}";

        List<JsonNode> asked = visitor.ranking("/creator/v1/rank/topEcommerce", filter, "live_usd_gmv");
        List<JsonNode> other = visitor.ranking("/creator/v1/rank/topEcommerce", filter, "video_usd_gmv");

        assertThat(other).isNotEmpty().isEqualTo(asked);
        assertThat(asked.stream().map(row -> row.get("live_usd_gmv").decimalValue()))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void listsAgenciesWithoutALimit() throws Exception {
        String body =
                "{\"filter\":{\"date_info\":{\"type\":\"week\",\"value\":\"2026-13\"}},\"page\":%d,\"pagesize\":100}";

        assertThat(visitor.posted("/agency/v1/rank/salesRank", body.formatted(4))
                        .at("/data/list"))
                .isNotEmpty();
        assertThat(visitor.posted("/agency/v1/rank/salesRank", body.formatted(14))
                        .get("code")
                        .asInt())
                .isZero();
    }

    @Test
    void allowsCreatorsTwiceAsDeep() throws Exception {
        assertThat(visitor.posted(Visitor.CREATORS, "{\"page\":10,\"pagesize\":100}")
                        .get("code")
                        .asInt())
                .isZero();
        assertThat(visitor.posted(Visitor.CREATORS, "{\"page\":11,\"pagesize\":100}")
                        .get("code")
                        .asInt())
                .isEqualTo(10001);
    }

    @Test
    void acceptsTheDocumentedOrderbyObject() throws Exception {
        JsonNode answer = visitor.posted(Visitor.LIVE, "{\"orderby\":{\"field\":\"gmv\",\"order\":\"desc\"}}");

        assertThat(answer.get("code").asInt()).isZero();
    }

    @Test
    void saysNoAccessToAWrongToken() throws Exception {
        HttpResponse<String> answer = new Visitor(vendor, "wrong").post(Visitor.LIVE, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SandboxJson.read(answer.body()).get("code").asInt()).isEqualTo(30001);
    }

    @Test
    void publishesADayWhenTheNextBegins() throws Exception {
        String day = "{\"filter\":{\"region\":\"US\",\"date_info\":{\"type\":\"day\",\"value\":\"2026-04-13\"}}}";

        clock.set("2026-04-13T23:59:59Z");
        JsonNode before = visitor.posted(Visitor.LIVE, day).get("data");
        clock.set("2026-04-14T00:00:00Z");
        JsonNode after = visitor.posted(Visitor.LIVE, day).get("data");
        vendor.publishAfterDays(2);
        JsonNode later = visitor.posted(Visitor.LIVE, day).get("data");

        assertThat(before.toString())
                .isEqualTo("{\"list\":[],\"total\":0,\"date_type\":\"day\",\"date_value\":\"2026-04-13\"}");
        assertThat(after.get("list")).hasSize(10);
        assertThat(later.get("list")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "week, 2026-13, 2026-13",
        "week, 2026-W13, 2026-13",
        "month, 2026-03, 2026-03",
        "day, 2026-04-06, 2026-04-06"
    })
    void echoesThePeriod(String type, String value, String echoed) throws Exception {
        String filter = "{\"filter\":{\"date_info\":{\"type\":\"%s\",\"value\":\"%s\"}}}".formatted(type, value);
        JsonNode data = visitor.posted(Visitor.SHOPS, filter).get("data");

        assertThat(data.get("date_type").asText()).isEqualTo(type);
        assertThat(data.get("date_value").asText()).isEqualTo(echoed);
        assertThat(data.get("list")).isNotEmpty();
    }

    @Test
    void showsTheNewestPublishedDayUnlessAsked() throws Exception {
        JsonNode data = visitor.posted(Visitor.CREATORS, "").get("data");

        assertThat(data.get("date_type").asText()).isEqualTo("day");
        assertThat(data.get("date_value").asText()).isEqualTo("2026-04-13");
    }

    @Test
    void filtersShopsAndCreators() throws Exception {
        assertThat(visitor.ranking(Visitor.SHOPS, "{\"region\":\"GB\",\"shop_type\":2}", "affiliate_count"))
                .isNotEmpty()
                .allMatch(row -> row.at("/shop_info/shop_type").asInt() == 2);
        assertThat(visitor.ranking(
                        Visitor.CREATORS,
                        "{\"region\":\"US\",\"follower_count_range\":{\"min\":200000,\"max\":500000},\"ecommerce_type\":2}",
                        "potential_index"))
                .isNotEmpty()
                .allMatch(row -> row.get("ecommerce_type").asInt() >= 2)
                .allSatisfy(row ->
                        assertThat(row.at("/creator/follower_count").asLong()).isBetween(200_000L, 500_000L));
    }

    @Test
    void remembersWhatItWasAsked() throws Exception {
        visitor.post(Visitor.LIVE, "{\"page\":2}");
        visitor.get(Visitor.LIVE);
        visitor.post("/elsewhere", "{}");

        assertThat(vendor.requests())
                .containsExactly(
                        new ReceivedRequest("POST", Visitor.LIVE, 2, 200),
                        new ReceivedRequest("GET", Visitor.LIVE, 1, 405),
                        new ReceivedRequest("POST", "/elsewhere", 1, 404));
        vendor.reset();
        assertThat(vendor.requests()).isEmpty();
    }
}
