package io.rankwire.operator.desk;

import java.nio.file.Path;
import java.util.Set;

/** A route that runs, and the file it came from. */
public record LoadedRoute(Path file, String routeId, String input) {
    private static final Set<String> HANDED = Set.of("direct", "seda");

    /** Whether it polls by itself rather than being handed things. */
    public boolean isFeed() {
        return !isHandedThings(input);
    }

    static boolean isHandedThings(String input) {
        return HANDED.contains(input.substring(0, input.indexOf(':')));
    }

    String mention() {
        return input.replace("://", ":").replaceAll("\\?.*", "");
    }
}
