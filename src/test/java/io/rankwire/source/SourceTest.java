package io.rankwire.source;

import static io.rankwire.source.page.Shipped.ANALYTICS;
import static io.rankwire.source.page.Shipped.INSIGHTS;
import static io.rankwire.source.page.Shipped.LIVE;
import static io.rankwire.source.page.Shipped.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.PageReader;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.Shipped;
import io.rankwire.text.OperatorMistake;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    private static final String NOTATIONS = "/io/rankwire/source/notations";

    private static Feed feed(String source, Map<String, String> given) {
        return Shipped.source(source).feeds("my-feed", given, ZoneOffset.UTC).get(0);
    }

    @Test
    void makesAFeedOfWhatIsSetAndDefaultsOfWhatIsNot() {
        assertThat(feed(LIVE, Map.of("region", "US", "period", "week", "maxRows", "150", "zone", "Asia/Tokyo")))
                .isEqualTo(new Feed(
                        "my-feed",
                        "",
                        new Series(
                                LIVE,
                                PeriodType.WEEK,
                                Map.of("region", "US", "orderBy", "units_sold", "maxRows", "150")),
                        new Feed.Terms("fastmoss", 100, Optional.empty(), Optional.empty()),
                        new Feed.When(Optional.empty(), 3, ZoneId.of("Asia/Tokyo"), false),
                        new Feed.Limits(100, 150, false)));
        assertThat(feed(INSIGHTS, Map.of("account", "other", "timeScope", "30")))
                .isEqualTo(new Feed(
                        "my-feed",
                        "",
                        new Series(
                                INSIGHTS,
                                PeriodType.DAY,
                                Map.of("searchKeyword", "FALSE", "region", "all_regions", "timeScope", "30")),
                        new Feed.Terms("other", 100, Optional.empty(), Optional.empty()),
                        new Feed.When(Optional.empty(), 0, ZoneOffset.UTC, true),
                        new Feed.Limits(20, Integer.MAX_VALUE, false)));
    }

    @Test
    void insistsOnWhatItCannotDoWithout() {
        assertThatThrownBy(() -> feed(ANALYTICS, Map.of("region", " ")))
                .hasMessage("keyapi-product-analytics needs the parameter region");
        assertThatThrownBy(() -> feed(INSIGHTS, Map.of("timeScope", "2")))
                .hasMessage("timeScope is '2'; it must match 1|7|30|\\d{4}-\\d{2}");
    }

    @Test
    void pollsEveryCombinationOfWhatIsListed() {
        List<Feed> feeds = Shipped.source(LIVE)
                .feeds("beauty", Map.of("region", "US, GB", "categoryId", "14,24", "period", "week"), ZoneOffset.UTC);

        assertThat(feeds)
                .extracting(Feed::label)
                .containsExactly("beauty-US-14", "beauty-US-24", "beauty-GB-14", "beauty-GB-24");
        assertThat(feeds).extracting(feed -> feed.series().fingerprint()).doesNotHaveDuplicates();
        assertThat(feeds.get(3).series().scope()).containsEntry("region", "GB").containsEntry("categoryId", "24");
    }

    @Test
    void asksForNoLargerPageThanIsWanted() {
        assertThat(feed(LIVE, Map.of("maxRows", "10")).limits()).isEqualTo(new Feed.Limits(10, 10, false));
        assertThat(feed(ANALYTICS, Map.of("region", "US", "maxRows", "999999999999999999"))
                        .limits())
                .isEqualTo(new Feed.Limits(10, Integer.MAX_VALUE, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone     | Mars/Olympus | zone is 'Mars/Olympus'; it must be a time zone such as UTC or Europe/Berlin",
                "zone     | +99          | zone is '+99'; it must be a time zone such as UTC or Europe/Berlin",
                "period   | weekly       | period is 'weekly'; it must be one of day, week, month",
                "orderBy  | revenue      | orderBy is 'revenue'; it must be one of units_sold, gmv, live_count",
                "maxRows  | 0            | maxRows is 0; it must be 1 or more",
                "lookback | many         | lookback is 'many'; it must be a whole number"
            })
    void namesParameterValueAndRule(String name, String value, String message) {
        assertThatThrownBy(() -> feed(LIVE, Map.of(name, value)))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage(message);
    }

    @Test
    void isTheSameSeriesWheneverTheSameIsAsked() {
        Series series = feed(LIVE, Map.of("region", "US")).series();

        assertThat(feed(LIVE, Map.of("region", " US ", "date", "2026-04-06", "pageSize", "10", "lookback", "1"))
                        .series())
                .isEqualTo(series);
        assertThat(feed(LIVE, Map.of("region", "US", "orderBy", "gmv")).series())
                .isNotEqualTo(series);
    }

    /** Every notation that a kamelet may use, over one answer. */
    @Test
    void readsWhatEveryNotationPointsAt() {
        Source source = SourceFile.read(
                        "notations.kamelet.yaml",
                        new ByteArrayInputStream(utf8(Shipped.text(NOTATIONS + ".kamelet.yaml"))))
                .orElseThrow();
        PageResult page = new PageReader(source.endpoint())
                .read(Shipped.answer(utf8(Shipped.text(NOTATIONS + ".json"))), new Expected(Map.of(), Map.of()));

        assertThat(Shipped.described(source.endpoint(), (PageResult.Page) page))
                .isEqualTo(Shipped.text(NOTATIONS + ".txt"));
    }

    @Test
    void isEmptyForAFileThatIsNoSource() {
        assertThat(SourceFile.read("x.yaml", new ByteArrayInputStream(utf8("spec: {template: {}}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost: 1 | cost: 0 | cost is 0; a page costs 1 or more",
                "method: POST | method: PUT | request.method is PUT; it must be GET or POST",
                "      key: product.product_id | '' | row needs a key and a name",
                "currency: currency | colour: currency | row.colour is not a column of every ranking; put it under columns",
                "{column: liveCount} | {column: lives} | order names the column lives, which is not there",
                "{from: live_count, type: integer} | {type: integer} | a value takes either from, or choose and cases",
                "{from: live_count, type: integer} | {from: live_count, cases: {a: b}} | a value takes either from, or choose and cases",
                "{from: live_count, type: integer} | {from: live_count, type: rate, per: 12} | per is 12; it is 100 or 10000, and for columns of type rate",
                "{from: live_count, type: integer} | {from: live_count, type: decimal, per: 100} | per is 100; it is 100 or 10000, and for columns of type rate",
                "cap: 500 | caps: 500 | caps"
            })
    void namesFileAndRuleOfADefinitionThatCannotBeUsed(String right, String wrong, String rule) {
        String yaml = Shipped.text("/kamelets/" + LIVE + ".kamelet.yaml").replace(right, wrong);

        assertThatThrownBy(() -> SourceFile.read("mine.kamelet.yaml", new ByteArrayInputStream(utf8(yaml))))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageStartingWith("mine.kamelet.yaml: the endpoint block cannot be used: ")
                .hasMessageContaining(rule);
    }
}
