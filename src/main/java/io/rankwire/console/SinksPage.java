package io.rankwire.console;

import io.rankwire.camel.RouteDesk;
import io.rankwire.camel.Trials;
import io.rankwire.delivery.Sinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every sink that is loaded, or that anything was ever owed to. */
final class SinksPage {
    private final Backstage stage;

    SinksPage(Backstage stage) {
        this.stage = stage;
    }

    record SinksView(List<Map<String, Object>> sinks) {}

    SinksView show(Question question) {
        return new SinksView(lines(stage));
    }

    /** The sinks that are loaded. */
    static List<String> names(Backstage stage) {
        return stage.desk().others().stream()
                .filter(route -> route.file().getParent().endsWith("sinks"))
                .map(RouteDesk.Loaded::routeId)
                .sorted()
                .toList();
    }

    static List<Map<String, Object>> lines(Backstage stage) {
        List<String> loaded = names(stage);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Sinks.State state : stage.sinks().states(loaded)) {
            String name = state.sink();
            boolean isLoaded = loaded.contains(name);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("sink", name);
            line.put("description", isLoaded ? stage.context().getRoute(name).getDescription() : null);
            line.put("state", Facts.word(state, isLoaded));
            line.put("loaded", isLoaded);
            line.put("disabled", state.disabled());
            line.putAll(Facts.of(state));
            line.put("test", stage.trials().of(name).map(SinksPage::test).orElse(null));
            lines.add(line);
        }
        return lines;
    }

    private static Map<String, Object> test(Trials.Result result) {
        return Map.of(
                "at", result.at().toString(),
                "outcome", result.arrived() ? "delivered" : "failed",
                "says", result.says());
    }
}
