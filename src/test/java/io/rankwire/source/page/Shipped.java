package io.rankwire.source.page;

import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The shipped sources, answers in the vendors' forms, and what the one makes of the other. */
public final class Shipped {
    public static final String LIVE = "fastmoss-live-top-product";
    static final String SHOPS = "fastmoss-shop-most-promoted";
    public static final String CREATORS = "fastmoss-creator-top-potential";
    public static final String ECOMMERCE = "fastmoss-creator-top-ecommerce";
    public static final String INSIGHTS = "keyapi-insights-products";
    public static final String ANALYTICS = "keyapi-product-analytics";

    private Shipped() {}

    /** Every one of them. */
    public static List<String> sources() {
        return List.of(
                LIVE,
                SHOPS,
                CREATORS,
                INSIGHTS,
                ANALYTICS,
                "fastmoss-product-top-selling",
                "fastmoss-product-new-listed",
                "fastmoss-product-most-promoted",
                "fastmoss-product-fully-managed",
                "fastmoss-shop-top-selling",
                "fastmoss-shop-fully-managed",
                "fastmoss-creator-top-growth",
                "fastmoss-live-top-creator",
                "fastmoss-live-top-live",
                "fastmoss-agency-sales-rank",
                ECOMMERCE,
                "keyapi-product-ranking",
                "keyapi-influencer-ranking",
                "keyapi-video-ranking",
                "keyapi-trending-hashtags",
                "keyapi-trending-music",
                "keyapi-trending-videos");
    }

    public static Source source(String name) {
        String file = name + ".kamelet.yaml";
        try (InputStream yaml = resource("/kamelets/" + file)) {
            return SourceFile.read(file, yaml).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PageReader reader(String source) {
        return new PageReader(source(source).endpoint());
    }

    /** An answer in the vendor's form, without the line end of its file. */
    public static String sample(String source) {
        String file = source.equals(ANALYTICS) ? "keyapi-product-list-analytics" : source;
        return text("/samples/" + file + ".json").strip();
    }

    /** A good answer of the live ranking with these rows. */
    static String live(String... rows) {
        return "{\"code\":0,\"data\":{\"list\":[" + String.join(",", rows) + "],\"total\":500}}";
    }

    public static String text(String resource) {
        try (InputStream stream = resource(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Shipped.class.getResourceAsStream(name), name);
    }

    public static HttpAnswer answer(byte[] body) {
        return answer(200, body);
    }

    public static HttpAnswer answer(int status, byte[] body) {
        return new HttpAnswer(status, "application/json", Optional.empty(), body);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static PageResult read(String source, String json) {
        return reader(source).read(answer(utf8(json)), Expected.anything());
    }

    static PageResult.Page page(String source, String json) {
        return (PageResult.Page) read(source, json);
    }

    /** One row's value in a column, null for none. */
    static String value(String source, PageResult.Page page, int row, String column) {
        List<String> names = source(source).endpoint().allColumns().stream()
                .map(Column::name)
                .toList();
        return page.items().get(row).values().get(names.indexOf(column));
    }

    /** A page in words: what it says of the ranking, then every column of every row; no value, no equals sign. */
    public static String described(Endpoint endpoint, PageResult.Page page) {
        StringBuilder text = new StringBuilder();
        text.append("received ").append(page.received()).append('\n');
        page.echo()
                .total()
                .ifPresent(total -> text.append("total ").append(total).append('\n'));
        page.echo()
                .hasMore()
                .ifPresent(more -> text.append("hasMore ").append(more).append('\n'));
        page.echo()
                .period()
                .ifPresent(period -> text.append("period ").append(period).append('\n'));
        page.echo()
                .requestId()
                .ifPresent(id -> text.append("requestId ").append(id).append('\n'));
        page.warnings()
                .forEach(warning -> text.append("warning ").append(warning).append('\n'));
        List<Column> columns = endpoint.allColumns();
        for (Item item : page.items()) {
            text.append('\n');
            for (int i = 0; i < columns.size(); i++) {
                String value = item.values().get(i);
                text.append(columns.get(i).name())
                        .append(value == null ? "" : " = " + value)
                        .append('\n');
            }
        }
        return text.toString();
    }
}
