package io.rankwire.command.catalogue;

import io.rankwire.command.plan.Cost;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.plan.PlannedSeries;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Parameter;
import io.rankwire.source.Source;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A source, and what polling it costs at the most.
 *
 * @param feed the feed at whose settings; empty for those that the source has by itself
 * @param series what is fetched, one ranking each
 */
record SourceCost(Source source, Optional<String> feed, List<PlannedSeries> series) {
    SourceCost {
        series = List.copyOf(series);
    }

    /** At the source's own settings: its defaults, and any value where it needs one. */
    static SourceCost ofDefaults(Source source) {
        Map<String, String> least =
                source.required().stream().collect(Collectors.toMap(name -> name, name -> anyValue(source, name)));
        try {
            return new SourceCost(
                    source,
                    Optional.empty(),
                    source.feeds(source.name(), least, ZoneOffset.UTC).stream()
                            .map(feed -> new PlannedSeries(source, List.of(new PlannedSeries.Asking(feed, null))))
                            .toList());
        } catch (OperatorMistake needsMore) {
            // A source that no value made up here suits; what it costs is said of its feeds alone.
            return new SourceCost(source, Optional.empty(), List.of());
        }
    }

    private static String anyValue(Source source, String name) {
        return Optional.ofNullable(source.parameters().get(name))
                .map(Parameter::allowed)
                .flatMap(allowed -> allowed.stream().findFirst())
                .orElse("1");
    }

    static SourceCost of(FeedPlan plan) {
        return new SourceCost(plan.source(), Optional.of(plan.name()), PlannedSeries.of(List.of(plan)));
    }

    /** In requests, for the newest ranking of every series; empty where no end of one is known. */
    private OptionalInt requests() {
        int requests = 0;
        for (PlannedSeries one : series) {
            OptionalInt most = Cost.most(source, one.feed());
            if (most.isEmpty()) {
                return most;
            }
            requests += most.getAsInt();
        }
        return series.isEmpty() ? OptionalInt.empty() : OptionalInt.of(requests);
    }

    /** In what the vendor counts. */
    private Optional<BigDecimal> month() {
        return requests().isEmpty()
                ? Optional.empty()
                : series.stream()
                        .flatMap(one -> one.mostAMonth().stream())
                        .reduce(BigDecimal::add)
                        .map(cost -> cost.setScale(0, RoundingMode.HALF_UP));
    }

    private List<String> periods() {
        return source.endpoint().periods().stream().map(type -> type.word()).toList();
    }

    /** For a table. */
    Map<String, Object> row() {
        Endpoint endpoint = source.endpoint();
        OptionalInt requests = requests();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("source", source.name());
        row.put("feed", feed.orElse(""));
        row.put("vendor", endpoint.account());
        row.put("what", source.title());
        row.put("periods", endpoint.inferred() ? "day of the fetch" : String.join(", ", periods()));
        row.put("poll", requests.isEmpty() ? "no end is known" : cost(requests.getAsInt() * endpoint.cost()));
        row.put("month", month().map(cost -> cost(cost.intValueExact())).orElse(""));
        return row;
    }

    private String cost(int units) {
        String word = source.endpoint().unit().word();
        return units + " " + (units == 1 ? word.substring(0, word.length() - 1) : word);
    }

    /** For programs. */
    Map<String, Object> json() {
        Endpoint endpoint = source.endpoint();
        OptionalInt requests = requests();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", source.name());
        json.put("feed", feed.orElse(null));
        json.put("vendor", endpoint.account());
        json.put("what", source.title());
        json.put("periods", periods());
        json.put("rowsAPage", endpoint.paging().largestPage());
        json.put("unit", endpoint.unit().word());
        json.put("costAPage", endpoint.cost());
        json.put("requestsAPoll", requests.isEmpty() ? null : (Integer) requests.getAsInt());
        json.put("costAPoll", requests.isEmpty() ? null : (Integer) (requests.getAsInt() * endpoint.cost()));
        json.put("costAMonth", month().orElse(null));
        return json;
    }
}
