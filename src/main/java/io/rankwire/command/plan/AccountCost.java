package io.rankwire.command.plan;

import io.rankwire.operator.plan.PlannedSeries.Daily;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an account will have to pay for.
 *
 * @param unit what its vendor counts
 * @param limit what it may spend in a calendar month; empty for no limit
 * @param used what it has spent in this one
 * @param series that it pays for
 */
record AccountCost(String name, String unit, OptionalLong limit, long used, List<PlannedCost> series) {
    AccountCost {
        series = List.copyOf(series);
    }

    private Daily requests() {
        return sum(series.stream().map(PlannedCost::daily).toList());
    }

    private Daily credits() {
        return sum(series.stream().map(PlannedCost::credits).toList());
    }

    private static Daily sum(List<Optional<Daily>> costs) {
        return costs.stream().flatMap(Optional::stream).reduce(Daily.NOTHING, Daily::plus);
    }

    String text() {
        Daily requests = requests();
        long unknown = series.stream().filter(one -> one.daily().isEmpty()).count();
        return "account " + name + ": about " + both(requests.total(), "requests") + parts(requests)
                + (unit.equals("credits") ? "; " + both(credits().total(), "credits") : "")
                + (unknown == 0 ? "" : ", and what " + unknown + " series cost that were never fetched")
                + (limit.isEmpty()
                        ? "; no monthly limit is set"
                        : "; " + used + " of " + limit.getAsLong() + " " + unit + " are used this month");
    }

    private static String both(BigDecimal daily, String unit) {
        return PlannedCost.aDay(daily) + " " + unit + " a day, " + PlannedCost.aMonth(daily) + " a month";
    }

    private static String parts(Daily daily) {
        return " (a day: rankings " + PlannedCost.aDay(daily.rankings()) + ", looks at unpublished periods "
                + PlannedCost.aDay(daily.looks()) + ", rechecks " + PlannedCost.aDay(daily.rechecks()) + ")";
    }

    Map<String, Object> json() {
        Daily requests = requests();
        Daily credits = credits();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "account");
        json.put("account", name);
        json.put("unit", unit);
        json.put("rankingsADay", PlannedCost.aDay(requests.rankings()));
        json.put("looksADay", PlannedCost.aDay(requests.looks()));
        json.put("rechecksADay", PlannedCost.aDay(requests.rechecks()));
        json.put("requestsADay", PlannedCost.aDay(requests.total()));
        json.put("requestsAMonth", PlannedCost.aMonth(requests.total()));
        json.put("creditsADay", PlannedCost.aDay(credits.total()));
        json.put("creditsAMonth", PlannedCost.aMonth(credits.total()));
        json.put("used", used);
        json.put("limit", limit.isPresent() ? (Long) limit.getAsLong() : null);
        return json;
    }
}
