package io.rankwire.sandbox.keyapi;

import static io.rankwire.sandbox.keyapi.KeyApiParameter.NUMBER;
import static io.rankwire.sandbox.keyapi.KeyApiParameter.REGION;
import static io.rankwire.sandbox.keyapi.KeyApiParameter.TEXT;
import static io.rankwire.sandbox.keyapi.KeyApiParameter.choice;
import static io.rankwire.sandbox.keyapi.KeyApiParameter.pattern;
import static io.rankwire.sandbox.keyapi.KeyApiParameter.whole;

import io.rankwire.sandbox.keyapi.KeyApiEndpoint.Pages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** KeyAPI's rankings, each with the rules that its page or clients' code state. */
public final class KeyApiCatalogue {
    private static final String ALL_REGIONS = "all_regions";
    private static final KeyApiParameter FLAG = choice("0", "1");
    private static final KeyApiParameter ONE_OF_TWO = choice("1", "2");
    private static final KeyApiParameter DAYS = choice("7", "30", "120");

    private static final List<KeyApiEndpoint> ALL = List.of(
            new KeyApiEndpoint(
                    "/v1/tiktok/insights/products",
                    Pages.in("list"),
                    Map.of(
                            "search_keyword", TEXT.or("FALSE"),
                            "time_scope",
                                    pattern("1, 7, 30 or YYYY-MM", "1|7|30|\\d{4}-(0[1-9]|1[0-2])")
                                            .or("1"),
                            "region", REGION.or(ALL_REGIONS),
                            "ecom_category_id", TEXT),
                    AdCategoryInsights::ranking),
            new KeyApiEndpoint(
                    "/v1/tiktok/product/list/analytics", Pages.bare(), analytics(), ProductAnalytics::ranking),
            ranking(
                    "product",
                    "product_rank_field",
                    Map.of("category_id", TEXT, "category_l2_id", TEXT, "category_l3_id", TEXT),
                    PeriodRankings::products),
            ranking(
                    "influencer",
                    "influencer_rank_field",
                    Map.of("influencer_category_name", TEXT, "product_category_id", TEXT),
                    PeriodRankings::influencers),
            ranking(
                    "video",
                    "video_rank_field",
                    Map.of("product_category_id", TEXT, "created_by_ai", choice("true", "false")),
                    PeriodRankings::videos),
            new KeyApiEndpoint(
                    "/v1/tiktok/trending/hashtags",
                    Pages.in("list"),
                    Map.of(
                            "period", DAYS,
                            "region", REGION.or(ALL_REGIONS),
                            "industry_id", TEXT.or("nothing"),
                            "new_to_top_100", choice("true", "false")),
                    TrendingNow::hashtags),
            new KeyApiEndpoint(
                    "/v1/tiktok/trending/music",
                    Pages.in("sound_list"),
                    Map.of(
                            "search_keyword", TEXT.or("FALSE"),
                            "period", DAYS,
                            "region", REGION.or(ALL_REGIONS),
                            "new_to_top_100", choice("true", "false"),
                            "commercial_music", choice("true", "false")),
                    TrendingNow::music),
            new KeyApiEndpoint(
                    "/v1/tiktok/trending/videos",
                    Pages.in("videos"),
                    Map.of(
                            "period", choice("7", "30"),
                            "region", REGION.or(ALL_REGIONS),
                            "order_by", choice("vv", "like", "comment", "repost")),
                    TrendingNow::videos));

    private KeyApiCatalogue() {}

    /** The ranking under a path; empty where there is none. */
    public static Optional<KeyApiEndpoint> at(String path) {
        return ALL.stream().filter(one -> one.path().equals(path)).findFirst();
    }

    /** What a page is asked for by. */
    static Map<String, KeyApiParameter> paging(Pages pages) {
        return pages.isBare()
                ? Map.of(
                        pages.number(), whole(1, 100_000).required(),
                        pages.size(), whole(1, pages.largest()).required())
                : Map.of(
                        pages.number(), whole(1, 999_999_999).or("1"),
                        pages.size(), whole(1, 999_999_999).or(String.valueOf(pages.largest())));
    }

    /** The rankings of completed periods have most of their rules in common. */
    private static KeyApiEndpoint ranking(
            String of, String rankField, Map<String, KeyApiParameter> filters, KeyApiEndpoint.Rows rows) {
        Map<String, KeyApiParameter> parameters = new HashMap<>(filters);
        parameters.put(
                "date", pattern("a day, yyyy-MM-dd", "\\d{4}-\\d{2}-\\d{2}").required());
        parameters.put("region", REGION.required());
        parameters.put(KeyApiEndpoint.RANK_TYPE, choice("1", "2", "3").required());
        parameters.put(rankField, ONE_OF_TWO.required());
        return new KeyApiEndpoint("/v1/tiktok/" + of + "/ranking/analytics", Pages.bare(), parameters, rows);
    }

    private static Map<String, KeyApiParameter> analytics() {
        Map<String, KeyApiParameter> parameters = new HashMap<>(Map.of(
                "region", REGION.required(),
                "category_id", TEXT,
                "category_l2_id", TEXT,
                "category_l3_id", TEXT,
                "sales_trend_flag", choice("0", "1", "2"),
                "is_s_shop", FLAG,
                "free_shipping", FLAG,
                "sales_flag", ONE_OF_TWO,
                "product_sort_field", choice("1", "2", "3", "4", "5", "6", "7"),
                "sort_type", FLAG));
        Stream.of(
                        "total_sale_cnt",
                        "total_sale_30d_cnt",
                        "spu_avg_price",
                        "product_commission_rate",
                        "total_ifl_cnt",
                        "total_video_cnt",
                        "total_views_cnt",
                        "product_rating",
                        "review_count",
                        "total_sale_gmv_amt",
                        "total_sale_gmv_30d_amt",
                        "first_crawl_dt")
                .flatMap(name -> Stream.of("min_" + name, "max_" + name))
                .forEach(name -> parameters.put(name, NUMBER));
        return parameters;
    }
}
