package io.rankwire.source;

import io.rankwire.feed.Feed;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.feed.Zones;
import io.rankwire.source.endpoint.ParameterRule;
import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source kamelet: an endpoint and the parameters that a feed may set.
 *
 * @param name the kamelet's name
 * @param title what it is called in front of people
 * @param endpoint how it is asked and answers
 * @param parameters by name, in the file's order
 * @param required those of them that a feed must set
 */
public record Source(
        String name, String title, Endpoint endpoint, Map<String, Parameter> parameters, List<String> required) {
    static final String PAGE_SIZE = "pageSize";
    private static final String END_ON_SHORT_PAGE = "endOnShortPage";

    /** Parameters that say when, how and on what terms to ask; all others say what is asked for. */
    static final Set<String> ASKING = Set.of(
            "period",
            "date",
            "lookback",
            "zone",
            PAGE_SIZE,
            END_ON_SHORT_PAGE,
            "account",
            "share",
            "recheck",
            "publishDeadline");

    /**
     * What a route that uses this source polls: one feed, or one for every combination where it lists several values
     * ({@code region: US, GB}).
     *
     * @param zone where days begin, unless the feed says otherwise
     * @throws OperatorMistake naming the parameter, its value and the rule
     */
    public List<Feed> feeds(String name, Map<String, String> given, ZoneId zone) {
        for (String parameter : required) {
            if (given.getOrDefault(parameter, "").isBlank()) {
                throw new OperatorMistake(this.name + " needs the parameter " + parameter);
            }
        }
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, Parameter> parameter : parameters.entrySet()) {
            List<@Nullable String> values = values(parameter.getValue(), given.get(parameter.getKey()));
            combinations = combinations.stream()
                    .flatMap(combination -> values.stream().map(value -> with(combination, parameter.getKey(), value)))
                    .toList();
        }
        return combinations.stream()
                .map(combination -> feed(name, variant(given, combination), combination, zone))
                .toList();
    }

    /**
     * Refuses parameters that this source does not have; Camel ignores them without a word.
     *
     * @throws OperatorMistake naming the first of them, and those that there are
     */
    public void refuseUnknown(Set<String> given) {
        given.stream()
                .filter(parameter -> !parameters.containsKey(parameter))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new OperatorMistake(unknown + " is not a parameter of kamelet " + name + "; there are "
                            + String.join(", ", parameters.keySet()));
                });
    }

    /** What is not as it was written: limits beyond what the vendor takes. */
    public List<String> warnings(Map<String, String> given) {
        int largest = endpoint.paging().largestPage();
        return Optional.ofNullable(parameters.get(PAGE_SIZE)).stream()
                .flatMap(size -> size
                        .orDefault(given.get(PAGE_SIZE))
                        .filter(asked -> size.number(asked)
                                .filter(rows -> rows.compareTo(BigDecimal.valueOf(largest)) > 0)
                                .isPresent())
                        .stream())
                .map(asked -> "pageSize is " + asked + "; the vendor takes " + largest + ", so that is asked")
                .toList();
    }

    private static List<@Nullable String> values(Parameter declared, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return Collections.singletonList(null);
        }
        return declared.many()
                ? Stream.of(given.split(",", -1)).map(String::strip).distinct().toList()
                : List.of(declared.text(given));
    }

    private static Map<String, String> with(Map<String, String> combination, String parameter, @Nullable String value) {
        Map<String, String> larger = new TreeMap<>(combination);
        if (value != null) {
            larger.put(parameter, value);
        }
        return larger;
    }

    /** The values that tell this combination from the others. */
    private String variant(Map<String, String> given, Map<String, String> combination) {
        return parameters.entrySet().stream()
                .filter(parameter -> values(parameter.getValue(), given.get(parameter.getKey()))
                                .size()
                        > 1)
                .map(parameter -> combination.get(parameter.getKey()))
                .collect(Collectors.joining("-"));
    }

    private Feed feed(String name, String variant, Map<String, String> given, ZoneId zone) {
        Map<String, String> set = new TreeMap<>(given);
        if (!warnings(given).isEmpty()) {
            set.put(PAGE_SIZE, Integer.toString(endpoint.paging().largestPage()));
        }
        Options options = new Options("", this.name, parameters, set);
        return new Feed(name, variant, series(options), terms(options), when(options, zone), limits(options));
    }

    private Series series(Options options) {
        Map<String, String> scope = new TreeMap<>();
        parameters.keySet().forEach(name -> options.text(name).ifPresent(value -> scope.put(name, value)));
        for (ParameterRule rule : endpoint.rules()) {
            rule.broken(scope).values().stream().findFirst().ifPresent(message -> {
                throw new OperatorMistake(message);
            });
        }
        scope.keySet().removeAll(ASKING);
        PeriodType type = endpoint.inferred()
                ? PeriodType.DAY
                : text(options, "period").map(PeriodType::parse).orElse(PeriodType.DAY);
        return new Series(name, type, scope);
    }

    private Feed.Terms terms(Options options) {
        return new Feed.Terms(
                text(options, "account").orElse(endpoint.account()),
                count(options, "share", 100),
                duration(options, "recheck"),
                duration(options, "publishDeadline"));
    }

    private static Optional<Duration> duration(Options options, String name) {
        return text(options, name).map(text -> Durations.parse(name, text));
    }

    private Feed.When when(Options options, ZoneId zone) {
        return new Feed.When(
                text(options, "date").map(String::strip).filter(value -> !value.equals("latest")),
                count(options, "lookback", 0),
                text(options, "zone").map(name -> Zones.parse("zone", name)).orElse(zone),
                endpoint.inferred());
    }

    private Feed.Limits limits(Options options) {
        int largest = endpoint.paging().largestPage();
        int maxRows = count(options, "maxRows", Integer.MAX_VALUE);
        int asked = Math.min(Math.min(count(options, PAGE_SIZE, largest), largest), maxRows);
        return new Feed.Limits(
                Math.max(asked, endpoint.paging().smallestPage()),
                maxRows,
                text(options, END_ON_SHORT_PAGE).isPresent() && options.is(END_ON_SHORT_PAGE));
    }

    /** A parameter that not every source has. */
    private static Optional<String> text(Options options, String name) {
        return options.has(name) ? options.text(name) : Optional.empty();
    }

    private static int count(Options options, String name, int withoutIt) {
        return text(options, name).isPresent() ? options.count(name) : withoutIt;
    }
}
