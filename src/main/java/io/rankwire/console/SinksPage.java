package io.rankwire.console;

import io.rankwire.camel.RouteDesk;
import io.rankwire.delivery.Sinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
        Map<String, Sinks.State> states = new LinkedHashMap<>();
        stage.sinks().states(names(stage)).forEach(state -> states.put(state.sink(), state));
        Map<String, String> loaded = new LinkedHashMap<>();
        names(stage)
                .forEach(sink -> loaded.put(sink, stage.context().getRoute(sink).getDescription()));
        TreeSet<String> names = new TreeSet<>(states.keySet());
        names.addAll(loaded.keySet());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String name : names) {
            Sinks.State state = states.getOrDefault(name, new Sinks.State(name, null, null, 0, null, 0));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("sink", name);
            line.put("description", loaded.get(name));
            line.put("loaded", loaded.containsKey(name));
            line.put("disabled", state.disabled());
            line.putAll(Facts.of(state));
            lines.add(line);
        }
        return lines;
    }
}
