package io.rankwire.operator.workspace;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.settings.SecretFile;
import io.rankwire.settings.Vaults;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;

/** What placeholders stand for, and those that stand for nothing. */
public final class Placeholders {
    /** Those that are answered on this machine; the others ask a vault, which is left alone here. */
    static final Set<String> LOCAL = Set.of("env", "sys", SecretFile.NAME, "service", "service.host", "service.port");

    private static final Set<String> FUNCTIONS = functions();

    private final CamelContext context;
    private final Set<String> keys;

    /** Resolves against this context, whose file has these keys. */
    Placeholders(CamelContext context, Collection<String> keys) {
        this.context = context;
        this.keys = new TreeSet<>(keys);
    }

    /** Functions that Camel or a vault's component brings. */
    private static Set<String> functions() {
        Set<String> functions = new TreeSet<>(LOCAL);
        functions.addAll(Vaults.functions());
        functions.addAll(Set.of("bean", "boolean"));
        return functions;
    }

    /** The names of all properties that the text asks for. */
    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        PlaceholderParser.in(text).forEach(placeholder -> names.add(placeholder.name()));
        return names;
    }

    /** Whether the name says that the property holds a secret. */
    public static boolean namesSecret(String key) {
        return KnownSecrets.isNamed(key);
    }

    /** The text with everything in it resolved; empty when something cannot be. */
    public Optional<String> resolve(String text) {
        if (!text.contains("{{")) {
            return Optional.of(text);
        }
        Findings findings = new Findings("");
        check(new Text(text, Place.START, false), findings);
        if (findings.hasErrors()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(context.resolvePropertyPlaceholders(text));
        } catch (IllegalArgumentException | OperatorMistake | java.io.UncheckedIOException e) {
            // What cannot be resolved is told by check().
            return Optional.empty();
        }
    }

    /** The text as it may be shown: resolved, unless a secret could be in it. */
    public String shown(String text) {
        boolean open = names(text).stream().allMatch(name -> isOpen(name, 5));
        return open ? resolve(text).orElse(text) : text;
    }

    private boolean isOpen(String name, int depth) {
        if (namesSecret(name) || isFunction(name) || depth == 0) {
            return false;
        }
        String raw = raw(name).orElse("");
        return names(raw).stream().allMatch(inner -> isOpen(inner, depth - 1));
    }

    private Optional<String> raw(String name) {
        return Optional.ofNullable(
                context.getPropertiesComponent().loadProperties(name::equals).getProperty(name));
    }

    private boolean isFunction(String name) {
        return FUNCTIONS.contains(name) || context.getPropertiesComponent().getPropertiesFunction(name) != null;
    }

    /** Tells of every placeholder in the text that stands for nothing. */
    public void check(Text text, Findings findings) {
        int before = findings.count();
        for (PlaceholderParser.Placeholder placeholder : PlaceholderParser.in(text.value())) {
            String name = placeholder.name();
            Place place = text.at(placeholder.at());
            if (placeholder.rest().isEmpty()) {
                checkName(name, !placeholder.sign().isEmpty(), place, findings);
            } else if (isFunction(name)) {
                checkFunction(name, placeholder.rest().get(), place, findings);
            } else {
                checkDefault(name, placeholder.rest().get(), place, findings);
            }
        }
        if (findings.count() == before) {
            checkWhole(text, findings);
        }
    }

    /**
     * Each by itself is right, but one may not be closed, or settings may stand for each other. Nothing is resolved for
     * that: Camel logs what it reads, secrets too.
     */
    private void checkWhole(Text text, Findings findings) {
        int open = text.value().indexOf("{{");
        int closed = count(text.value(), "}}");
        if (closed > 0 && closed < count(text.value(), "{{")) {
            findings.at(text.at(open), Rule.PLACEHOLDER).error(PlaceholderParser.notClosed(text.value()));
        }
        names(text.value()).stream()
                .flatMap(name -> circle(name, Set.of()).stream())
                .findFirst()
                .ifPresent(name ->
                        findings.at(text.at(open), Rule.PLACEHOLDER).error(PlaceholderParser.partOfItself(name)));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    /** The setting that is met again on the way from this one to all that it is made of. */
    private Optional<String> circle(String name, Set<String> within) {
        if (within.contains(name)) {
            return Optional.of(name);
        }
        // A value from the environment is taken as it is.
        if (isFunction(name) || System.getenv(variable(name)) != null) {
            return Optional.empty();
        }
        Set<String> deeper = new TreeSet<>(within);
        deeper.add(name);
        return names(raw(name).orElse("")).stream()
                .flatMap(inner -> circle(inner, deeper).stream())
                .findFirst();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private void checkName(String name, boolean optional, Place place, Findings findings) {
        if (!optional && !has(name)) {
            findings.at(place, Rule.PLACEHOLDER)
                    .error("there is no property " + name
                            + Nearest.hint(
                                    name,
                                    keys,
                                    "; set it in config/rankwire.properties or as the environment variable "
                                            + variable(name)));
        }
    }

    /** Camel takes the text behind the colon of a function that it does not know for a default. */
    private void checkDefault(String name, String rest, Place place, Findings findings) {
        Optional<String> function = Nearest.to(name, FUNCTIONS);
        if (has(name)) {
            return;
        }
        if (!name.contains(".") && function.isPresent()) {
            findings.at(place, Rule.PLACEHOLDER)
                    .error("there is no function " + name + ", so this is the text '" + rest + "'; did you mean "
                            + function.get() + "?");
        } else {
            Nearest.to(name, keys).ifPresent(near -> findings.at(place, Rule.PLACEHOLDER)
                    .warning("there is no property " + name + ", so this is '" + rest + "'; did you mean " + near
                            + "?"));
        }
    }

    private void checkFunction(String name, String rest, Place place, Findings findings) {
        PropertiesFunction function = context.getPropertiesComponent().getPropertiesFunction(name);
        if (function == null) {
            findings.at(place, Rule.PLACEHOLDER)
                    .error(Vaults.missing(name).orElse("the function " + name + " is not in the program"));
        } else if (LOCAL.contains(name)) {
            apply(name, rest, function, place, findings);
        }
    }

    private static void apply(String name, String rest, PropertiesFunction function, Place place, Findings findings) {
        try {
            if (function.apply(rest) == null) {
                findings.at(place, Rule.PLACEHOLDER)
                        .error(
                                switch (name) {
                                    case "env" ->
                                        "the environment variable " + rest + " is not set; where it may be absent,"
                                                + " write {{env:" + rest + ":}}";
                                    default -> "{{" + name + ":" + rest + "}} stands for nothing";
                                });
            }
        } catch (OperatorMistake e) {
            findings.at(place, Rule.PLACEHOLDER).error(e.getMessage());
        } catch (RuntimeException e) {
            findings.at(place, Rule.PLACEHOLDER)
                    .error(
                            name.equals(SecretFile.NAME)
                                    ? "the secret file " + rest.strip() + " cannot be read"
                                    : "{{" + name + ":" + rest + "}} stands for nothing");
        }
    }

    /** Whether there is such a property, in the file or as an environment variable. */
    public boolean has(String name) {
        PropertiesComponent properties = context.getPropertiesComponent();
        if (keys.contains(name) || raw(name).isPresent()) {
            return true;
        }
        try {
            return properties.resolveProperty(name).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
