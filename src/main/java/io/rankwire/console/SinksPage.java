package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.delivery.Sinks;
import io.rankwire.listing.ListingFields;
import io.rankwire.operator.desk.FileState;
import io.rankwire.route.dispatch.TestDeliveries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every sink that is loaded, or that anything was ever owed to. */
final class SinksPage {
    private final ConsoleServices stage;

    SinksPage(ConsoleServices stage) {
        this.stage = stage;
    }

    record SinksView(List<Map<String, Object>> sinks) {}

    SinksView show(Question question) {
        return new SinksView(lines(stage));
    }

    /** The sinks whose files are there, and refused as they are on disk. */
    private static Set<String> refused(ConsoleServices stage) {
        Set<String> there = new TreeSet<>(stage.home().sinks());
        Set<String> refused = stage.desk().files().stream()
                .filter(file -> file.status() == FileState.Status.REFUSED)
                .filter(file -> file.file().resolveSibling("").endsWith("sinks"))
                .map(file -> file.file().getFileName().toString().replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        refused.retainAll(there);
        return refused;
    }

    static List<Map<String, Object>> lines(ConsoleServices stage) {
        List<String> loaded = stage.sinkNames();
        Set<String> refused = refused(stage);
        Set<String> all = new TreeSet<>(loaded);
        all.addAll(refused);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Sinks.State state : stage.sinks().states(all)) {
            String name = state.sink();
            boolean isLoaded = loaded.contains(name);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("sink", name);
            line.put("description", isLoaded ? stage.context().getRoute(name).getDescription() : null);
            line.put("state", ListingFields.word(state, isLoaded, refused.contains(name)));
            line.put("loaded", isLoaded);
            line.put("disabled", state.disabled());
            line.putAll(ListingFields.of(state));
            line.put(
                    "test", stage.testDeliveries().of(name).map(SinksPage::test).orElse(null));
            lines.add(line);
        }
        return lines;
    }

    private static Map<String, Object> test(TestDeliveries.Result result) {
        return Map.of(
                "at", result.at().toString(),
                "outcome", result.arrived() ? "delivered" : "failed",
                "says", result.says());
    }
}
