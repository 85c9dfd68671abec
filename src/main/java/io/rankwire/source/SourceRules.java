package io.rankwire.source;

import io.rankwire.feed.PeriodType;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.endpoint.DefinitionMistake.Finding;
import io.rankwire.source.endpoint.ParameterRule;
import io.rankwire.source.endpoint.Template;
import io.rankwire.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether what an endpoint block names is there: placeholders, parameters, columns. */
public final class SourceRules {
    /** Parameters that do something without being sent. */
    private static final Set<String> NOT_SENT = Set.of("maxRows", "transform");

    private final Source source;
    private final Endpoint endpoint;
    private final Placeholders placeholders;
    private final Set<String> sent = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private SourceRules(Source source) {
        this.source = source;
        this.endpoint = source.endpoint();
        this.placeholders = new Placeholders(source);
    }

    /** What is wrong, each with its path from {@code spec} on. */
    public static List<Finding> findings(Source source) {
        SourceRules rules = new SourceRules(source);
        rules.endpoint.request().eachSlot(rules::checkSlot);
        rules.checkCodes();
        rules.checkPaging();
        rules.checkSent();
        rules.checkAuthentication();
        rules.checkAnswer();
        rules.checkRules();
        return List.copyOf(rules.findings);
    }

    private void checkSlot(List<String> path, Template.Slot slot) {
        String name = slot.name();
        sent.add(name);
        String message = complaint(name, path.get(0).equals("path"));
        if (!message.isEmpty()) {
            boolean isError = !name.equals(Placeholders.PERIOD_TYPE);
            findings.add(new Finding(path, slot.at(), isError, "{" + name + "} " + message)
                    .below(List.of("endpoint", "request")));
        }
    }

    /** What is wrong with a placeholder; empty for nothing. */
    private String complaint(String name, boolean inPath) {
        if (name.equals(Placeholders.PERIOD_TYPE)) {
            return "goes on working; it is called {" + Placeholders.TYPE + "} now";
        }
        if (name.startsWith(Placeholders.ACCOUNT)) {
            return Placeholders.isSetting(name)
                    ? ""
                    : "is a secret, which no placeholder stands for; say under authentication where it goes";
        }
        if (placeholders.names().contains(name)) {
            return inPath && !placeholders.isAlwaysThere(name)
                    ? "may have no value, and a path cannot do without; make the parameter required or give it a default"
                    : "";
        }
        if (Source.ASKING.contains(name) && source.parameters().containsKey(name)) {
            return "says how a feed is polled and is not sent" + (name.equals("date") ? "; write {period.key}" : "");
        }
        return "is not known here" + Nearest.hint(name, placeholders.names());
    }

    private void checkCodes() {
        endpoint.request().codes().forEach((name, codes) -> {
            List<String> path = List.of("endpoint", "request", "codes", name);
            if (!placeholders.names().contains(name)) {
                findings.add(
                        Finding.error(path, name + " is not a placeholder" + Nearest.hint(name, placeholders.names())));
            } else if (name.equals(Placeholders.TYPE)) {
                endpoint.periods().stream()
                        .map(PeriodType::word)
                        .filter(word -> !codes.containsKey(word))
                        .forEach(word -> findings.add(Finding.error(
                                path, "codes of " + name + " has none for " + word + ", which is among periods")));
            } else {
                checkValues(path, name, codes.keySet());
            }
        });
    }

    /** Whether a parameter may have these values at all. */
    private void checkValues(List<String> path, String name, Collection<String> values) {
        Parameter parameter = source.parameters().get(name);
        if (parameter == null || parameter.allowed().isEmpty()) {
            return;
        }
        values.stream()
                .filter(value -> !parameter.allowed().contains(value))
                .forEach(value -> findings.add(Finding.error(
                        path, value + " is not a value of " + name + Nearest.hint(value, parameter.allowed()))));
    }

