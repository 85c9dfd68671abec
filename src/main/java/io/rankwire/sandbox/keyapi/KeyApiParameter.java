package io.rankwire.sandbox.keyapi;

import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.SampleRegion;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What one parameter may be.
 *
 * @param isRequired whether a request cannot do without
 * @param fallback what it is when it is not given; empty for nothing
 * @param rule what it must be, for people
 */
record KeyApiParameter(boolean isRequired, String fallback, String rule, Predicate<String> isAllowed) {
    static final KeyApiParameter TEXT = of("text", value -> true);
    static final KeyApiParameter NUMBER = of("a number", KeyApiParameter::isNumber);
    static final KeyApiParameter REGION =
            of("a region", value -> SampleRegion.named(value).isPresent());

    private static KeyApiParameter of(String rule, Predicate<String> isAllowed) {
        return new KeyApiParameter(false, "", rule, isAllowed);
    }

    static KeyApiParameter choice(String... values) {
        return of("one of " + List.of(values), List.of(values)::contains);
    }

    static KeyApiParameter pattern(String rule, String pattern) {
        return of(rule, Pattern.compile(pattern).asMatchPredicate());
    }

    static KeyApiParameter whole(int least, int most) {
        return of(
                "from " + least + " to " + most,
                value -> value.matches("\\d{1,9}")
                        && Integer.parseInt(value) >= least
                        && Integer.parseInt(value) <= most);
    }

    private static boolean isNumber(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    KeyApiParameter required() {
        return new KeyApiParameter(true, fallback, rule, isAllowed);
    }

    /** The same, with a value that also says that nothing is asked for, and that it is without being given. */
    KeyApiParameter or(String nothing) {
        return new KeyApiParameter(
                isRequired, nothing, rule + " or " + nothing, isAllowed.or(value -> value.equals(nothing)));
    }

    void check(String name, String value) {
        if (!isAllowed.test(value)) {
            throw new BadParameter(name, "is '" + value + "'; it must be " + rule);
        }
    }
}
