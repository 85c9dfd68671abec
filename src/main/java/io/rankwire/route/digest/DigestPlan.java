package io.rankwire.route.digest;

import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.text.CommaList;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a digest's route asks of the kamelet {@code digest}.
 *
 * @param name the id of the route
 * @param feeds whose newest rankings it gathers
 * @param onlyIf when it is worth sending; empty for whenever it has news
 * @param watch keys or names that {@code onlyIf} is about
 */
public record DigestPlan(String name, List<String> feeds, Optional<OnlyIf> onlyIf, List<String> watch) {
    /** The kamelet's name. */
    public static final String KAMELET = "digest";

    public DigestPlan {
        feeds = List.copyOf(feeds);
        watch = List.copyOf(watch);
        if (feeds.isEmpty()) {
            throw new OperatorMistake(name + ": digest needs the parameter feeds");
        }
    }

    /**
     * Reads the parameters of the kamelet.
     *
     * @throws OperatorMistake naming the route, the parameter and what is wrong with it
     */
    static DigestPlan of(String name, Map<String, String> parameters) {
        List<String> watch =
                ReportOptions.parse(parameters, ReportOptions.Reader.USUAL).watch();
        return new DigestPlan(
                name, CommaList.parse(parameters.getOrDefault("feeds", "")), OnlyIf.among(parameters, watch), watch);
    }

    /**
     * Everything that is wrong with a digest's parameters, a sentence each.
     *
     * @param parameters those of the kamelet {@code digest}
     * @param feeds the names of the feeds that there are
     */
    public static List<String> mistakes(String name, Map<String, String> parameters, Collection<String> feeds) {
        List<String> mistakes = new ArrayList<>();
        try {
            of(name, parameters);
        } catch (OperatorMistake e) {
            mistakes.add(e.getMessage());
        }
        CommaList.parse(parameters.getOrDefault("feeds", "")).stream()
                .filter(feed -> !feeds.contains(feed))
                .map(feed -> name + ": there is no feed " + feed + "; there are " + String.join(", ", feeds))
                .forEach(mistakes::add);
        return List.copyOf(mistakes);
    }
}
