package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.Text;
import io.rankwire.settings.Home;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.text.Sha256;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;

/**
 * What became another among the operator's YAML files from one look to the next. Contents are compared, through symbolic
 * links: neither an editor that writes by renaming nor a mounted ConfigMap, where one link changes for all files, tells
 * anybody of an edit.
 */
final class Edits {
    private final CamelContext context;
    private Map<Path, Known> before = Map.of();
    private boolean wasMoving;

    Edits(CamelContext context) {
        this.context = context;
    }

    /**
     * A file at the last look.
     *
     * @param values the placeholders in it, and digests of what they stood for
     */
    private record Known(OperatorFile read, Map<String, String> values, OperatorFile seen) {}

    /** Sinks and steps before the feeds that use them, kamelets before both. */
    static Comparator<Path> order(Path routes) {
        return Comparator.comparing(
                        (Path file) -> !file.getFileName().toString().endsWith(Home.KAMELET))
                .thenComparing(file -> file.resolveSibling("").equals(routes))
                .thenComparing(Comparator.naturalOrder());
    }

    /**
     * What is there.
     *
     * @param files by their paths, in no order
     * @param moving paths that changed since the look before, and may be half written
     * @param isNew whether anything changed since the look before, or had changed at that
     */
    record Look(Map<Path, OperatorFile> files, Set<Path> moving, boolean isNew) {
        /** Those that hold still and are wanted, in the order in which they are to be loaded. */
        List<OperatorFile> still(Path routes, Predicate<OperatorFile> wanted) {
            return files.values().stream()
                    .filter(seen -> !moving.contains(seen.path()) && wanted.test(seen))
                    .sorted(Comparator.comparing(OperatorFile::path, order(routes)))
                    .toList();
        }
    }

    /** Compares the files of routes and kamelets with those at the look before. */
    Look look(Collection<OperatorFile> all) {
        Map<Path, Known> now = new HashMap<>();
        Map<String, String> asked = new HashMap<>();
        for (OperatorFile file : all) {
            if (file.name().endsWith(Home.ROUTES) || file.isKamelet()) {
                now.put(file.path(), known(file, asked));
            }
        }
        Map<Path, OperatorFile> files = new HashMap<>();
        Set<Path> moving = new HashSet<>(before.keySet());
        now.forEach((path, known) -> {
            files.put(path, known.seen());
            Known old = before.get(path);
            if (old != null && old.seen().fingerprint().equals(known.seen().fingerprint())) {
                moving.remove(path);
            } else {
                moving.add(path);
            }
        });
        before = now;
        boolean moved = wasMoving;
        wasMoving = !moving.isEmpty();
        return new Look(files, moving, moved || wasMoving);
    }

    /** The file as it is, as it was known when nothing about it is another. */
    private Known known(OperatorFile file, Map<String, String> asked) {
        Map<String, String> values = values(file.texts(), asked);
        Known old = before.get(file.path());
        return old != null && old.read().equals(file) && values.equals(old.values())
                ? old
                : new Known(file, values, values.isEmpty() ? file : file.under(values.toString()));
    }

    /** The digests of what placeholders stand for now: secrets are among that. */
    private Map<String, String> values(List<Text> texts, Map<String, String> asked) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        for (Text text : texts) {
            PlaceholderParser.in(text.value())
                    .forEach(placeholder ->
                            values.put(placeholder.text(), asked.computeIfAbsent(placeholder.text(), this::value)));
        }
        return values;
    }

    private String value(String placeholder) {
        try {
            return Sha256.hex(context.resolvePropertyPlaceholders(placeholder));
        } catch (RuntimeException e) {
            // Not set, or a parameter of a kamelet; told when a route is built with it.
            return "";
        }
    }
}
