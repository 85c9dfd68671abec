package io.rankwire.command.demo;

import io.rankwire.engine.Engine;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What the demo needs besides the program: the other side of every wire, and the first round. It comes in the
 * distribution's {@code lib/sandbox}, which no other command loads.
 */
public interface Demo {
    /** Starts every vendor and receiver; what they keep lies below the folder. */
    Peers open(Path folder) throws IOException;

    /** The vendors and receivers while they run. */
    interface Peers extends AutoCloseable {
        /** The clock by which the vendors publish; the program goes by it too. */
        Clock clock();

        /** What the program must be told in order to use them. */
        Map<String, String> settings();

        /** Plays the first round, prints what landed where, and says whether everything was delivered. */
        boolean play(Engine engine, PrintWriter out) throws Exception;

        @Override
        void close() throws IOException;
    }

    /**
     * Loads it from the distribution, or from the program's own class path, as when it is started from a checkout.
     *
     * @throws OperatorMistake if it is in neither
     */
    static Demo load(Path distribution) throws IOException {
        Path folder = distribution.resolve("lib/sandbox");
        // Stays open: threads of the servers still load classes while they end.
        ClassLoader loader = new URLClassLoader(jars(folder), Demo.class.getClassLoader());
        return ServiceLoader.load(Demo.class, loader)
                .findFirst()
                .orElseThrow(
                        () -> new OperatorMistake("the demo's vendors and receivers are not installed: there is no "
                                + folder + " with their jars; it comes with Rankwire's tarball"));
    }

    private static URL[] jars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    jars.add(file.toUri().toURL());
                }
            }
        }
        return jars.toArray(URL[]::new);
    }
}
