package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import java.io.IOException;
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
    private OperatorFile before;
    private boolean isMoving;

    PropertyFile(CamelContext context, Home home, Consumer<Path> news) {
        this.context = context;
        this.home = home;
        Path path = home.config().resolve("rankwire.properties");
        this.file = new DeskFile(path, Clock.systemUTC(), news);
        this.name = SettingsFile.PATH;
        this.before = read(path);
        this.current = settings();
        file.loaded(before, List.of(), List.of());
    }

    /** As it is when the program starts; from then on it is read together with all others. */
    private static OperatorFile read(Path path) {
        try {
            return OperatorFile.of(path, SettingsFile.PATH, Files.readAllBytes(path));
        } catch (IOException e) {
            return gone(path);
        }
    }

    private static OperatorFile gone(Path path) {
        return OperatorFile.of(path, SettingsFile.PATH, new byte[0]);
    }

    private Properties settings() {
        return before.settings().orElseThrow().properties();
    }

    static boolean isReadAtStart(String key) {
        return AT_START.stream().anyMatch(key::startsWith);
    }

    /** At the start there is no version before: what is wrong is told, and counts as nothing for those who read it. */
    void judge(Map<Path, List<FileProblem>> wrong) {
        List<FileProblem> own = wrong.getOrDefault(file.path(), List.of());
        if (!own.isEmpty()) {
            file.refused(before.fingerprint(), own);
        }
    }

    /**
     * Looks at the file; returns whether there is anything to decide about it. An edit must be the same at two looks.
     *
     * @param all the operator's files by their names
     */
    boolean look(Map<String, OperatorFile> all) {
        OperatorFile now = all.getOrDefault(name, gone(file.path()));
        isMoving = !now.text().equals(before.text());
        before = now;
        return !isMoving && (file.status() != FileState.Status.LOADED || !file.runs(before));
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
        OperatorFile seen = before;
        List<FileProblem> own = wrong.getOrDefault(file.path(), List.of());
        if (before.text().isEmpty() && !file.runs(seen)) {
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
            return take(seen, settings());
        }
        return Set.of();
    }

    private FileProblem forHarm(FileProblem problem) {
        String user = home.folder().relativize(problem.file()).toString();
        return new FileProblem(file.path(), "", "with it " + user + ":" + problem.words());
    }

    private void refuse(OperatorFile seen, List<FileProblem> problems) {
        if (file.refused(seen.fingerprint(), problems)) {
            LOG.error("file={} refused: {}; the settings stay as they were", name, file.message());
        }
    }

    private Set<String> take(OperatorFile seen, Properties edited) {
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
