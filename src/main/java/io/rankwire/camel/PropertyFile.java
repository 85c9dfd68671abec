package io.rankwire.camel;

import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
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
    private final FileCheck check;
    private final DeskFile file;
    private final String name;
    private Properties current;
    private String before;

    PropertyFile(CamelContext context, Home home, FileCheck check, Consumer<Path> news) {
        this.context = context;
        this.check = check;
        Path path = home.config().resolve("rankwire.properties");
        this.file = new DeskFile(path, Clock.systemUTC(), news);
        this.name = home.folder().relativize(path).toString();
        this.before = text();
        try {
            this.current = parse(before);
            file.loaded(Seen.of(path, before, ""), List.of(), List.of());
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
            return Files.readString(file.path(), StandardCharsets.ISO_8859_1);
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

    /** Takes an edit over that was the same at two looks. */
    void look() {
        String text = text();
        boolean settled = text.equals(before);
        before = text;
        Seen seen = Seen.of(file.path(), text, "");
        if (!settled || file.isSettledOn(seen.fingerprint())) {
            return;
        }
        if (text.equals(GONE)) {
            refuse(seen, List.of(new RouteDesk.Problem(file.path(), "", "it is gone or empty")));
            return;
        }
        List<RouteDesk.Problem> wrong = check.problems(Optional.of(file.path()));
        if (!wrong.isEmpty()) {
            refuse(seen, wrong);
            return;
        }
        try {
            take(seen, parse(text));
        } catch (OperatorMistake e) {
            refuse(seen, List.of(new RouteDesk.Problem(file.path(), "", Reason.of(e))));
        }
    }

    private void refuse(Seen seen, List<RouteDesk.Problem> problems) {
        file.refused(seen.fingerprint(), problems);
        LOG.error("file={} refused: {}; the settings stay as they were", name, file.message());
    }

    private void take(Seen seen, Properties edited) {
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

    FileState state() {
        return file.state();
    }
}
