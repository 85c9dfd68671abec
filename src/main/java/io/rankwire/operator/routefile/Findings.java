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

    /** Something wrong at a place, which is still to be said. */
    public At at(Place place, Rule rule) {
        return new At(place, rule);
    }

    /** A place, and what kind of mistake is there. */
    public final class At {
        private final Place place;
        private final Rule rule;

        private At(Place place, Rule rule) {
            this.place = place;
            this.rule = rule;
        }

        public void error(String message) {
            add(Mistake.Severity.ERROR, message);
        }

        public void warning(String message) {
            add(Mistake.Severity.WARNING, message);
        }

        private void add(Mistake.Severity severity, String message) {
            mistakes.add(new Mistake(file, place, severity, rule, OneLine.of(message)));
        }
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
