package io.rankwire.sandbox.keyapi;

import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.SampleRegion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses whatever KeyAPI's pages do not allow, naming the parameter. */
public final class KeyApiRules {
    private static final Map<String, String> INSIGHTS = Map.of(
            "search_keyword", "FALSE",
            "page", "1",
            "limit", "20",
            "time_scope", "1",
            "region", "all_regions",
            "ecom_category_id", "");
    private static final Pattern TIME_SCOPE = Pattern.compile("1|7|30|\\d{4}-(0[1-9]|1[0-2])");

    private static final Set<String> PLAIN =
            Set.of("region", "page_num", "page_size", "category_id", "category_l2_id", "category_l3_id");
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "sales_trend_flag", Set.of("0", "1", "2"),
            "is_s_shop", Set.of("0", "1"),
            "free_shipping", Set.of("0", "1"),
            "sales_flag", Set.of("1", "2"),
            "product_sort_field", Set.of("1", "2", "3", "4", "5", "6", "7"),
            "sort_type", Set.of("0", "1"));
    private static final Set<String> BOUNDS = Stream.of(
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
            .collect(Collectors.toUnmodifiableSet());

    private KeyApiRules() {}

    /** What a query asks, if it asks for what there is. */
    public static KeyApiQuestion question(KeyApiEndpoint endpoint, String query, LocalDate day) {
        Map<String, String> given = KeyApiQuestion.parameters(query);
        return switch (endpoint) {
            case INSIGHTS_PRODUCTS -> insights(given, day);
            case PRODUCT_ANALYTICS -> analytics(given, day);
        };
    }

    /** A limit above 20 is silently cut to 20, as documented. */
    private static KeyApiQuestion insights(Map<String, String> given, LocalDate day) {
        given.keySet().stream().filter(name -> !INSIGHTS.containsKey(name)).forEach(KeyApiRules::unknown);
        Map<String, String> all = new HashMap<>(INSIGHTS);
        all.putAll(given);
        check(all, "time_scope", value -> TIME_SCOPE.matcher(value).matches() ? "" : "1, 7, 30 or YYYY-MM");
        check(all, "region", value -> value.equals("all_regions") || known(value) ? "" : "all_regions or a region");
        int limit = whole(all, "limit", 1, Integer.MAX_VALUE);
        int page = whole(all, "page", 1, Integer.MAX_VALUE);
        return new KeyApiQuestion(KeyApiEndpoint.INSIGHTS_PRODUCTS, all, page, Math.min(limit, 20), day);
    }

    private static KeyApiQuestion analytics(Map<String, String> given, LocalDate day) {
        given.forEach(KeyApiRules::checkAnalytics);
        List.of("region", "page_num", "page_size").forEach(name -> {
            if (!given.containsKey(name)) {
                throw new BadParameter(name, "is required");
            }
        });
        check(given, "region", value -> known(value) ? "" : "a region");
        int page = whole(given, "page_num", 1, 100_000);
        int size = whole(given, "page_size", 1, 10);
        return new KeyApiQuestion(KeyApiEndpoint.PRODUCT_ANALYTICS, given, page, size, day);
    }

    private static void checkAnalytics(String name, String value) {
        if (CHOICES.containsKey(name)) {
            if (!CHOICES.get(name).contains(value)) {
                List<String> allowed = CHOICES.get(name).stream().sorted().toList();
                throw new BadParameter(name, "is '" + value + "'; one of " + allowed);
            }
        } else if (BOUNDS.contains(name)) {
            try {
                new BigDecimal(value);
            } catch (NumberFormatException notANumber) {
                throw new BadParameter(name, "is '" + value + "'; it must be a number");
            }
        } else if (!PLAIN.contains(name)) {
            unknown(name);
        }
    }

    private static void unknown(String name) {
        throw new BadParameter(name, "is not a parameter of this endpoint");
    }

    private static boolean known(String region) {
        return SampleRegion.named(region).isPresent();
    }

    private static void check(Map<String, String> given, String name, UnaryOperator<String> rule) {
        String expected = rule.apply(given.get(name));
        if (!expected.isEmpty()) {
            throw new BadParameter(name, "is '" + given.get(name) + "'; it must be " + expected);
        }
    }

    private static int whole(Map<String, String> given, String name, int least, int most) {
        try {
            int value = Integer.parseInt(given.get(name));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of range.
        }
        throw new BadParameter(name, "is '" + given.get(name) + "'; it must be from " + least + " to " + most);
    }
}
