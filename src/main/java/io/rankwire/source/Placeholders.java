package io.rankwire.source;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.endpoint.RequestForm;
import io.rankwire.source.endpoint.Template;
import io.rankwire.text.KnownSecrets;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the placeholders of a source's requests may be, and what they stand for. */
final class Placeholders {
    /** In front of the name of a setting of the account. */
    static final String ACCOUNT = "account.";

    /** The name that {@code period.type} had. */
    static final String PERIOD_TYPE = "periodType";

    static final String TYPE = "period.type";

    private static final String PAGE = "page";
    private static final String OFFSET = "offset";
    private static final String CURSOR = "cursor";
    private static final String ZONE = "zone";

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    private static final Map<String, Function<Period, String>> OF_PERIOD = Map.of(
            "period",
            Period::vendorValue,
            "period.key",
            Period::key,
            "period.first",
            period -> period.first().toString(),
            "period.last",
            period -> period.last().toString(),
            "period.compact",
            period -> COMPACT.format(period.first()),
            "period.lastCompact",
            period -> COMPACT.format(period.last()),
            TYPE,
            period -> period.type().word(),
            PERIOD_TYPE,
            period -> period.type().word());

    private final Source source;

    Placeholders(Source source) {
        this.source = source;
    }

    /** Those there are, without those of the account's settings, and without those that are there under another name. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(source.parameters().keySet());
        names.removeAll(Source.ASKING);
        names.addAll(OF_PERIOD.keySet());
        names.remove(PERIOD_TYPE);
        names.add(Source.PAGE_SIZE);
        if (source.parameters().containsKey(ZONE)) {
            names.add(ZONE);
        }
        PagingForm.By by = source.endpoint().paging().by();
        if (by == PagingForm.By.PAGE || by == PagingForm.By.OFFSET) {
            names.add(PAGE);
            names.add(OFFSET);
        } else if (by == PagingForm.By.CURSOR) {
            names.add(CURSOR);
        }
        return names;
    }

    /** Whether a placeholder is a setting of the account that is no secret. */
    static boolean isSetting(String name) {
        return name.startsWith(ACCOUNT) && name.length() > ACCOUNT.length() && !KnownSecrets.isNamed(name);
    }

    /** Whether a placeholder has a value whatever a feed sets. */
    boolean isAlwaysThere(String name) {
        Parameter parameter = source.parameters().get(name);
        return OF_PERIOD.containsKey(name)
                || isSetting(name)
                || Set.of(PAGE, OFFSET, ZONE, Source.PAGE_SIZE).contains(name)
                || source.required().contains(name)
                || (parameter != null && parameter.orDefault(null).isPresent());
    }

    /** What each stands for in the request for a page. */
    Template.Values values(Feed feed, Period period, NextPage page, UnaryOperator<String> settings) {
        Map<String, Object> values = new HashMap<>();
        feed.series().scope().forEach((name, value) -> values.put(name, typed(name, value)));
        values.computeIfPresent(Endpoint.ORDER_BY, (name, chosen) -> {
            Endpoint.Order order = source.endpoint().order().get(chosen.toString());
            return order == null || order.sent() == null ? chosen : order.sent();
        });
        OF_PERIOD.forEach((name, form) -> values.put(name, form.apply(period)));
        PagingForm paging = source.endpoint().paging();
        values.put(PAGE, paging.number(page.number()));
        values.put(OFFSET, paging.offset(page.rows()));
        values.put(Source.PAGE_SIZE, feed.limits().pageSize());
        values.put(ZONE, feed.when().zone().getId());
        String cursor = page.named() == null ? paging.firstCursor().orElse(null) : page.named();
        if (cursor != null) {
            values.put(CURSOR, cursor);
        }
        RequestForm form = source.endpoint().request();
        return name -> {
            Object value = isSetting(name) ? settings.apply(name.substring(ACCOUNT.length())) : values.get(name);
            return value == null ? null : form.sent(name, value);
        };
    }

    private Object typed(String name, String value) {
        @Nullable Parameter parameter = source.parameters().get(name);
        return switch (parameter == null ? "string" : parameter.type()) {
            case "integer" -> Long.valueOf(value);
            case "number" -> new BigDecimal(value);
            case "boolean" -> Boolean.valueOf(value);
            default -> value;
        };
    }
}
