package io.rankwire.route.step;

import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverterExists;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/**
 * Has Camel's languages compare numbers by their whole value. Simple compares two numbers as whole ones if both can be
 * converted to such, and Camel's converters cut a decimal off to make it one: 100.40 would not be less than 100.45. Here a
 * number with decimals is no whole number, so that Simple goes on to compare decimals, exact to 15 digits.
 */
public final class ExactNumbers {
    private static final List<Class<?>> WITH_DECIMALS = List.of(BigDecimal.class, Double.class, Float.class);
    private static final List<Class<?>> WHOLE = List.of(Long.class, Integer.class);
    private static final List<Class<?>> READABLE =
            List.of(String.class, Long.class, Integer.class, Double.class, Float.class);

    private ExactNumbers() {}

    /** The number in its one form, so that 100.40 equals 100.4. */
    public static BigDecimal of(String text) {
        BigDecimal stripped = new BigDecimal(text.strip()).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Replaces the context's converters between numbers. */
    public static void bind(CamelContext context) {
        TypeConverterRegistry registry = context.getTypeConverterRegistry();
        TypeConverterExists usual = registry.getTypeConverterExists();
        registry.setTypeConverterExists(TypeConverterExists.Override);
        WITH_DECIMALS.forEach(from -> WHOLE.forEach(
                to -> registry.addTypeConverter(to, from, new Exact(value -> whole(to, new BigDecimal(value))))));
        READABLE.forEach(from -> registry.addTypeConverter(BigDecimal.class, from, new Exact(ExactNumbers::of)));
        registry.setTypeConverterExists(usual);
    }

    private static Object whole(Class<?> type, BigDecimal value) {
        // Not a conditional expression: it would make a long of both.
        if (type == Integer.class) {
            return value.intValueExact();
        }
        return value.longValueExact();
    }

    @FunctionalInterface
    private interface Reading {
        /**
         * The number.
         *
         * @throws ArithmeticException when it is none of the type that is wanted
         * @throws NumberFormatException when the text says no number
         */
        Object of(String text);
    }

    /** Gives the same number in another type, or none. */
    private static final class Exact extends TypeConverterSupport {
        private final Reading reading;

        Exact(Reading reading) {
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
            try {
                return (T) reading.of(value.toString());
            } catch (ArithmeticException | NumberFormatException e) {
                // Not null, after which other converters would be tried.
                return (T) MISS_VALUE;
            }
        }
    }
}
