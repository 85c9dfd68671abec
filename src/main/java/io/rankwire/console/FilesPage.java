package io.rankwire.console;

import io.rankwire.camel.FileState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operator's files: what was loaded, swapped and refused, with the reason, and what is not done as written. */
final class FilesPage {
    private final Backstage stage;

    FilesPage(Backstage stage) {
        this.stage = stage;
    }

    record FilesView(List<Map<String, Object>> files) {}

    FilesView show(Question question) {
        List<Map<String, Object>> lines = new ArrayList<>();
        stage.desk().files().forEach(file -> lines.add(line(file)));
        lines.sort((one, other) ->
                Boolean.compare("loaded".equals(one.get("state")), "loaded".equals(other.get("state"))));
        return new FilesView(lines);
    }

    private Map<String, Object> line(FileState file) {
        List<String> warnings = stage.desk().warnings().stream()
                .filter(warning -> warning.file().equals(file.file()))
                .map(warning -> warning.reason())
                .toList();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", stage.home().folder().relativize(file.file()).toString());
        line.put("state", file.status().word());
        line.put("since", file.since().toString());
        line.put("loads", file.loads());
        line.put("runs", file.runs());
        line.put("message", file.message());
        line.put("warnings", warnings);
        return line;
    }
}
