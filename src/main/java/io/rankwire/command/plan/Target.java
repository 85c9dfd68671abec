package io.rankwire.command.plan;

import io.rankwire.engine.Engine;
import io.rankwire.kamelet.Destinations;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.desk.RouteDesk;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink that a feed publishes to, as {@code try} shows it.
 *
 * @param steps what it does; empty when it is not loaded
 * @param refused what is wrong with its file; null when nothing is
 */
public record Target(
        String sink, List<String> steps, @Nullable String refused) {
    public Target {
        steps = List.copyOf(steps);
    }

    /** Every sink that the loaded feed publishes to. */
    public static List<Target> of(String feed, Engine engine) {
        return new Destinations(engine.context())
                .of(feed).stream()
                        .map(to -> new Target(to.sink(), to.steps(), refusal(to.sink(), engine.desk())))
                        .toList();
    }

    private static @Nullable String refusal(String sink, RouteDesk desk) {
        Path file = Path.of("sinks", sink + ".camel.yaml");
        return desk.problems().stream()
                .filter(problem -> problem.file().endsWith(file))
                .map(FileProblem::line)
                .findFirst()
                .orElse(null);
    }

    public String words() {
        if (refused != null) {
            return "refused; " + refused;
        }
        return steps.isEmpty() ? "not loaded" : String.join(" → ", steps);
    }
}
