package io.rankwire.operator.check;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.source.Parameter;
import io.rankwire.source.Source;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether a kamelet that a route uses is there, and is given what its definition asks for. */
final class KameletRules {
    /** Steps that hand parameters over as they are. */
    private static final Set<String> WHOLE = Set.of("to", "kamelet");

    /** What an address has a meaning of its own for. */
    private static final Pattern ALTERED = Pattern.compile("[&%+#?]|RAW[({]|\\{\\{");

    private final CheckContext checkContext;
    private final FormatRules formats;
    private final SinkRules sinks;

    KameletRules(CheckContext checkContext, Folder folder, ZoneRules zones) {
        this.checkContext = checkContext;
        this.formats = new FormatRules(checkContext, folder, zones);
        this.sinks = new SinkRules(checkContext, folder);
    }

    void check(RouteFile.Route route, Call call, Findings findings) {
        String name = call.kamelet().orElse("");
        Optional<Kamelet> kamelet = checkContext.kamelets().find(name);
        if (kamelet.isPresent()) {
            check(route, call, kamelet.get(), findings);
        } else if (!checkContext.kamelets().has(name)) {
            findings.at(call.targetPlace(), Rule.KAMELET)
                    .error("there is no kamelet " + name
                            + Nearest.hint(
                                    name,
                                    checkContext.kamelets().names(),
                                    "; a kamelet of your own is a file in routes/kamelets"));
        } else {
            findings.at(call.targetPlace(), Rule.KAMELET)
                    .error("the kamelet " + name + " cannot be used; see routes/kamelets/" + name + ".kamelet.yaml");
        }
    }

    private void check(RouteFile.Route route, Call call, Kamelet kamelet, Findings findings) {
        long before = findings.errors(Rule.PARAMETER);
        refuseUnknown(call, kamelet, findings);
        refuseAltered(call, findings);
        Map<String, String> values = new TreeMap<>();
        kamelet.parameters().forEach((name, parameter) -> {
            Optional<String> value = value(call, name, kamelet, findings);
            value.filter(text -> !text.isBlank()).ifPresent(text -> {
                values.put(name, text);
                Given given = new Given(call, name, call.option(name).orElseThrow(), text);
                if (!isTooLarge(kamelet, name, text, given.text(), findings)) {
                    checkValue(given, parameter, findings);
                }
            });
        });
        if (findings.errors(Rule.PARAMETER) == before) {
            kamelet.source().ifPresent(source -> checkSource(route, call, source, values, findings));
            sinks.check(route, call, kamelet.name(), values, findings);
        }
    }

    private static void refuseUnknown(Call call, Kamelet kamelet, Findings findings) {
        call.options().forEach((name, option) -> {
            if (!kamelet.parameters().containsKey(name)) {
                findings.at(option.name().place(), Rule.PARAMETER)
                        .error(name + " is not a parameter of kamelet " + kamelet.name()
                                + Nearest.hint(name, kamelet.parameters().keySet()));
            }
        });
    }

    /** All other steps join parameters to an address, and read something else out of that. */
    private static void refuseAltered(Call call, Findings findings) {
        if (WHOLE.contains(call.step())) {
            return;
        }
        call.options().forEach((name, option) -> option.value()
                .filter(text -> ALTERED.matcher(text.value()).find())
                .ifPresent(text -> findings.at(text.place(), Rule.PARAMETER)
                        .error(name + " does not arrive as it is written: " + call.step()
                                + " makes it part of an address; use the kamelet with to:")));
    }

    /** The parameter's value, or nothing, and then told if that is wrong. */
    private Optional<String> value(Call call, String name, Kamelet kamelet, Findings findings) {
        Call.Option option = call.options().get(name);
        if (option != null && option.value().isEmpty()) {
            findings.at(option.name().place(), Rule.PARAMETER)
                    .error(name + " is a list or a group; write one text, several values separated by commas");
            return Optional.empty();
        }
        Optional<String> resolved = option == null
                ? Optional.of("")
                : checkContext
                        .placeholders()
                        .resolve(option.value().orElseThrow().value());
        if (resolved.filter(String::isBlank).isPresent() && kamelet.required().contains(name)) {
            String why = option == null || option.value().orElseThrow().isBlank()
                    ? ""
                    : "; " + option.value().orElseThrow().value() + " is empty";
            findings.at(option == null ? call.targetPlace() : option.name().place(), Rule.PARAMETER)
                    .error(kamelet.name() + " needs the parameter " + name + why);
        }
        return resolved;
    }

    private boolean isTooLarge(Kamelet kamelet, String name, String value, Text text, Findings findings) {
        List<String> warnings = kamelet.source()
                .map(source -> source.warnings(Map.of(name, value)))
                .orElse(List.of());
        warnings.forEach(warning -> findings.at(text.place(), Rule.PARAMETER).warning(warning));
        return !warnings.isEmpty();
    }

    private void checkValue(Given given, Parameter parameter, Findings findings) {
        List<String> values = parameter.many() ? split(given.value()) : List.of(given.value());
        int before = findings.count();
        for (String value : values) {
            try {
                parameter.check(given.name(), parameter.isPath() ? value : value.strip());
            } catch (OperatorMistake e) {
                findings.at(place(given, value), Rule.PARAMETER).error(message(given, value, parameter, e));
            }
        }
        if (findings.count() == before) {
            formats.check(given, parameter, findings);
        }
    }

    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>(List.of(value.split(",", -1)));
        return parts;
    }

    /** Where the value stands, of several the one that is wrong. */
    private static Place place(Given given, String value) {
        int at = given.text().value().indexOf(value);
        int blank = value.length() - value.stripLeading().length();
        return at < 0 ? given.text().place() : given.text().at(at + blank);
    }

    private String message(Given given, String value, Parameter parameter, OperatorMistake e) {
        String shown = checkContext.placeholders().shown(given.text().value());
        boolean open = shown.equals(given.value());
        String message = open ? e.getMessage() : e.getMessage().replace(value.strip(), shown);
        return message + Nearest.hint(value.strip(), parameter.allowed(), "");
    }

    /** What only the source as a whole can say. */
    private void checkSource(
            RouteFile.Route route, Call call, Source source, Map<String, String> values, Findings findings) {
        try {
            source.feeds(route.name(), values, checkContext.zone())
                    .forEach(feed -> feed.candidates(java.time.Clock.systemUTC()));
        } catch (OperatorMistake e) {
            String named = e.getMessage().split(" ", 2)[0];
            Text where = call.option(named).or(() -> call.option("date")).orElse(call.uri());
            findings.at(where.place(), Rule.PARAMETER).error(e.getMessage());
        }
    }
}
