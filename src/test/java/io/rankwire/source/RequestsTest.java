package io.rankwire.source;

import static io.rankwire.source.page.Shipped.ANALYTICS;
import static io.rankwire.source.page.Shipped.ECOMMERCE;
import static io.rankwire.source.page.Shipped.INSIGHTS;
import static io.rankwire.source.page.Shipped.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Series;
import io.rankwire.sandbox.FakeFastMoss;
import io.rankwire.sandbox.FakeKeyApi;
import io.rankwire.source.page.Asked;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.source.page.PageResult.Rejected;
import io.rankwire.source.page.Shipped;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent, to the letter; and that the strict sandbox takes it. */
class RequestsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-07T12:00:00Z"), ZoneOffset.UTC);
    private static final String TOKEN = "token";

    private static FakeFastMoss fastMoss;
    private static FakeKeyApi keyApi;

    @BeforeAll
    static void start() throws IOException {
        fastMoss = new FakeFastMoss(CLOCK, TOKEN);
        keyApi = new FakeKeyApi(CLOCK, TOKEN);
    }

    @AfterAll
    static void stop() {
        fastMoss.close();
        keyApi.close();
    }

    private static String text(String file) {
        return Shipped.text("/io/rankwire/source/requests/" + file);
    }

    /** What a source cannot do without. */
    private static Map<String, String> least(String source) {
        return Shipped.source(source).required().contains("region") ? Map.of("region", "US") : Map.of();
    }

    private static Map<String, String> everything(String source) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(source + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }

    private static PageRequest request(String source, Map<String, String> given, int page) {
        return request(
                source,
                Shipped.source(source).feeds("feed", given, ZoneOffset.UTC).get(0),
                page);
    }

    private static PageRequest request(String source, Feed feed, int page) {
        return new Requests(Shipped.source(source))
                .page(
                        feed,
                        feed.candidates(CLOCK).get(0),
                        new NextPage(page, (page - 1L) * feed.limits().pageSize(), null),
                        (account, setting) -> "");
    }

    private static String described(PageRequest request) {
        String path = request.path().replace("?", "\n?").replace("&", "\n&");
        return request.method() + " " + path + "\n" + (request.body().isEmpty() ? "" : request.body() + "\n");
    }

    private static PageResult ask(String source, PageRequest request) throws IOException, InterruptedException {
        URI vendor = source.startsWith("fastmoss") ? fastMoss.url() : keyApi.url();
        return Shipped.reader(source).read(Asked.send(vendor, TOKEN, request, CLOCK.instant()), Expected.anything());
    }

    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void asksWithoutAnyFilter(String source) throws Exception {
        PageRequest request = request(source, least(source), 1);

        assertThat(described(request)).isEqualTo(text(source + ".plain.txt"));
        Page page = (Page) ask(source, request);
        assertThat(page.items())
                .hasSize(Shipped.source(source).endpoint().paging().largestPage());
        assertThat(page.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void asksWithEveryFilter(String source) throws Exception {
        Map<String, String> all = everything(source);
        assertThat(all.keySet()).isEqualTo(Shipped.source(source).parameters().keySet());

        PageRequest request = request(source, all, 3);

        assertThat(described(request)).isEqualTo(text(source + ".all.txt"));
        assertThat(ask(source, request)).isInstanceOf(Page.class);
    }

    @Test
    void sendsHalfARangeAndNoneAtAll() {
        assertThat(request(Shipped.CREATORS, Map.of("followerCountMin", "10"), 1)
                        .body())
                .contains("\"follower_count_range\":{\"min\":10},");
        assertThat(request(Shipped.CREATORS, Map.of("followerCountMin", " ", "followerCountMax", ""), 1)
                        .body())
                .doesNotContain("follower_count_range");
    }

    @Test
    void takesABlankParameterForOneThatIsNotSet() {
        Map<String, String> blank = new TreeMap<>();
        Shipped.source(LIVE).parameters().keySet().forEach(name -> blank.put(name, " "));

        assertThat(request(LIVE, blank, 1)).isEqualTo(request(LIVE, Map.of(), 1));
    }

    @Test
    void escapesWhatWouldEndAParameter() {
        assertThat(request(INSIGHTS, Map.of("searchKeyword", "a&page=9#x/ü+😀"), 1)
                        .path())
                .startsWith("/v1/tiktok/insights/products?search_keyword=a%26page%3D9%23x%2F%C3%BC%2B%F0%9F%98%80&");
    }

    /** Whatever a definition allows the vendor answers, and what it does not allow the vendor would refuse. */
    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void agreesWithTheVendorOnWhatMayBeAsked(String source) throws Exception {
        for (Map.Entry<String, Parameter> entry :
                Shipped.source(source).parameters().entrySet()) {
            for (String value : within(entry.getValue())) {
                Map<String, String> given = new TreeMap<>(least(source));
                given.put(entry.getKey(), value);
                given.putAll(companions(source, value));
                assertThat(ask(source, request(source, given, 1)))
                        .as("%s=%s", entry.getKey(), value)
                        .isInstanceOf(Page.class);
            }
            for (String value : beyond(entry.getValue())) {
                refused(source, entry.getKey(), value);
            }
        }
    }

    /** What must be set beside a value: each sales channel of creators has an order of its own. */
    private static Map<String, String> companions(String source, String value) {
        if (!source.equals(ECOMMERCE)) {
            return Map.of();
        }
        return switch (value) {
            case "1", "video_usd_gmv" -> Map.of("ecommerceType", "1", "orderBy", "video_usd_gmv");
            case "2", "live_usd_gmv" -> Map.of("ecommerceType", "2", "orderBy", "live_usd_gmv");
            default -> Map.of();
        };
    }

    private static List<String> within(Parameter parameter) {
        List<String> values = new ArrayList<>(parameter.allowed());
        if (parameter.minimum() != null) {
            values.add(parameter.minimum().toPlainString());
        }
        if (parameter.maximum() != null) {
            values.add(parameter.maximum().toPlainString());
        }
        return values;
    }

    private static List<String> beyond(Parameter parameter) {
        List<String> values = new ArrayList<>();
        if (parameter.minimum() != null) {
            values.add(parameter.minimum().subtract(BigDecimal.ONE).toPlainString());
        }
        if (parameter.maximum() != null) {
            values.add(parameter.maximum().add(BigDecimal.ONE).toPlainString());
        }
        if (!parameter.allowed().isEmpty()) {
            values.add(parameter.type().equals("integer") ? "99" : "XX");
        }
        return values;
    }

    private static void refused(String source, String name, String value) throws IOException, InterruptedException {
        Map<String, String> given = new TreeMap<>(least(source));
        Source shipped = Shipped.source(source);
        Feed plain = shipped.feeds("feed", given, ZoneOffset.UTC).get(0);
        given.put(name, value);
        boolean clamped = name.equals("pageSize") && !shipped.warnings(given).isEmpty();
        if (clamped) {
            assertThat(shipped.feeds("feed", given, ZoneOffset.UTC)
                            .get(0)
                            .limits()
                            .pageSize())
                    .isEqualTo(shipped.endpoint().paging().largestPage());
        } else {
            assertThatThrownBy(() -> shipped.feeds("feed", given, ZoneOffset.UTC))
                    .isInstanceOf(OperatorMistake.class)
                    .hasMessageStartingWith(name + " is ");
        }

        if (vendorWouldNotMind(source, name)) {
            return;
        }
        Map<String, String> scope = new TreeMap<>(plain.series().scope());
        scope.put(name, value);
        Feed unchecked = new Feed(
                plain.name(),
                "",
                new Series(source, plain.series().periodType(), scope),
                plain.terms(),
                plain.when(),
                name.equals("pageSize")
                        ? new Feed.Limits(Math.max(1, Integer.parseInt(value)), Integer.MAX_VALUE, false)
                        : plain.limits());
        if (!name.equals("pageSize") || !value.equals("0")) {
            assertThat(ask(source, request(source, unchecked, 1)))
                    .as("%s=%s", name, value)
                    .isInstanceOf(Rejected.class);
        }
    }

    /** What only concerns how much and when is never sent; the others are not bounded by the vendor's own pages. */
    private static boolean vendorWouldNotMind(String source, String name) {
        return Set.of("lookback", "maxRows", "period", "share", "endOnShortPage")
                        .contains(name)
                || (source.equals(ANALYTICS) && (name.startsWith("min") || name.startsWith("max")))
                || ((source.equals(INSIGHTS) || source.startsWith("keyapi-trending")) && name.equals("pageSize"));
    }
}
