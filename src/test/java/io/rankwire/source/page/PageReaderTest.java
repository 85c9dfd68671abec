package io.rankwire.source.page;

import static io.rankwire.source.page.Shipped.ANALYTICS;
import static io.rankwire.source.page.Shipped.INSIGHTS;
import static io.rankwire.source.page.Shipped.LIVE;
import static io.rankwire.source.page.Shipped.live;
import static io.rankwire.source.page.Shipped.page;
import static io.rankwire.source.page.Shipped.read;
import static io.rankwire.source.page.Shipped.utf8;
import static io.rankwire.source.page.Shipped.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.page.PageResult.Page;
import io.rankwire.source.page.PageResult.Rejected;
import io.rankwire.source.page.PageResult.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
    private static final String KEYED = "{\"product\":{\"product_id\":\"1\",\"region\":\"US\"}}";

    @ParameterizedTest
    @CsvSource({
        "500, 500",
        "'\"17\"', 17",
        "0, 0",
        "null,",
        "'\"many\"',",
        "'\"\"',",
        "-1,",
        "1.5,",
        "1e3,",
        "99999999999999999999,",
        "{},",
        "[500],",
        "true,"
    })
    void readsATotalAsNumberOrTextAndNothingElse(String total, Long expected) {
        Page page = page(LIVE, "{\"code\":0,\"data\":{\"list\":[],\"total\":" + total + "}}");

        assertThat(page.echo().total()).isEqualTo(expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "'\"true\"', true",
        "'\"false\"', false",
        "null,",
        "'\"\"',",
        "'\"perhaps\"',",
        "{},"
    })
    void readsWhetherMoreFollows(String hasMore, Boolean expected) {
        Page page = page(INSIGHTS, "{\"code\":0,\"data\":{\"list\":[],\"pagination\":{\"has_more\":" + hasMore + "}}}");

        assertThat(page.echo().hasMore()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0}",
                "{\"code\":0,\"data\":{}}",
                "{\"code\":0,\"data\":{\"list\":null,\"total\":17}}",
                "{\"code\":0,\"data\":\"\"}",
                "{\"code\":0,\"data\":[]}",
                "{\"code\":0,\"data\":{\"list\":{},\"total\":0}}",
                "{\"code\":0,\"data\":{\"list\":\"none\"}}",
                "{\"code\":0,\"list\":[]}"
            })
    void doesNotMistakeAnAnswerWithoutAListForAnEmptyRanking(String json) {
        assertThat(read(LIVE, json))
                .isEqualTo(new TransientFailure("the answer has no list at data.list", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":null}",
                "{\"code\":0,\"data\":{\"list\":null}}",
                "{\"code\":0,\"data\":{\"list\":null,\"total\":0}}",
                "{\"code\":0,\"data\":{\"total\":\"0\",\"list\":null}}",
                "{\"code\":0,\"data\":{\"list\":[],\"total\":null}}"
            })
    void takesNullInPlaceOfTheListForAPageWithoutRows(String json) {
        assertThat(page(LIVE, json)).extracting(Page::items, Page::received).containsExactly(List.of(), 0);
    }

    @Test
    void takesNullForAFaultWhereMoreIsSaidToFollow() {
        assertThat(read(INSIGHTS, "{\"code\":0,\"data\":{\"list\":null,\"pagination\":{\"has_more\":true}}}"))
                .isEqualTo(new TransientFailure("the answer has no list at data.list", Optional.empty()));
    }

    @Test
    void takesAnEmptyListForAPageWithoutRows() {
        Page page = page(LIVE, "{\"code\":0,\"data\":{\"list\":[],\"total\":0,\"date_value\":\" \"}}");

        assertThat(page)
                .isEqualTo(new Page(
                        List.of(),
                        0,
                        new PageResult.Echo(
                                OptionalLong.of(0),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                Optional.empty()),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        List.of()));
    }

    @Test
    void readsABareArray() {
        Page page = page(ANALYTICS, "{\"data\":[{\"product_id\":\"1\"},{\"product_id\":\"2\"}],\"code\":0}");

        assertThat(page.items()).extracting(item -> item.values().get(0)).containsExactly("1", "2");
        assertThat(read(ANALYTICS, "{\"code\":0,\"data\":{\"list\":[]}}"))
                .isEqualTo(new TransientFailure("the answer has no list at data", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\""})
    void takesTheCodeAsNumberOrText(String code) {
        assertThat(read(LIVE, "{\"code\":" + code + ",\"data\":{\"list\":[]}}")).isInstanceOf(Page.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":{\"list\":[]}}", "{\"code\":null,\"data\":{\"list\":[]}}", "{}"})
    void doesNotTrustAnAnswerWithoutACode(String json) {
        assertThat(read(LIVE, json))
                .isEqualTo(new TransientFailure(
                        "HTTP 200 with " + json.length() + " bytes of application/json has no code", Optional.empty()));
    }

    @Test
    void keepsEveryRowByteForByte() {
        List<String> rows = List.of(
                "{ \"zz\" :\t1.50 ,\r\n\"product\":{\"product_id\" : \"a\"},\"emoji\":\"😀 \\ud83d\\ude00\"  }",
                "{\"product\":{\"title\":\"ünï\",\"product_id\":7494006325298104216},\"unknown\":[1,{\"a\":null}]}",
                "{\"product\":{\"product_id\":\"c\"},\"n\":1e400,\"m\":-0.0}");
        Page page = page(LIVE, live(rows.get(0), "\n\n  " + rows.get(1) + "\t", rows.get(2)));

        assertThat(page.items())
                .extracting(item -> new String(item.raw(), StandardCharsets.UTF_8))
                .isEqualTo(rows);
    }

    @Test
    void keepsRowsByteForByteBehindAByteOrderMark() {
        Page page = page(LIVE, "\uFEFF" + live(KEYED));

        assertThat(page.items().get(0).raw()).isEqualTo(utf8(KEYED));
    }

    @Test
    void hasADigestOfTheRowsBytesAlone() {
        String digest = page(LIVE, live(KEYED)).digest();

        assertThat(page(LIVE, "{\"request_id\":\"x\", \"code\":0,\"data\":{\"list\":[ " + KEYED + " ]}}")
                        .digest())
                .isEqualTo(digest);
        assertThat(page(LIVE, live(KEYED.replace("US", "us"))).digest()).isNotEqualTo(digest);
        assertThat(page(LIVE, live(KEYED, KEYED)).digest()).isNotEqualTo(digest);
    }

    @Test
    void countsOnlyTheLastOfAFieldThatIsThereTwice() {
        Page page = page(
                LIVE,
                live("{\"product\":{\"product_id\":\"1\",\"title\":\"One\"},\"product\":{\"product_id\":\"2\"},"
                        + "\"units_sold\":5,\"units_sold\":null,\"live_gmv\":1,\"live_gmv\":2}"));

        assertThat(List.of(value(LIVE, page, 0, "key"), value(LIVE, page, 0, "gmv")))
                .containsExactly("2", "2");
        assertThat(value(LIVE, page, 0, "name")).isNull();
        assertThat(value(LIVE, page, 0, "units")).isNull();
        assertThat(read(LIVE, "{\"code\":0,\"code\":20001,\"data\":{\"list\":[]}}"))
                .isEqualTo(new PageResult.NotPublished("code 20001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"data\":{\"list\":[],\"list\":[]}}",
                "{\"code\":0,\"data\":{\"list\":[]},\"data\":{\"list\":[]}}",
                "{\"code\":0,\"data\":{\"list\":[]},\"data\":null}"
            })
    void doesNotChooseBetweenTwoLists(String json) {
        assertThat(read(LIVE, json)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void rejectsRowsOfAnotherRegionThanAsked() {
        HttpAnswer answer =
                Shipped.answer(utf8(live(KEYED, KEYED.replace("US", "G\\nB"), KEYED.replace("\"US\"", "null"))));
        PageReader reader = Shipped.reader(LIVE);

        assertThat(reader.read(answer, Expected.of(Shipped.source(LIVE).endpoint(), Map.of("region", "US"))))
                .isEqualTo(new Rejected("asked for region US, got rows of G B"));
        assertThat(reader.read(answer, Expected.anything())).isInstanceOf(Page.class);
        assertThat(reader.read(
                        Shipped.answer(utf8(live(KEYED))),
                        Expected.of(Shipped.source(LIVE).endpoint(), Map.of("region", "US"))))
                .isInstanceOf(Page.class);
    }
}
