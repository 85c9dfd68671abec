package io.rankwire.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operator's files: what was loaded and what was refused, with the reason. */
final class FilesPage {
    private final Backstage stage;

    FilesPage(Backstage stage) {
        this.stage = stage;
    }

    record Files(List<Map<String, Object>> files) {}

    Files show(Question question) {
        List<Map<String, Object>> lines = new ArrayList<>();
        stage.desk().problems().forEach(problem -> lines.add(line(problem.file(), "refused", problem.reason(), null)));
        stage.desk().warnings().forEach(warning -> lines.add(line(warning.file(), "warning", warning.reason(), null)));
        stage.desk().feeds().forEach(route -> lines.add(line(route.file(), "loaded", null, route.routeId())));
        stage.desk().others().forEach(route -> lines.add(line(route.file(), "loaded", null, route.routeId())));
        return new Files(lines);
    }

    private Map<String, Object> line(Path file, String state, String message, String route) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", stage.home().folder().relativize(file).toString());
        line.put("state", state);
        line.put("message", message);
        line.put("route", route);
        return line;
    }
}
