package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.desk.FileState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The operator's files: what was loaded, swapped and refused, with the reason, and what is not done as written. */
final class FilesPage {
    private final ConsoleServices stage;

    FilesPage(ConsoleServices stage) {
        this.stage = stage;
    }

    record FilesView(List<Map<String, Object>> files) {}

    FilesView show(Question question) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<Path, List<String>> warnings = stage.desk().warnings().stream()
                .collect(Collectors.groupingBy(
                        FileProblem::file, Collectors.mapping(FileProblem::reason, Collectors.toList())));
        stage.desk().files().forEach(file -> lines.add(line(file, warnings.getOrDefault(file.file(), List.of()))));
        lines.sort((one, other) ->
                Boolean.compare("loaded".equals(one.get("state")), "loaded".equals(other.get("state"))));
        return new FilesView(lines);
    }

    private Map<String, Object> line(FileState file, List<String> warnings) {
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
