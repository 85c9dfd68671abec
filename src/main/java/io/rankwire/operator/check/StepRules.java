package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mentions;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.text.CommaList;
import io.rankwire.text.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.Language;

/** Whether the beans, route configurations and simple expressions that a file's steps name can be had. */
final class StepRules {
    private static final Pattern UNKNOWN = Pattern.compile("Unknown function: (?<name>[\\w.-]+).*", Pattern.DOTALL);
    private static final Pattern WHOLE_ONLY = Pattern.compile("\\$\\{(?<name>sum|max|min|average|abs)\\([^)]*\\$\\{");
    /** The same by the methods of an amount, with its decimals. */
    private static final Map<String, String> EXACT = Map.of(
            "sum", "${body[gmv].add(${body[other]})}",
            "max", "${body[gmv].max(${body[other]})}",
            "min", "${body[gmv].min(${body[other]})}",
            "average", "${body[gmv].add(${body[other]})}, and compare that with twice the amount",
            "abs", "${body[gmv].abs()}");

    private static final String MADE_BY_SETTINGS = "camel.beans.";

    private final CheckContext checkContext;
    private final EndpointRules endpoints;
    private final Set<String> beans;
    private final Set<String> configurations;
    private final Language simple;

    /**
     * Rules for files among these.
     *
     * @param beans those that there are besides a file's own
     * @param configurations the route configurations that there are
     */
    StepRules(CheckContext checkContext, EndpointRules endpoints, Set<String> beans, Set<String> configurations) {
        this.checkContext = checkContext;
        this.endpoints = endpoints;
        this.beans = new TreeSet<>(beans);
        checkContext.settingsFile().keys().stream()
                .filter(key -> key.startsWith(MADE_BY_SETTINGS))
                .map(key -> key.substring(MADE_BY_SETTINGS.length()).replaceAll("[.\\[].*", ""))
                .forEach(this.beans::add);
        this.configurations = Set.copyOf(configurations);
        this.simple = checkContext.context().resolveLanguage("simple");
    }

    void check(Mentions file, Findings findings) {
        Set<String> known = new TreeSet<>(beans);
        known.addAll(file.beans());
        for (Text step : file.steps()) {
            String name = step.value().replaceFirst("^#(bean:)?", "");
            if (!name.contains("{{") && !name.contains(":") && !known.contains(name)) {
                findings.at(step.place(), Rule.STEP)
                        .error("there is no bean " + name
                                + Nearest.hint(
                                        name, known, "; one of your own is defined under beans, beside the routes"));
            }
        }
        file.configurations().forEach(text -> checkConfiguration(text, findings));
        file.expressions().forEach(expression -> check(expression, findings));
    }

    private void checkConfiguration(Text text, Findings findings) {
        for (String id : CommaList.parse(text.value())) {
            if (!id.contains("*") && !id.contains("{{") && !configurations.contains(id)) {
                // Camel starts such a route without a word, and without what the configuration was to bring.
                findings.at(text.at(text.value().indexOf(id)), Rule.STEP)
                        .error("there is no routeConfiguration " + id + Nearest.hint(id, configurations));
            }
        }
    }

    private void check(Mentions.Expression expression, Findings findings) {
        Text text = expression.text();
        Optional<String> resolved = checkContext.placeholders().resolve(text.value());
        if (resolved.isEmpty() || (!resolved.get().contains("${") && !expression.isQuestion())) {
            return;
        }
        try {
            if (expression.isQuestion()) {
                simple.createPredicate(resolved.get());
            } else {
                simple.createExpression(resolved.get());
            }
        } catch (SimpleIllegalSyntaxException e) {
            findings.at(place(text, resolved.get(), e), Rule.EXPRESSION).error(message(text, e));
        }
        checkFunctions(text, findings);
    }

    /** Functions that pass over decimals, or cut them off, without a word. */
    private static void checkFunctions(Text text, Findings findings) {
        Matcher function = WHOLE_ONLY.matcher(text.value());
        while (function.find()) {
            findings.at(text.at(function.start("name")), Rule.EXPRESSION)
                    .warning(function.group("name")
                            + " works with whole numbers alone and leaves amounts with decimals out; write "
                            + EXACT.get(function.group("name")));
        }
    }

    private static Place place(Text text, String resolved, SimpleIllegalSyntaxException e) {
        boolean known = resolved.equals(text.value()) && e.getIndex() > 0 && e.getIndex() < resolved.length();
        return known ? text.at(e.getIndex()) : text.place();
    }

    private String message(Text text, SimpleIllegalSyntaxException e) {
        String reason = String.valueOf(e.getMessage()).split("\n", 2)[0].replaceFirst(" at location \\d+$", "");
        Matcher unknown = UNKNOWN.matcher(String.valueOf(e.getMessage()));
        String hint = unknown.matches() ? Nearest.hint(unknown.group("name"), endpoints.simpleFunctions(), "") : "";
        return "the simple expression '" + checkContext.placeholders().shown(text.value()) + "' cannot be read: "
                + reason + hint;
    }
}
