package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** KeyAPI's two rankings. */
public enum KeyApiEndpoint {
    INSIGHTS_PRODUCTS("/v1/tiktok/insights/products", "page", "limit"),
    PRODUCT_ANALYTICS("/v1/tiktok/product/list/analytics", "page_num", "page_size");

    private final String path;
    private final String pageParameter;
    private final String sizeParameter;

    KeyApiEndpoint(String path, String pageParameter, String sizeParameter) {
        this.path = path;
        this.pageParameter = pageParameter;
        this.sizeParameter = sizeParameter;
    }

    public static Optional<KeyApiEndpoint> at(String path) {
        return Arrays.stream(values()).filter(one -> one.path.equals(path)).findFirst();
    }

    String pageParameter() {
        return pageParameter;
    }

    String sizeParameter() {
        return sizeParameter;
    }

    List<ObjectNode> ranking(Map<String, String> question, RankedPeriod period) {
        return this == INSIGHTS_PRODUCTS
                ? AdCategoryInsights.ranking(question, period)
                : ProductAnalytics.ranking(question, period);
    }
}
