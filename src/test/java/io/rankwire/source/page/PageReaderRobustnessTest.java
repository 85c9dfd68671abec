package io.rankwire.source.page;

import static io.rankwire.source.page.Shipped.LIVE;
import static io.rankwire.source.page.Shipped.SHOPS;
import static io.rankwire.source.page.Shipped.answer;
import static io.rankwire.source.page.Shipped.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.source.page.PageResult.TransientFailure;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, it is a result; and what is not whole is never a page. */
class PageReaderRobustnessTest {
    private static final Expected ANYTHING = Expected.anything();
    private static final Map<String, PageReader> READERS =
            Shipped.sources().stream().collect(Collectors.toMap(Function.identity(), Shipped::reader));

    private static PageResult read(String source, byte[] body) {
        return READERS.get(source).read(answer(body), ANYTHING);
    }

    private static TransientFailure notTheJson(byte[] body) {
        return new TransientFailure(
                "HTTP 200 with " + body.length + " bytes of application/json is not the JSON that was promised",
                Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void neverTakesACutAnswerForAPage(String source) {
        byte[] whole = utf8(Shipped.sample(source));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(read(source, cut)).isEqualTo(notTheJson(cut));
        }
        assertThat(read(source, whole)).isInstanceOf(Page.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "0",
                "\"text\"",
                "[]",
                "[{}]",
                "true",
                "<!doctype html><title>Maintenance</title>",
                "{",
                "}",
                "{\"code\":0,\"data\":{\"list\":[]}}}",
                "{\"code\":0,\"data\":{\"list\":[]}} trailing",
                "{\"code\":0,\"data\":{\"list\":[]}}{\"code\":0,\"data\":{\"list\":[]}}",
                "{\"code\":0,\"data\":{\"list\":[]}}\n{\"code\":0}",
                "{\"code\":0,\"data\":{\"list\":[]}}\u0000",
                "{'code':0}",
                "{\"code\":00}",
                "{\"code\":0,\"data\":{\"list\":[],}}"
            })
    void takesNothingElseForJson(String body) {
        assertThat(read(LIVE, utf8(body))).isEqualTo(notTheJson(utf8(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void takesOnlyUtf8(String charset) {
        byte[] body = Shipped.sample(SHOPS).getBytes(Charset.forName(charset));

        assertThat(read(SHOPS, body)).isEqualTo(notTheJson(body));
    }

    @Test
    void takesBytesInNoEncodingForNoJson() {
        for (byte[] body : List.of(
                new byte[] {0, '{', 0, 0},
                new byte[] {0, 0, '{', 0},
                new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 0})) {
            assertThat(read(LIVE, body)).isEqualTo(notTheJson(body));
        }
    }

    private static final String NEARLY = "the answer has NaN, control characters or bytes that are no text, which JSON"
            + " does not allow; they are left out";

    private static String product(String id, String more) {
        return "{\"product\":{\"product_id\":\"" + id + "\"" + more + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void keepsARowWithoutTheFigureThatIsNoNumber(String figure) {
        Page page = Shipped.page(
                LIVE,
                Shipped.live("{\"gmv\":" + figure
                        + ",\"units_sold\":7.50,\"product\":{\"product_id\":\"1729384756102938475\"}}"));

        assertThat(Shipped.value(LIVE, page, 0, "key")).isEqualTo("1729384756102938475");
        assertThat(Shipped.value(LIVE, page, 0, "gmv")).isNull();
        assertThat(Shipped.value(LIVE, page, 0, "units")).isEqualTo("7.50");
        assertThat(new String(page.items().get(0).raw(), StandardCharsets.UTF_8))
                .isEqualTo("{\"gmv\":null,\"units_sold\":7.50,\"product\":{\"product_id\":\"1729384756102938475\"}}");
        assertThat(page.warnings()).containsExactly(NEARLY);
    }

    @Test
    void keepsARowWhoseTitleHasABareControlCharacterOrWasCutInsideACharacter() {
        String title = "Lip\tbalm \u00E9";
        byte[] utf8 = utf8(Shipped.live(product("1", ",\"title\":\"" + title + "\"")));
        // Half of the é is missing.
        byte[] cut = new byte[utf8.length - 1];
        int half = new String(utf8, StandardCharsets.ISO_8859_1).indexOf('\u00A9');
        System.arraycopy(utf8, 0, cut, 0, half);
        System.arraycopy(utf8, half + 1, cut, half, cut.length - half);

        for (byte[] body : List.of(utf8, cut)) {
            Page page = (Page) read(LIVE, body);

            assertThat(Shipped.value(LIVE, page, 0, "name")).startsWith("Lip\tbalm ");
            assertThat(page.warnings()).containsExactly(NEARLY);
        }
        assertThat(Shipped.value(LIVE, (Page) read(LIVE, cut), 0, "name")).isEqualTo("Lip\tbalm \uFFFD");
    }

    @Test
    void leavesOutAndCountsWhatIsNoRowAtAll() {
        Page page =
                Shipped.page(LIVE, Shipped.live("null", product("1", ""), "\"a row\"", "17", "[]", product("2", "")));

        assertThat(page.items()).extracting(item -> item.values().get(0)).containsExactly("1", "2");
        assertThat(page.received()).isEqualTo(6);
        assertThat(page.warnings()).containsExactly("a row that is no object was left out (4 times)");
    }

    @Test
    void tellsPagesApartByWhatIsNoRowToo() {
        assertThat(Shipped.page(LIVE, Shipped.live("null")).digest())
                .isNotEqualTo(Shipped.page(LIVE, Shipped.live("\"text\"")).digest());
    }

    @Test
    void doesNotFollowNestingForEver() {
        for (String deep :
                List.of("[".repeat(10_000) + "]".repeat(10_000), "{\"a\":".repeat(10_000) + 1 + "}".repeat(10_000))) {
            for (String body : List.of(
                    deep,
                    "{\"code\":0,\"data\":{\"list\":[{\"product\":{\"product_id\":\"1\"},\"x\":" + deep + "}]}}",
                    "{\"code\":0,\"data\":{\"list\":[{\"top_live\":" + deep + "}]}}",
                    "{\"code\":0,\"message\":" + deep + ",\"data\":{\"list\":[]}}")) {
                assertThat(read(LIVE, utf8(body))).isEqualTo(notTheJson(utf8(body)));
            }
        }
    }

    @Test
    void doesNotFollowEmbeddedNestingForEver() {
        String body = "{\"code\":0,\"data\":[{\"product_id\":\"1\",\"skus\":\"" + "[".repeat(10_000) + "\"}]}";

        assertThat(((Page) read(Shipped.ANALYTICS, utf8(body))).warnings())
                .containsExactly("skus holds text that is not JSON");
    }

    @Test
    void keepsALongTextThatNobodyAskedForAndRefusesItElsewhere() {
        String text = "\"" + "x".repeat(10 << 20) + "\"";
        byte[] unused =
                utf8("{\"code\":0,\"data\":{\"list\":[{\"product\":{\"product_id\":\"1\"},\"essay\":" + text + "}]}}");
        byte[] used = utf8("{\"code\":0,\"data\":{\"list\":[{\"product\":{\"product_id\":" + text + "}}]}}");

        assertThat(((Page) read(LIVE, unused)).items().get(0).raw()).hasSizeGreaterThan(10 << 20);
        assertThat(read(LIVE, used)).isEqualTo(notTheJson(used));
    }

    @Test
    void isNotTakenInByNumbersThatCannotBeWrittenOut() {
        String rows = "{\"product\":{\"product_id\":\"1\"},\"live_gmv\":1e999999999,\"live_units_sold\":1e99999999999}";
        Page page = (Page) read(LIVE, utf8("{\"code\":0,\"data\":{\"list\":[" + rows + "]}}"));

        assertThat(page.items().get(0).values()).containsOnly("1", "https://shop.tiktok.com/view/product/1", null);
    }

    @Property(tries = 3000)
    void isNeverThrownOffByAChangedByte(@ForAll("spoilt") Spoilt spoilt) {
        for (int status : new int[] {200, 500}) {
            PageResult result = READERS.get(spoilt.source())
                    .read(
                            answer(status, spoilt.body()),
                            Expected.of(Shipped.source(spoilt.source()).endpoint(), Map.of("region", "US")));
            if (result instanceof PageResult.Fault fault) {
                assertThat(fault.reason()).hasSizeLessThan(300).doesNotContainPattern("\\R|\\p{Cc}");
            } else {
                check(Shipped.source(spoilt.source()).endpoint(), (Page) result);
            }
        }
    }

    private static void check(Endpoint endpoint, Page page) {
        List<Column> columns = endpoint.allColumns();
        for (Item item : page.items()) {
            assertThat(item.values().get(0)).isNotBlank();
            assertThat(new String(item.raw(), StandardCharsets.UTF_8))
                    .startsWith("{")
                    .endsWith("}");
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).type().numeric() && item.values().get(i) != null) {
                    assertThat(new BigDecimal(item.values().get(i)).scale()).isGreaterThanOrEqualTo(0);
                }
            }
        }
    }

    /** An example with some bytes changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Spoilt(String source, byte[] body) {}

    @Provide
    Arbitrary<Spoilt> spoilt() {
        List<Byte> telling = List.of(
                "{}[]\",:\\0123456789.eE-+ \n".chars().mapToObj(c -> (byte) c).toArray(Byte[]::new));
        Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of(telling));
        return Combinators.combine(
                        Arbitraries.of(Shipped.sources()),
                        Arbitraries.integers()
                                .between(0, 999_999)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        bytes.list().ofSize(4))
                .as((source, places, values) -> {
                    byte[] body = utf8(Shipped.sample(source));
                    for (int i = 0; i < places.size(); i++) {
                        body[(int) ((long) places.get(i) * body.length / 1_000_000)] = values.get(i);
                    }
                    return new Spoilt(source, body);
                });
    }
}
