package io.rankwire.source.page;

import static io.rankwire.source.page.Shipped.ANALYTICS;
import static io.rankwire.source.page.Shipped.CREATORS;
import static io.rankwire.source.page.Shipped.INSIGHTS;
import static io.rankwire.source.page.Shipped.LIVE;
import static io.rankwire.source.page.Shipped.SHOPS;
import static io.rankwire.source.page.Shipped.live;
import static io.rankwire.source.page.Shipped.page;
import static io.rankwire.source.page.Shipped.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.page.PageResult.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the rows of a page. */
class RowReaderTest {
    private static final int UNITS = 6;
    private static final int GMV = 7;

    private static String product(String fields) {
        return "{\"product\":{\"product_id\":\"1\",\"currency\":\"USD\"}," + fields + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "units  | \"units_sold\":7                          | 7",
                "units  | \"live_units_sold\":8                     | 8",
                "units  | \"units_sold\":7,\"live_units_sold\":8    | 8",
                "units  | \"units_sold\":7,\"live_units_sold\":null | 7",
                "units  | \"units_sold\":7,\"live_units_sold\":\"\" | 7",
                "units  | \"units_sold\":\"7\"                      | 7",
                "units  | \"units_sold\":null                       |",
                "units  | \"units_sold\":\"-\"                      |",
                "units  | \"units_sold\":{}                         |",
                "units  | \"other\":1                               |",
                "gmv    | \"gmv\":7.10                              | 7.10",
                "gmv    | \"live_gmv\":8.20                         | 8.20",
                "gmvUsd | \"usd_gmv\":7.10                          | 7.10",
                "gmvUsd | \"live_usd_gmv\":8.20                     | 8.20",
                "currency | \"currency\":\"EUR\"                    | EUR",
                "currency | \"currency\":\"\"                       | USD",
                "currency | \"other\":1                             | USD"
            })
    void readsTheDocumentedNameAndTheOneSeen(String column, String fields, String expected) {
        assertThat(value(LIVE, page(LIVE, live(product(fields))), 0, column)).isEqualTo(expected);
    }

    @Test
    void readsTheGmvOfCreatorsUnderBothNames() {
        String list = "[{\"uid\":\"1\",\"gmv\":1.5},{\"uid\":\"2\",\"creator_gmv\":2.5}]";
        Page page = page(CREATORS, "{\"code\":0,\"data\":{\"list\":" + list + "}}");

        assertThat(value(CREATORS, page, 0, "gmv")).isEqualTo("1.5");
        assertThat(value(CREATORS, page, 1, "gmv")).isEqualTo("2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7494006325298104216", "\"7494006325298104216\""})
    void keepsIdsBeyondTheReachOfDoublesExactly(String id) {
        Page shops = page(SHOPS, "{\"code\":0,\"data\":{\"list\":[{\"shop_info\":{\"seller_id\":" + id + "}}]}}");
        Page live = page(LIVE, live("{\"product\":{\"product_id\":" + id + "},\"shop\":{\"seller_id\":" + id + "}}"));

        assertThat(value(SHOPS, shops, 0, "key")).isEqualTo("7494006325298104216");
        assertThat(value(LIVE, live, 0, "key")).isEqualTo("7494006325298104216");
        assertThat(value(LIVE, live, 0, "shopId")).isEqualTo("7494006325298104216");
    }

    @Test
    void letsNoAmountOrShareThroughADouble() {
        String exact = "0.63190000000000000000000000000000001";
        String creator = "{\"uid\":1,\"gmv\":12345678901234567890.123456789,\"creator\":{\"follower_genders\":"
                + "[{\"key\":\"female\",\"value\":" + exact + "},{\"key\":\"male\",\"value\":0.50}]}}";
        Page page = page(CREATORS, "{\"code\":0,\"data\":{\"list\":[" + creator + "]}}");

        assertThat(value(CREATORS, page, 0, "gmv")).isEqualTo("12345678901234567890.123456789");
        assertThat(value(CREATORS, page, 0, "femaleShare")).isEqualTo(exact);
        assertThat(value(CREATORS, page, 0, "maleShare")).isEqualTo("0.50");
    }

    @Test
    void keepsARowWhoseEmbeddedJsonIsBrokenWithAWarning() {
        Page page = page(
                ANALYTICS,
                "{\"code\":0,\"data\":[{\"product_id\":\"1\",\"cover_url\":\"[{\\\"url\\\":\",\"skus\":\"\","
                        + "\"total_sale_cnt\":5}]}");

        assertThat(page.warnings()).containsExactly("cover_url holds text that is not JSON");
        assertThat(value(ANALYTICS, page, 0, "key")).isEqualTo("1");
        assertThat(value(ANALYTICS, page, 0, "units")).isEqualTo("5");
        assertThat(value(ANALYTICS, page, 0, "imageUrl")).isNull();
        assertThat(value(ANALYTICS, page, 0, "currency")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\\\"url\\\":\\\"b\\\",\\\"index\\\":2},{\\\"url\\\":\\\"a\\\",\\\"index\\\":1}]",
                "[{'url':'b','index':2},{'url':'a','index':1},]",
                "[{url:\\\"b\\\",index:2,},{url:\\\"a\\\",index:1}]",
                "[{\\\"url\\\":\\\"a\\\",\\\"index\\\":\\\"0\\\",\\\"note\\\":\\\"tab\\there\\\"}]"
            })
    void readsEmbeddedJsonThatIsOnlyWrittenCarelessly(String covers) {
        Page page = page(ANALYTICS, "{\"code\":0,\"data\":[{\"product_id\":\"1\",\"cover_url\":\"" + covers + "\"}]}");

        assertThat(value(ANALYTICS, page, 0, "imageUrl")).isEqualTo("a");
        assertThat(page.warnings()).isEmpty();
    }

    @Test
    void leavesARowWithoutKeyOutButCountsIt() {
        Page page = page(
                LIVE,
                live(
                        "{\"product\":{\"title\":\"x\"}}",
                        product("\"a\":1"),
                        product("\"a\":1").replace("\"1\"", "\"\"")));

        assertThat(page.items()).hasSize(1);
        assertThat(page.received()).isEqualTo(3);
        assertThat(page.warnings())
                .containsExactly(
                        "2 rows of 3 have no row.key at product.product_id and are left out; the first has product.title");
    }

    @Test
    void takesTheKeyOfAnInsightAtTheLevelThatItsTypeNames() {
        String category = "\"first_ecom_category\":{\"id\":\"1\",\"value\":\"A\"},"
                + "\"second_ecom_category\":{\"id\":\"2\",\"value\":\"B\"},\"third_ecom_category\":{\"id\":\"3\",\"value\":\"C\"}";
        List<String> rows = new ArrayList<>();
        for (String type : List.of("\"l1\"", "\"l2\"", "\"l3\"", "\"l4\"", "null")) {
            rows.add("{\"ecom_type\":" + type + "," + category + "}");
        }
        Page page = page(INSIGHTS, "{\"code\":0,\"data\":{\"list\":[" + String.join(",", rows) + "]}}");

        assertThat(page.items()).extracting(item -> item.values().get(0)).containsExactly("1", "2", "3");
        assertThat(page.items()).extracting(item -> item.values().get(1)).containsExactly("A", "B", "C");
        assertThat(page.received()).isEqualTo(5);
        assertThat(page.warnings()).hasSize(1);
    }

    @Test
    void warnsOfTheSameThingOnce() {
        String rows =
                String.join(",", IntStream.range(0, 500).mapToObj(i -> "{}").toList());

        assertThat(page(LIVE, live(rows)).warnings())
                .containsExactly(
                        "500 rows of 500 have no row.key at product.product_id and are left out; the first has no field");
    }

    @Test
    void readsFiguresAsPeopleWriteThemAndWarnsOfWhatIsNone() {
        Page page = page(
                LIVE,
                live(
                        product("\"gmv\":\"$1.2K\",\"units_sold\":\"3.4\u4E07\""),
                        product("\"gmv\":\"$1.99 - 3.99\",\"units_sold\":\"-\""),
                        product("\"gmv\":\"1,5\",\"units_sold\":\"many\"")));

        assertThat(page.items()).extracting(item -> item.values().get(GMV)).containsExactly("1200", "1.99", null);
        assertThat(page.items()).extracting(item -> item.values().get(UNITS)).containsExactly("34000", null, null);
        assertThat(page.warnings())
                .containsExactly(
                        "gmv is '$1.99 - 3.99', of which the low end is kept",
                        "units is 'many', which is no integer, and is left empty",
                        "gmv is '1,5', which is no decimal, and is left empty");
    }

    @Test
    void decodesEntitiesInTextsOnceAndLeavesIdsAndAddressesAlone() {
        Page page = page(
                LIVE,
                live(
                        "{\"product\":{\"product_id\":\"1\",\"cover\":\"https://example.com/?a=1&amp;b=2\",\"title\":"
                                + "\"Lip &amp; Balm &amp;lt; &#39;x&#x27; &apos;y&apos; &euro;5 &nope; A&B;\"}}",
                        "{\"product\":{\"product_id\":\"2\",\"title\":\"&amp; &#1114112;\"}}"));

        assertThat(page.items().get(0).values().get(1)).isEqualTo("Lip & Balm &lt; 'x' 'y' \u20AC5 &nope; A&B;");
        assertThat(page.items().get(1).values().get(1)).isEqualTo("&amp; &#1114112;");
        assertThat(page.items().get(0).values().get(3)).isEqualTo("https://example.com/?a=1&amp;b=2");
    }

    @Test
    void mendsTextsThatWereCutWithinACharacter() {
        Page page = page(LIVE, live("{\"product\":{\"product_id\":\"1\",\"title\":\"cut \\ud83d\"}}"));

        assertThat(value(LIVE, page, 0, "name")).isEqualTo("cut \uFFFD");
    }
}
