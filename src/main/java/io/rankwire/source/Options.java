package io.rankwire.source;

import io.rankwire.text.CommaList;
import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of a kamelet, read as its definition declares them. One that is not set, or blank, has its default.
 *
 * @param route the route that uses the kamelet, with which mistakes begin; empty where they are reported with their place
 * @param kamelet the kamelet's name
 * @param declared what the definition says of each parameter
 * @param given what the route sets
 */
public record Options(String route, String kamelet, Map<String, Parameter> declared, Map<String, String> given) {

    /** Whether the definition has a parameter of that name. */
    public boolean has(String name) {
        return declared.containsKey(name);
    }

    /**
     * A parameter that is set, or else its default; empty when it has none.
     *
     * @throws OperatorMistake when it is not what the definition asks for
     */
    public Optional<String> text(String name) {
        Parameter parameter = declared(name);
        return parameter.orDefault(given.get(name)).map(value -> {
            try {
                (parameter.many() ? CommaList.parse(value) : List.of(value)).forEach(one -> parameter.check(name, one));
            } catch (OperatorMistake e) {
                throw route.isEmpty() ? e : new OperatorMistake(route + ": " + e.getMessage(), e);
            }
            return parameter.text(value);
        });
    }

    /**
     * A parameter that must be set or have a default.
     *
     * @throws OperatorMistake when it is not
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> mistake(kamelet + " needs the parameter " + name));
    }

    /** What a parameter lists, separated by commas. */
    public List<String> list(String name) {
        return text(name).map(CommaList::parse).orElse(List.of());
    }

    /** A parameter whose {@code enum} has a word for each constant: {@code skip-if-same} for {@code SKIP_IF_SAME}. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, required(name).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A parameter of type boolean. */
    public boolean is(String name) {
        return required(name).equals("true");
    }

    /** A parameter of type integer. */
    public long whole(String name) {
        return Long.parseLong(required(name));
    }

    /** A parameter of type integer that counts something; more than an int counts is as many as an int counts. */
    public int count(String name) {
        return (int) Math.min(whole(name), Integer.MAX_VALUE);
    }

    /** The same, where the definition has no default. */
    public OptionalInt countIfAny(String name) {
        return text(name).isPresent() ? OptionalInt.of(count(name)) : OptionalInt.empty();
    }

    /** A parameter of format {@code duration} that must be longer than none. */
    public Duration duration(String name) {
        String value = required(name);
        Duration duration = Durations.parse(name, value);
        if (duration.isZero()) {
            throw mistake(name + " is '" + value + "'; it must be longer than none");
        }
        return duration;
    }

    /** Whether a parameter is set to something else than its default. */
    public boolean isChanged(String name) {
        return !text(name).equals(Optional.ofNullable(declared(name).fallback()));
    }

    /** What is wrong with the parameters, for a message. */
    public OperatorMistake mistake(String message) {
        return new OperatorMistake(route.isEmpty() ? message : route + ": " + message);
    }

    private Parameter declared(String name) {
        Parameter parameter = declared.get(name);
        if (parameter == null) {
            throw new IllegalStateException(kamelet + " has no parameter " + name);
        }
        return parameter;
    }
}