    private void checkPaging() {
        List<String> path = List.of("endpoint", "paging");
        switch (endpoint.paging().by()) {
            case PAGE -> {
                if (!sent.contains("page") && !sent.contains("offset")) {
                    findings.add(Finding.warning(
                            path, "the request has no {page}, so that every page is the first; write by: none"));
                }
            }
            case OFFSET -> needsSlot(path, "offset");
            case CURSOR -> needsSlot(path, "cursor");
            case LINK, NONE -> {}
        }
    }

    private void needsSlot(List<String> path, String name) {
        if (!sent.contains(name)) {
            findings.add(Finding.error(path, "paging is by " + name + ", and the request has no {" + name + "}"));
        }
    }

    private void checkSent() {
        for (String name : source.parameters().keySet()) {
            boolean counts = sent.contains(name) || NOT_SENT.contains(name) || Source.ASKING.contains(name);
            boolean orders = name.equals(Endpoint.ORDER_BY) && !endpoint.order().isEmpty();
            if (!counts && !orders) {
                findings.add(Finding.warning(
                        List.of("definition", "properties", name),
                        name + " is not sent: the request has no {" + name + "}"));
            }
        }
    }

    private void checkAuthentication() {
        Authentication authentication = endpoint.authentication();
        boolean query = authentication.by() == Authentication.By.QUERY;
        Collection<String> taken = query
                ? endpoint.request().query().keySet()
                : endpoint.request().headers().keySet();
        taken.stream()
                .filter(name -> query ? name.equals(authentication.name()) : isSecretHeader(name))
                .forEach(name -> findings.add(Finding.error(
                        List.of("endpoint", "request", query ? "query" : "headers", name),
                        name + " is set by authentication")));
    }

    private boolean isSecretHeader(String name) {
        return name.equalsIgnoreCase("Authorization")
                || (endpoint.authentication().by() != Authentication.By.NONE
                        && name.equalsIgnoreCase(endpoint.authentication().name()));
    }

    private void checkAnswer() {
        List<String> columns = endpoint.allColumns().stream().map(Column::name).toList();
        Map.of(
                        "rejectUnless",
                        endpoint.answer().checks().reject(),
                        "warnUnless",
                        endpoint.answer().checks().warn())
                .forEach((word, checks) -> checks.forEach((column, parameter) -> {
                    List<String> path = List.of("endpoint", "answer", word, column);
                    if (!columns.contains(column)) {
                        findings.add(Finding.error(path, column + " is not a column" + Nearest.hint(column, columns)));
                    }
                    checkParameter(path, parameter);
                }));
    }

    private void checkParameter(List<String> path, String name) {
        Set<String> names = source.parameters().keySet();
        if (!names.contains(name)) {
            findings.add(Finding.error(path, name + " is not a parameter" + Nearest.hint(name, names)));
        }
    }

    private void checkRules() {
        for (int i = 0; i < endpoint.rules().size(); i++) {
            ParameterRule rule = endpoint.rules().get(i);
            List<String> path = List.of("endpoint", "rules", String.valueOf(i));
            Stream.of(rule.require(), rule.refuse()).flatMap(List::stream).forEach(name -> checkParameter(path, name));
            Map.of("when", rule.when(), "allow", rule.allow())
                    .forEach((word, values) -> values.forEach((name, all) -> {
                        List<String> at = Stream.concat(path.stream(), Stream.of(word, name))
                                .toList();
                        Set<String> written = new TreeSet<>(all);
                        written.removeAll(Set.of(ParameterRule.SET, ParameterRule.UNSET));
                        checkParameter(at, name);
                        checkValues(at, name, written);
                    }));
        }
    }

    /** Settings of the account, beside those of every account, that requests take something from. */
    public static Set<String> settings(Endpoint endpoint) {
        Set<String> settings = new TreeSet<>(endpoint.authentication().properties());
        endpoint.request().eachSlot((path, slot) -> {
            if (Placeholders.isSetting(slot.name())) {
                settings.add(slot.name().substring(Placeholders.ACCOUNT.length()));
            }
        });
        return settings;
    }
}
