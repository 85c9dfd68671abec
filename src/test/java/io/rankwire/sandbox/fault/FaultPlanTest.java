package io.rankwire.sandbox.fault;

import static io.rankwire.sandbox.fault.FaultPlan.onPage;
import static io.rankwire.sandbox.fault.FaultPlan.rows;
import static io.rankwire.sandbox.fault.FaultPlan.seconds;
import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.sandbox.FakeFastMoss;
import io.rankwire.sandbox.FakeKeyApi;
import io.rankwire.sandbox.MovableClock;
import io.rankwire.sandbox.ReceivedRequest;
import io.rankwire.sandbox.Visitor;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPlanTest {
    private static final String FIRST = Visitor.ANALYTICS + "?region=US&page_size=10&page_num=1";

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

    @ParameterizedTest
    @CsvSource({
        "too-many-requests, 429, 429",
        "payment-required, 402, 402",
        "quota-500, 500, 500",
        "server-error, 503, 503",
        "unauthorized, 401, 401"
    })
    void failsAsKeyApiDoes(String fault, int status, int code) throws Exception {
        keyApi.faults().on(FaultPlan.parse(fault));

        HttpResponse<String> answer = new Visitor(keyApi).get(FIRST);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SandboxJson.read(answer.body()).get("code").asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "too-many-requests, 429, 429",
        "access-frequency, 200, 30003",
        "data-limit, 200, 30002",
        "server-error, 503, 503",
        "service-error, 200, 40001",
        "unauthorized, 200, 30001"
    })
    void failsAsFastMossDoes(String fault, int status, int code) throws Exception {
        fastMoss.faults().on(FaultPlan.parse(fault));

        HttpResponse<String> answer = new Visitor(fastMoss).post(Visitor.LIVE, "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SandboxJson.read(answer.body()).get("code").asInt()).isEqualTo(code);
    }

    @Test
    void failsOnlyOnThePageAndAsOftenAsTold() throws Exception {
        fastMoss.faults().on(Fault.SERVER_ERROR, onPage(2), times(1));

        assertThat(List.of(status(1), status(2), status(2), status(3))).containsExactly(200, 503, 200, 200);
        assertThat(fastMoss.requests()).extracting(ReceivedRequest::status).containsExactly(200, 503, 200, 200);
    }

    private int status(int page) throws Exception {
        return new Visitor(fastMoss)
                .post(Visitor.LIVE, "{\"page\":" + page + "}")
                .statusCode();
    }

    @Test
    void saysWhenToComeBack() throws Exception {
        keyApi.faults().on(Fault.TOO_MANY_REQUESTS, seconds(7));

        assertThat(new Visitor(keyApi).get(FIRST).headers().firstValue("Retry-After"))
                .contains("7");
    }

    @Test
    void answersWithHtml() throws Exception {
        keyApi.faults().on(Fault.HTML);

        HttpResponse<String> answer = new Visitor(keyApi).get(FIRST);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!doctype html>");
    }

    @Test
    void cutsTheBodyShort() {
        keyApi.faults().on(Fault.CUT_BODY);

        assertThatThrownBy(() -> new Visitor(keyApi).get(FIRST)).isInstanceOf(IOException.class);
        assertThat(keyApi.requests()).containsExactly(new ReceivedRequest("GET", Visitor.ANALYTICS, 1, 200));
    }

    @Test
    void tricklesTheBody() throws Exception {
        keyApi.faults().on(Fault.SLOW_BODY, seconds(1));
        long start = System.nanoTime();

        assertThat(new Visitor(keyApi).got(FIRST).get("data")).hasSize(10);
        assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
    }

    @Test
    void hasNothingForAnUnpublishedPeriod() throws Exception {
        fastMoss.faults().on(Fault.UNPUBLISHED);
        keyApi.faults().on(Fault.UNPUBLISHED);

        JsonNode creators = new Visitor(fastMoss).posted(Visitor.CREATORS, "{}").get("data");
        assertThat(creators.get("list")).isEmpty();
        assertThat(creators.get("total").asText()).isEqualTo("0");
        assertThat(new Visitor(keyApi).got(FIRST).get("data")).isEmpty();
    }

    @Test
    void driftsFromAPageOn() throws Exception {
        List<String> first = products(1);
        List<String> second = products(2);
        fastMoss.faults().on(Fault.DRIFT, rows(2));

        assertThat(products(1)).isEqualTo(first);
        assertThat(products(2).subList(0, 3)).containsExactly(first.get(8), first.get(9), second.get(0));
    }

    @Test
    void repeatsAPageForEver() throws Exception {
        List<String> second = products(2);
        fastMoss.faults().on(Fault.SAME_PAGE, onPage(3));

        assertThat(List.of(products(2), products(3), products(4))).containsExactly(second, second, second);
    }

    private List<String> products(int page) throws Exception {
        JsonNode list = new Visitor(fastMoss)
                .posted(Visitor.LIVE, "{\"filter\":{\"region\":\"US\"},\"page\":" + page + "}")
                .at("/data/list");
        return StreamSupport.stream(list.spliterator(), false)
                .map(row -> row.at("/product/product_id").asText())
                .toList();
    }

    @Test
    void answersForAnotherRegion() throws Exception {
        fastMoss.faults().on(Fault.OTHER_REGION);
        keyApi.faults().on(Fault.OTHER_REGION);

        JsonNode shops = new Visitor(fastMoss).posted(Visitor.SHOPS, "{\"filter\":{\"region\":\"US\"}}");
        assertThat(shops.at("/data/list/0/shop_info/region").asText()).isEqualTo("GB");
        assertThat(new Visitor(keyApi).got(FIRST).at("/data/0/region").asText()).isEqualTo("GB");
    }

    @Test
    void answersForAnotherPeriod() throws Exception {
        fastMoss.faults().on(Fault.OTHER_PERIOD);

        JsonNode answer = new Visitor(fastMoss)
                .posted(Visitor.SHOPS, "{\"filter\":{\"date_info\":{\"type\":\"week\",\"value\":\"2026-01\"}}}");
        assertThat(answer.at("/data/date_value").asText()).isEqualTo("2025-52");
    }

    @Test
    void doesNotSayAUsableTotal() throws Exception {
        fastMoss.faults().on(Fault.NULL_TOTAL, times(1));
        keyApi.faults().on(Fault.NONSENSE_TOTAL);

        assertThat(new Visitor(fastMoss)
                        .posted(Visitor.LIVE, "{}")
                        .at("/data/total")
                        .isNull())
                .isTrue();
        assertThat(new Visitor(fastMoss)
                        .posted(Visitor.LIVE, "{}")
                        .at("/data/total")
                        .asInt())
                .isEqualTo(500);
        assertThat(new Visitor(keyApi)
                        .got(Visitor.INSIGHTS)
                        .at("/data/pagination/total")
                        .asText())
                .isEqualTo("many");
    }

    @Test
    void readsWhatTheCommandLineSays() {
        assertThat(FaultPlan.parse("too-many-requests:page=2,times=1,seconds=5"))
                .isEqualTo(new PlannedFault(Fault.TOO_MANY_REQUESTS, 2, 1, 5, 3));
        assertThatThrownBy(() -> FaultPlan.parse("too-many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too-many-requests");
        assertThatThrownBy(() -> FaultPlan.parse("drift:pages=2")).hasMessageContaining("pages=2");
        assertThatThrownBy(() -> keyApi.faults().on(Fault.DATA_LIMIT)).hasMessageContaining("KeyAPI");
    }
}
