package io.rankwire.sandbox.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.feed.Feed;
import io.rankwire.sandbox.FakeFastMoss;
import io.rankwire.sandbox.FakeKeyApi;
import io.rankwire.sandbox.MovableClock;
import io.rankwire.sandbox.Shape;
import io.rankwire.sandbox.Visitor;
import io.rankwire.sandbox.sample.SandboxJson;
import io.rankwire.source.NextPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.Requests;
import io.rankwire.source.page.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerShapeTest {
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
    void answersLiveProductsLikeTheVendorsExample() throws Exception {
        JsonNode answer = new Visitor(fastMoss).posted(Visitor.LIVE, """
                {"filter":{"region":"US","category_id":14,"date_info":{"type":"week","value":"2026-13"}},
                 "orderby":[{"field":"units_sold","order":"desc"}],"page":1,"pagesize":100}""");

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(sample("fastmoss-live-top-product")));
        assertThat(answer.at("/data/total").asInt()).isEqualTo(320);
        assertThat(answer.at("/data/date_value").asText()).isEqualTo("2026-13");
        assertThat(answer.at("/data/list/0/rank_category").toString())
                .isEqualTo("{\"category_id\":\"14\",\"name\":\"Beauty & Personal Care\"}");
    }

    @Test
    void answersPromotedShopsLikeTheVendorsExample() throws Exception {
        JsonNode answer = new Visitor(fastMoss).posted(Visitor.SHOPS, """
                {"filter":{"region":"GB","date_info":{"type":"day","value":"2026-04-06"}},"pagesize":100}""");

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(sample("fastmoss-shop-most-promoted")));
        assertThat(answer.at("/data/list/0/rank_category").toString()).isEqualTo("{\"category_id\":0,\"name\":\"\"}");
    }

    @Test
    void answersPotentialCreatorsLikeTheVendorsExample() throws Exception {
        JsonNode answer = new Visitor(fastMoss).posted(Visitor.CREATORS, """
                {"filter":{"region":"US","date_info":{"type":"month","value":"2026-03"}},"pagesize":100}""");

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(sample("fastmoss-creator-top-potential")));
        assertThat(answer.at("/data/total").asText()).isEqualTo("170");
    }

    @Test
    void answersInsightsLikeTheVendorsExample() throws Exception {
        JsonNode expected = sample("keyapi-insights-products");
        JsonNode answer = new Visitor(keyApi).got(Visitor.INSIGHTS);
        List<JsonNode> thirdLevel = new Visitor(keyApi)
                .insights("").stream()
                        .filter(row -> row.get("ecom_type").asText().equals("l3"))
                        .toList();

        assertThat(Shape.of(answer).keySet()).isEqualTo(Shape.of(expected).keySet());
        assertThat(Shape.of(answer.at("/data/pagination"))).isEqualTo(Shape.of(expected.at("/data/pagination")));
        assertThat(thirdLevel).isNotEmpty().allSatisfy(row -> assertThat(Shape.of(row))
                .isEqualTo(Shape.of(expected.at("/data/list/0"))));
    }

    @Test
    void answersAnalyticsLikeTheVendorsExample() throws Exception {
        Visitor visitor = new Visitor(keyApi);
        JsonNode answer = visitor.got(Visitor.ANALYTICS + "?region=US&page_num=1&page_size=10");

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(sample("keyapi-product-list-analytics")));
        assertThat(answer.at("/data").size()).isEqualTo(10);
        assertThat(visitor.analytics("&region=US")).hasSize(260);
    }

    /** What the vendor's page or clients' code says of a row; the samples are written by that, not by the sandbox. */
    @ParameterizedTest
    @MethodSource
    void answersInTheFormOfTheSample(String source) throws Exception {
        Feed feed = Shipped.source(source)
                .feeds("feed", Map.of("region", "US"), ZoneOffset.UTC)
                .get(0);
        PageRequest request = new Requests(Shipped.source(source))
                .page(feed, feed.candidates(clock).get(0), NextPage.FIRST, (account, setting) -> "");
        JsonNode answer = request.method().equals("POST")
                ? new Visitor(fastMoss).posted(request.path(), request.body())
                : new Visitor(keyApi).got(request.path());

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(SandboxJson.read(Shipped.sample(source))));
    }

    /** Without the one whose rows have other fields at each level. */
    static List<String> answersInTheFormOfTheSample() {
        return Shipped.sources().stream()
                .filter(source -> !source.equals(Shipped.INSIGHTS))
                .toList();
    }

    @Test
    void tearsAnEmbeddedStringNowAndThen() throws Exception {
        List<JsonNode> rows = new Visitor(keyApi).analytics("&region=US");

        long torn = rows.stream()
                .flatMap(row -> List.of("cover_url", "desc_detail", "sale_props", "skus").stream()
                        .map(field -> row.get(field).asText()))
                .filter(embedded -> !embedded.endsWith("]"))
                .count();

        assertThat(torn).isBetween(1L, 4L);
    }

    @Test
    void keepsSellerIdsExact() throws Exception {
        String body = new Visitor(fastMoss)
                .post(Visitor.SHOPS, "{\"filter\":{\"region\":\"GB\"},\"pagesize\":100}")
                .body();

        assertThat(body).contains("\"seller_id\":7494006325298104216,").doesNotContainPattern(":-?\\d+(\\.\\d+)?[eE]");
    }

    @Test
    void bringsTitlesThatAreHardToShow() throws Exception {
        List<String> titles = new Visitor(fastMoss)
                .ranking(Visitor.LIVE, "{\"region\":\"US\",\"category_id\":14}", "units_sold").stream()
                        .map(row -> row.at("/product/title").asText())
                        .toList();

        assertThat(titles)
                .anyMatch(title -> title.startsWith("="))
                .anyMatch(title -> title.contains("<script>"))
                .anyMatch(title -> title.startsWith("样品"))
                .anyMatch(title -> title.contains("É"));
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream file = AnswerShapeTest.class.getResourceAsStream("/samples/" + name + ".json")) {
            return SandboxJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
