package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.Placeholders;
import io.rankwire.text.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;

/** Whether the endpoints of Camel's own components are there, and have the options that are set. */
public final class EndpointRules {
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component.properties";

    private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog(true);
    private final Set<String> components;
    private final Map<String, EndpointValidationResult> verdicts = new ConcurrentHashMap<>();

    EndpointRules(CamelContext context) {
        catalog.setCamelContext(context);
        catalog.start();
        components = components(context.getApplicationContextClassLoader());
    }

    private static Set<String> components(ClassLoader given) {
        ClassLoader loader = given == null ? EndpointRules.class.getClassLoader() : given;
        Set<String> names = new TreeSet<>();
        try {
            for (URL url : Collections.list(loader.getResources(COMPONENTS))) {
                Properties properties = new Properties();
                try (var in = url.openStream()) {
                    properties.load(in);
                }
                names.addAll(List.of(properties.getProperty("components", "").split("\\s+")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the components of the program cannot be listed", e);
        }
        return names;
    }

    public void check(Call call, Placeholders placeholders, Findings findings) {
        Optional<String> refusal =
                OneWay.refusal(call, placeholders.resolve(call.uri().value()).orElse(call.scheme()));
        if (refusal.isPresent()) {
            findings.at(call.uri().place(), Rule.COMPONENT).error(refusal.get());
            return;
        }
        String scheme = call.scheme();
        if (scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        if (!call.uri().value().contains(":") || !components.contains(scheme)) {
            findings.at(call.uri().place(), Rule.COMPONENT)
                    .error("there is no component " + scheme
                            + Nearest.hint(scheme, components, "; put its jar into lib/ext"));
            return;
        }
        FileEndpoints.check(call, placeholders, findings);
        if (call.uri().value().contains("${")) {
            return;
        }
        EndpointValidationResult verdict = verdicts.computeIfAbsent(
                uri(call, placeholders) + call.consumes(),
                key -> catalog.validateEndpointProperties(
                        key.substring(0, key.lastIndexOf('\n')), false, call.consumes(), !call.consumes()));
        tell(call, verdict, placeholders, findings);
    }

    /** What may stand in braces in the simple language, without what follows a colon or a bracket. */
    public List<String> simpleFunctions() {
        return catalog.languageModel("simple").getFunctions().stream()
                .map(function -> function.getName().replaceAll("[:(\\[.].*", ""))
                .distinct()
                .toList();
    }

    /** What is wrong with a setting of Camel's own, {@code camel.main.name} and its like. */
    public Optional<String> camelSetting(String key, String value) {
        ConfigurationPropertiesValidationResult verdict = catalog.validateConfigurationProperty(key + "=" + value);
        if (!verdict.isAccepted() || verdict.isSuccess()) {
            return Optional.empty();
        }
        boolean unknown = verdict.getUnknown() != null || verdict.getUnknownComponent() != null;
        return Optional.of(
                key + (unknown ? " is not a setting of Camel" : " is '" + value + "', which Camel does not take"));
    }

    private static String uri(Call call, Placeholders placeholders) {
        List<String> options = new ArrayList<>();
        new TreeMap<>(call.given())
                .forEach((name, value) -> options.add(name + "="
                        + placeholders
                                .resolve(value)
                                .orElse(value)
                                .replace("%", "%25")
                                .replace("&", "%26")));
        String uri = placeholders.resolve(call.uri().value()).orElse(call.uri().value());
        return uri + (options.isEmpty() ? "" : "?" + String.join("&", options)) + "\n";
    }

    private void tell(Call call, EndpointValidationResult verdict, Placeholders placeholders, Findings findings) {
        String scheme = call.scheme();
        if (verdict.getSyntaxError() != null) {
            findings.at(call.uri().place(), Rule.OPTION).error(verdict.getSyntaxError());
        }
        for (String name : names(verdict.getUnknown())) {
            findings.at(namePlace(call, name), Rule.OPTION)
                    .error(name + " is not an option of " + scheme + Nearest.hint(name, options(scheme)));
        }
        for (String name : names(verdict.getRequired())) {
            findings.at(call.uri().place(), Rule.OPTION).error(scheme + " needs the option " + name);
        }
        for (String name : names(verdict.getNotConsumerOnly())) {
            findings.at(namePlace(call, name), Rule.OPTION).error(name + " is not an option of " + scheme + " as from");
        }
        for (String name : names(verdict.getNotProducerOnly())) {
            findings.at(namePlace(call, name), Rule.OPTION)
                    .error(name + " is an option of " + scheme + " as from only");
        }
        wrong(call, verdict.getInvalidInteger(), "a whole number", placeholders, findings);
        wrong(call, verdict.getInvalidNumber(), "a number", placeholders, findings);
        wrong(call, verdict.getInvalidBoolean(), "true or false", placeholders, findings);
        wrong(call, verdict.getInvalidDuration(), "a duration such as 30s, 5m or 1h", placeholders, findings);
        for (String name : names(keys(verdict.getInvalidEnum()))) {
            wrong(
                    call,
                    Map.of(name, ""),
                    "one of " + String.join(", ", names(verdict.getEnumChoices(name))),
                    placeholders,
                    findings);
        }
    }

    private static void wrong(Call call, Map<?, ?> options, String rule, Placeholders placeholders, Findings findings) {
        for (String name : names(keys(options))) {
            Text value = call.option(name).orElse(call.uri());
            findings.at(value.place(), Rule.OPTION)
                    .error(name + " is '" + placeholders.shown(value.value()) + "'; it must be " + rule);
        }
    }

    private List<String> options(String scheme) {
        return catalog.componentModel(scheme).getEndpointOptions().stream()
                .map(BaseOptionModel::getName)
                .toList();
    }

    private static Place namePlace(Call call, String name) {
        Call.Option option = call.options().get(name);
        return option == null ? call.uri().place() : option.name().place();
    }

    private static Set<?> keys(Map<?, ?> map) {
        return map == null ? Set.of() : map.keySet();
    }

    private static List<String> names(Iterable<?> names) {
        List<String> texts = new ArrayList<>();
        if (names != null) {
            names.forEach(name -> texts.add(String.valueOf(name)));
        }
        return texts;
    }
}
