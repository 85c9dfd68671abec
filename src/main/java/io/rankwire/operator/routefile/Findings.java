package io.rankwire.operator.routefile;

import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file. */
public final class Findings {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();

    public Findings(String file) {
        this.file = file;
    }

    /** Goes on from what was found in a file when it was read. */
    public Findings(String file, List<Mistake> before) {
        this(file);
        mistakes.addAll(before);
    }

    public void error(Place place, Rule rule, String message) {
        add(place, Mistake.Severity.ERROR, rule, message);
    }

    public void warning(Place place, Rule rule, String message) {
        add(place, Mistake.Severity.WARNING, rule, message);
    }

    private void add(Place place, Mistake.Severity severity, Rule rule, String message) {
        mistakes.add(new Mistake(file, place, severity, rule, OneLine.of(message)));
    }

    public String file() {
        return file;
    }

    public boolean hasErrors() {
        return mistakes.stream().anyMatch(Mistake::isError);
    }

    public int count() {
        return mistakes.size();
    }

    /** How many errors of that kind there are. */
    public long errors(Rule rule) {
        return mistakes.stream()
                .filter(mistake -> mistake.isError() && mistake.rule() == rule)
                .count();
    }

    public List<Mistake> all() {
        return mistakes.stream().distinct().toList();
    }
}
