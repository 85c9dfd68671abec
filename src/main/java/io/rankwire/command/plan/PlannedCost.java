package io.rankwire.command.plan;

import io.rankwire.feed.Feed;
import io.rankwire.operator.plan.PlannedSeries;
import io.rankwire.source.Endpoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a series will cost.
 *
 * @param requests for one ranking; empty when nothing is known about how long it is
 * @param daily in requests; empty likewise
 * @param next when its feeds ask
 */
record PlannedCost(PlannedSeries series, OptionalInt requests, Optional<PlannedSeries.Daily> daily, List<String> next) {
    private static final BigDecimal DAYS_A_MONTH = BigDecimal.valueOf(30);

    PlannedCost {
        next = List.copyOf(next);
    }

    String account() {
        return series.feed().account();
    }

    /** The same in credits; empty where a vendor counts requests. */
    Optional<PlannedSeries.Daily> credits() {
        Endpoint endpoint = series.source().endpoint();
        return daily.filter(known -> endpoint.unit() == Endpoint.Unit.CREDITS)
                .map(known -> known.times(endpoint.cost()));
    }

    static BigDecimal aDay(BigDecimal daily) {
        return daily.setScale(1, RoundingMode.HALF_UP);
    }

    static BigDecimal aMonth(BigDecimal daily) {
        return daily.multiply(DAYS_A_MONTH).setScale(0, RoundingMode.HALF_UP);
    }

    /** For a table. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("series", labels());
        row.put("source", series.source().name());
        row.put("account", account());
        row.put("period", series.feed().series().periodType().word());
        putCosts(row);
        return row;
    }

    private String labels() {
        return series.asking().stream().map(asking -> asking.feed().label()).collect(Collectors.joining(", "));
    }

    /** For programs. */
    Map<String, Object> json() {
        Feed feed = series.feed();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "feed");
        json.put("feed", feed.name());
        json.put(
                "feeds",
                series.asking().stream().map(asking -> asking.feed().name()).toList());
        json.put("series", feed.label());
        json.put("source", series.source().name());
        json.put("account", account());
        json.put("period", feed.series().periodType().word());
        putCosts(json);
        json.put("zone", feed.when().zone().getId());
        json.put("next", next);
        return json;
    }

    private void putCosts(Map<String, Object> columns) {
        Optional<BigDecimal> total = daily.map(PlannedSeries.Daily::total);
        Optional<BigDecimal> credits = credits().map(PlannedSeries.Daily::total);
        columns.put("requestsAPeriod", requests.isPresent() ? (Integer) requests.getAsInt() : null);
        columns.put("looksADay", daily.map(known -> aDay(known.looks())).orElse(null));
        columns.put("rechecksADay", daily.map(known -> aDay(known.rechecks())).orElse(null));
        columns.put("requestsADay", total.map(PlannedCost::aDay).orElse(null));
        columns.put("requestsAMonth", total.map(PlannedCost::aMonth).orElse(null));
        columns.put("creditsADay", credits.map(PlannedCost::aDay).orElse(null));
        columns.put("creditsAMonth", credits.map(PlannedCost::aMonth).orElse(null));
    }
}
