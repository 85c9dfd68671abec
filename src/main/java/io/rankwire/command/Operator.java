package io.rankwire.command;

import io.rankwire.engine.Homes;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.operator.desk.RouteDesk;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;

/** What commands tell operators about their files. */
final class Operator {
    private Operator() {}

    /** A line for every file that could not be loaded, and for everything that is not done as it was written. */
    static void tellProblems(RouteDesk desk, PrintWriter err) {
        desk.problems().forEach(problem -> err.println(problem.line()));
        desk.warnings().forEach(warning -> err.println(warning.file() + "  warning: " + warning.reason()));
        err.flush();
    }

    /**
     * Checks that a sink of that name has a file.
     *
     * @throws OperatorMistake naming the nearest, or those that there are
     */
    static void requireSink(String name) {
        List<String> known = Homes.home().sinks();
        if (!known.contains(name)) {
            throw new OperatorMistake("there is no sink " + name + Nearest.hint(name, known));
        }
    }

    /**
     * Checks that a feed of that name has a file.
     *
     * @throws OperatorMistake naming the nearest, or saying that it is a digest
     */
    static void requireFeedFile(String name) {
        List<String> known = Homes.home().feeds();
        if (Files.exists(Homes.home().routes().resolve("reports").resolve(name + ".camel.yaml"))) {
            throw new OperatorMistake(
                    name + " is a digest and polls nothing; `rankwire run --once " + name + "` sends it now");
        }
        if (!known.contains(name)) {
            throw new OperatorMistake("there is no feed " + name + Nearest.hint(name, known));
        }
    }

    /**
     * Checks a number that an operator gave.
     *
     * @throws OperatorMistake when it is not 1 or more
     */
    static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new OperatorMistake(name + " is " + number + "; it must be 1 or more");
        }
    }

    /**
     * Checks that there is such a feed, and that it is loaded.
     *
     * @throws OperatorMistake naming those that there are
     */
    static void requireFeed(RouteDesk desk, String name) {
        List<String> known = desk.feeds().stream().map(LoadedRoute::routeId).toList();
        desk.problems().stream()
                .filter(problem -> !known.contains(name))
                .filter(problem -> problem.file().getFileName().toString().equals(name + ".camel.yaml"))
                .findFirst()
                .ifPresent(problem -> {
                    throw new OperatorMistake("feed " + name + " is not loaded; " + problem.line());
                });
        if (!known.contains(name)) {
            throw new OperatorMistake(
                    "there is no feed " + name + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
        }
    }
}
