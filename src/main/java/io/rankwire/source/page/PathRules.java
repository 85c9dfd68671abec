package io.rankwire.source.page;

import io.rankwire.source.Endpoint;
import io.rankwire.source.Value;
import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.endpoint.DefinitionMistake.Finding;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** Whether the paths of an endpoint block, by which answers are read, can be read themselves. */
public final class PathRules {
    private final Endpoint endpoint;
    private final List<Finding> findings = new ArrayList<>();

    private PathRules(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What is wrong, each with its path from {@code spec} on. */
    public static List<Finding> findings(Endpoint endpoint) {
        PathRules rules = new PathRules(endpoint);
        rules.checkAnswer();
        endpoint.row().forEach((name, value) -> rules.checkValue(List.of("endpoint", "row", name), value));
        endpoint.columns().forEach((name, value) -> rules.checkValue(List.of("endpoint", "columns", name), value));
        return List.copyOf(rules.findings);
    }

    private void checkAnswer() {
        AnswerForm answer = endpoint.answer();
        AnswerForm.Places places = answer.places();
        if (!answer.rows().equals(AnswerForm.WHOLE)) {
            checkRows(answer.keyed() ? "rowsById" : "rows", answer.rows());
        }
        Map.of(
                        "code", places.code(),
                        "message", places.message(),
                        "requestId", places.requestId(),
                        "total", places.total(),
                        "hasMore", places.hasMore(),
                        "period", places.period(),
                        "pageSize", places.pageSize())
                .forEach((name, written) -> checkPlaces(List.of("endpoint", "answer", name), written));
        checkPlaces(
                List.of("endpoint", "answer", "success", "at"),
                Optional.ofNullable(answer.success().at()));
        checkPlaces(
                List.of("endpoint", "paging", "next"),
                Optional.ofNullable(endpoint.paging().next()));
    }

    /** Rows are reached while an answer streams by, through objects alone. */
    private void checkRows(String name, String path) {
        List<String> at = List.of("endpoint", "answer", name);
        check(at, path)
                .filter(parsed -> !parsed.rest().isEmpty())
                .ifPresent(parsed -> findings.add(Finding.error(
                        at,
                        name + " is '" + path
                                + "'; it must be field names with dots between, or $ for the whole answer")));
    }

    private void checkPlaces(List<String> at, Optional<String> written) {
        written.stream()
                .flatMap(AnswerForm::alternatives)
                .filter(place -> !place.startsWith(AnswerForm.HEADER))
                .forEach(place -> check(at, place));
    }

    private void checkValue(List<String> at, Value value) {
        Stream.concat(value.paths().stream(), value.cases().values().stream())
                .flatMap(text -> text.contains("{")
                        ? RowReader.PLACEHOLDER.matcher(text).results().map(PathRules::inside)
                        : Stream.of(text))
                .forEach(path -> checkOfRow(at, path));
        Stream.of(value.choose(), value.nullWithout()).filter(Objects::nonNull).forEach(path -> check(at, path));
    }

    private static String inside(MatchResult placeholder) {
        return placeholder.group(1);
    }

    private void checkOfRow(List<String> at, String path) {
        if (!path.equals(RowReader.MEMBER)) {
            check(at, path);
        } else if (!endpoint.answer().keyed()) {
            findings.add(Finding.error(
                    at, RowReader.MEMBER + " is the key of a row under answer.rowsById; rows of a list have none"));
        }
    }

    private Optional<Path> check(List<String> at, String path) {
        try {
            return Optional.of(Path.parse(path));
        } catch (OperatorMistake e) {
            findings.add(Finding.error(at, e.getMessage()));
            return Optional.empty();
        }
    }
}
