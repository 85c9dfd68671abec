package io.rankwire.settings;

import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;

/** The secrets among the settings, each as it is: what it contains is never taken for a placeholder. */
final class Secrets {
    /** {@code {{env:X}}}, {@code {{secretfile:x}}}, {@code {{another.key}}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(?<name>[A-Za-z0-9._-]+)(:(?<rest>.*))?}}");

    private static final int MOST_HOPS = 5;

    private final PropertiesComponent properties;

    Secrets(PropertiesComponent properties) {
        this.properties = properties;
    }

    /** The environment variable that counts more than a key. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** A secret, or what belongs to one; empty when it is absent or blank. */
    Optional<String> find(String key) {
        Optional<String> value = find(key, MOST_HOPS);
        value.filter(secret -> KnownSecrets.isNamed(key)).ifPresent(KnownSecrets::add);
        return value;
    }

    /** Has every secret in the file masked from now on; a vault is not asked for that. */
    void learn() {
        Properties all = properties.loadProperties(KnownSecrets::isNamed);
        all.stringPropertyNames().stream()
                .filter(key -> !Vaults.areAsked(all.getProperty(key)))
                .forEach(this::learn);
    }

    private void learn(String key) {
        try {
            find(key);
        } catch (IllegalArgumentException | OperatorMistake | UncheckedIOException e) {
            // Told where it is used: nothing that cannot be read can be repeated.
        }
    }

    private Optional<String> find(String key, int hops) {
        // Camel reads a value again for placeholders, and prints it when braces in it do not match.
        String variable = System.getenv(variable(key));
        String value = variable != null
                ? variable
                : properties.loadProperties(key::equals).getProperty(key);
        return Optional.ofNullable(value)
                .flatMap(text -> variable != null ? Optional.of(text) : resolve(text, hops))
                .filter(secret -> !secret.isBlank());
    }

    /** What the one placeholder stands for that the text consists of, or the text. */
    private Optional<String> resolve(String text, int hops) {
        Matcher placeholder = PLACEHOLDER.matcher(text.strip());
        if (!placeholder.matches() || hops == 0) {
            return Optional.of(text);
        }
        if (placeholder.group("rest") == null) {
            return find(placeholder.group("name"), hops - 1).or(() -> Optional.of(text));
        }
        String name = placeholder.group("name");
        String rest = placeholder.group("rest");
        if (Vaults.functions().contains(name)) {
            return Optional.ofNullable(askVault(name, rest));
        }
        PropertiesFunction function = properties.getPropertiesFunction(name);
        return function == null
                ? find(name, hops - 1).or(() -> Optional.of(rest))
                : Optional.ofNullable(function.apply(rest));
    }

    private String askVault(String vault, String secret) {
        try {
            PropertiesFunction function = properties.getPropertiesFunction(vault);
            if (function == null) {
                throw new OperatorMistake(Vaults.missing(vault).orElseThrow());
            }
            return function.apply(secret);
        } catch (OperatorMistake e) {
            throw e;
        } catch (RuntimeException e) {
            // Its own words seldom say that it was the vault.
            IllegalStateException silent = new IllegalStateException(
                    "the vault behind the function " + vault + " cannot be asked: " + Reason.of(e));
            silent.addSuppressed(e);
            throw silent;
        }
    }
}
