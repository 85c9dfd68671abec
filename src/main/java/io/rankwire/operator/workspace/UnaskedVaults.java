package io.rankwire.operator.workspace;

import io.rankwire.settings.SecretFile;
import io.rankwire.text.OperatorMistake;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesFunctionResolver;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * Knows which property functions there are, and calls none that could call another service: a check neither needs a vault nor
 * tells one of itself.
 */
public final class UnaskedVaults extends DefaultPropertiesFunctionResolver {
    private final OutsideFiles outside;

    UnaskedVaults(CamelContext context, OutsideFiles outside) {
        this.outside = outside;
        setCamelContext(context);
    }

    /** What a vault keeps is not known here. */
    public static final class NotAsked extends OperatorMistake {
        private static final long serialVersionUID = 1;

        NotAsked(String function) {
            super("the function " + function + " is not asked here");
        }
    }

    private record Unasked(String name) implements PropertiesFunction {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String apply(String remainder) {
            throw new NotAsked(name);
        }
    }

    /** Reads secrets from files, and remembers from which. */
    private record Remembered(PropertiesFunction secretFile, OutsideFiles outside) implements PropertiesFunction {
        @Override
        public String getName() {
            return secretFile.getName();
        }

        @Override
        public String apply(String remainder) {
            outside.find(remainder.strip());
            return secretFile.apply(remainder);
        }
    }

    @Override
    public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
        if (Placeholders.LOCAL.contains(name)) {
            PropertiesFunction local = super.resolvePropertiesFunction(name);
            if (local instanceof SecretFile secretFile) {
                secretFile.setCamelContext(getCamelContext());
                return new Remembered(secretFile, outside);
            }
            return local;
        }
        return getCamelContext()
                .getCamelContextExtension()
                .getFactoryFinder(RESOURCE_PATH)
                .findClass(name)
                .<PropertiesFunction>map(found -> new Unasked(name))
                .orElse(null);
    }
}
