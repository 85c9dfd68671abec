package io.rankwire.route.digest;

import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a digest's route asks of the kamelet {@code digest}.
 *
 * @param name the id of the route
 * @param feeds whose newest rankings it gathers
 * @param onlyIf when it is worth sending; null for whenever it has news
 * @param watch keys or names that {@code onlyIf} is about
 */
public record DigestPlan(
        String name, List<String> feeds, @Nullable OnlyIf onlyIf, List<String> watch) {
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
    static DigestPlan of(Options options) {
        List<String> watch = ReportOptions.watch(options);
        return new DigestPlan(
                options.route(),
                options.list("feeds"),
                OnlyIf.among(options, watch).orElse(null),
                watch);
    }
}
