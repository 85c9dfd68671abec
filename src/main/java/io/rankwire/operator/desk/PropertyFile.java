package io.rankwire.operator.desk;

import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code config/rankwire.properties}, read again when it was edited. */
final class PropertyFile {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");
    private static final String GONE = "";

    /** What is read once: the beginnings of keys. All others count from the moment of the edit. */
    private static final List<String> AT_START = List.of(
            "camel.",
            "rankwire.store.",
            "rankwire.bus",
            "rankwire.kafka.",
            "rankwire.node",
            "rankwire.zone",
            "rankwire.logs",
            "rankwire.tracing",
            "rankwire.console.",
            "rankwire.reload");

    private final CamelContext context;
    private final Home home;
    private final DeskFile file;
    private final String name;
    private Properties current;
    private String before;
    private boolean isMoving;

    PropertyFile(CamelContext context, Home home, Consumer<Path> news) {
        this.context = context;
        this.home = home;
        Path path = home.config().resolve("rankwire.properties");
        this.file = new DeskFile(path, Clock.systemUTC(), news);
        this.name = home.folder().relativize(path).toString();
        this.before = text();
        try {
            this.current = parse(before);
            file.loaded(FileVersion.of(path, before, ""), List.of(), List.of());
        } catch (OperatorMistake e) {
            // Camel has said so, and did not start.
            this.current = new Properties();
        }
    }

    static boolean isReadAtStart(String key) {
        return AT_START.stream().anyMatch(key::startsWith);
    }

    private String text() {
        try {
            return Utf8.text(Files.readAllBytes(file.path()));
        } catch (IOException e) {
            return GONE;
        }
    }

    private static Properties parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new OperatorMistake("it cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        return properties;
    }

    private FileVersion seen() {
        return FileVersion.of(file.path(), before, "");
    }

    /** At the start there is no version before: what is wrong is told, and counts as nothing for those who read it. */
    void judge(Map<Path, List<FileProblem>> wrong) {
        List<FileProblem> own = wrong.getOrDefault(file.path(), List.of());
        if (!own.isEmpty()) {
            file.refused(seen().fingerprint(), own);
        }
    }

    /** Looks at the file; returns whether there is anything to decide about it. An edit must be the same at two looks. */
    boolean look() {
        String text = text();
        isMoving = !text.equals(before);
        before = text;
        return !isMoving && (file.status() != FileState.Status.LOADED || !file.runs(seen()));
    }

    /** Whether it changed since the look before, and may be half written. */
    boolean isMoving() {
        return isMoving;
    }

    /**
     * Takes an edit over, if nothing is wrong with it nor with anything else because of it.
     *
     * @param harm what is wrong since the edit with files that were right
     * @return the keys that count from now on; none when nothing was taken over
     */
    Set<String> take(Map<Path, List<FileProblem>> wrong, List<FileProblem> harm) {
        FileVersion seen = seen();
        List<FileProblem> own = wrong.getOrDefault(file.path(), List.of());
        if (before.equals(GONE) && !file.runs(seen)) {
            refuse(seen, List.of(new FileProblem(file.path(), "", "it is gone or empty")));
        } else if (!own.isEmpty()) {
            refuse(seen, own);
        } else if (file.runs(seen)) {
            if (file.settle(seen.fingerprint())) {
                LOG.info("file={} is right again as it is in use", name);
            }
        } else if (!harm.isEmpty()) {
            refuse(seen, harm.stream().map(this::forHarm).toList());
        } else {
            return load(seen);
        }
        return Set.of();
    }

    private FileProblem forHarm(FileProblem problem) {
        String user = home.folder().relativize(problem.file()).toString();
        return new FileProblem(file.path(), "", "with it " + user + ":" + problem.words());
    }

    private Set<String> load(FileVersion seen) {
        try {
            return take(seen, parse(before));
        } catch (OperatorMistake e) {
            refuse(seen, List.of(new FileProblem(file.path(), "", Reason.of(e))));
            return Set.of();
        }
    }

    private void refuse(FileVersion seen, List<FileProblem> problems) {
        if (file.refused(seen.fingerprint(), problems)) {
            LOG.error("file={} refused: {}; the settings stay as they were", name, file.message());
        }
    }

    private Set<String> take(FileVersion seen, Properties edited) {
        List<String> live = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(current.stringPropertyNames());
        keys.addAll(edited.stringPropertyNames());
        PropertiesComponent properties = context.getPropertiesComponent();
        for (String key : keys) {
            if (Objects.equals(current.getProperty(key), edited.getProperty(key))) {
                continue;
            }
            if (isReadAtStart(key)) {
                waiting.add(key);
                // Half of the program would believe the new value at once.
                properties.addOverrideProperty(key, current.getProperty(key, ""));
            } else {
                live.add(key);
            }
        }
        properties.reloadProperties(null);
        new Settings(context).learnSecrets();
        waiting.forEach(key -> edited.setProperty(key, current.getProperty(key, "")));
        current = edited;
        file.loaded(seen, List.of(), List.of());
        tell(live, waiting);
        return Set.copyOf(live);
    }

    /** Keys only: values may be secrets. */
    private void tell(List<String> live, List<String> waiting) {
        if (!live.isEmpty()) {
            LOG.info("file={} swapped: {} changed", name, String.join(", ", live));
        }
        if (!waiting.isEmpty()) {
            LOG.warn("file={} needs a restart for {}", name, String.join(", ", waiting));
        }
    }

    DeskFile file() {
        return file;
    }
}
