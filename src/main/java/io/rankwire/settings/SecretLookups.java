package io.rankwire.settings;

import io.rankwire.text.KnownSecrets;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertiesLookupListener;
import org.apache.camel.component.properties.DefaultPropertiesFunctionResolver;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/** Learns every secret as Camel looks it up for a route, before anything can be sent with it. */
public final class SecretLookups extends DefaultPropertiesFunctionResolver implements PropertiesLookupListener {
    private static final Set<String> BY_NAME = Set.of("env", "sys");

    private SecretLookups() {}

    /** Learns from what is looked up in the context from now on. */
    public static void in(CamelContext context) {
        in((PropertiesComponent) context.getPropertiesComponent()).setCamelContext(context);
    }

    /** The same where there is no context: functions are those of Camel's core and those that are added. */
    static SecretLookups in(PropertiesComponent properties) {
        SecretLookups lookups = new SecretLookups();
        properties.setPropertiesFunctionResolver(lookups);
        properties.addPropertiesLookupListener(lookups);
        return lookups;
    }

    @Override
    public void onLookup(String name, String value, String fallback, String source) {
        if (KnownSecrets.isNamed(name) && !value.contains("{{")) {
            KnownSecrets.add(value);
        }
    }

    @Override
    public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
        @Nullable
        PropertiesFunction function =
                getCamelContext() != null || hasFunction(name) ? super.resolvePropertiesFunction(name) : null;
        boolean secret = Vaults.functions().contains(name);
        return function == null || !(secret || BY_NAME.contains(name)) ? function : new Heard(function, secret);
    }

    /** A function that is listened to; those that read the environment give other things than secrets too. */
    private record Heard(PropertiesFunction function, boolean secret) implements PropertiesFunction {
        @Override
        public String getName() {
            return function.getName();
        }

        @Override
        public @Nullable String apply(String remainder) {
            @Nullable String value = function.apply(remainder);
            Optional.ofNullable(value)
                    .filter(found -> secret || KnownSecrets.isNamed(remainder.replaceFirst(":.*", "")))
                    .ifPresent(KnownSecrets::add);
            return value;
        }

        @Override
        public boolean lookupFirst(String remainder) {
            return function.lookupFirst(remainder);
        }

        @Override
        public boolean optional(String remainder) {
            return function.optional(remainder);
        }
    }
}
