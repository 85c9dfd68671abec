package io.rankwire.engine;

import io.rankwire.settings.Home;
import io.rankwire.text.WrittenPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which folder is worked in. */
public final class Homes {
    private static @Nullable Path named;

    private Homes() {}

    /** Has the command work in this folder. */
    public static void use(Path folder) {
        named = folder;
    }

    /** The folder given, else {@code RANKWIRE_HOME}, else this folder if it has routes, else the distribution. */
    public static Home home() {
        String variable = System.getenv("RANKWIRE_HOME");
        Path here = Path.of("").toAbsolutePath();
        if (named != null) {
            return new Home(named);
        } else if (variable != null && !variable.isBlank()) {
            WrittenPath.FROM_OUTSIDE.check("RANKWIRE_HOME", variable);
            return new Home(Path.of(variable));
        }
        return new Home(Files.isDirectory(here.resolve("routes")) ? here : distribution());
    }

    /** Where the program was unpacked, with the routes and settings that come with it. */
    public static Path distribution() {
        return Path.of(System.getProperty("rankwire.distribution", "")).toAbsolutePath();
    }
}
