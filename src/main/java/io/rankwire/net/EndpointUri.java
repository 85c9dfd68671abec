package io.rankwire.net;

import java.util.Map;
import java.util.stream.Collectors;

/** A Camel endpoint's address from its options. */
public final class EndpointUri {
    private EndpointUri() {}

    public static String of(String address, Map<String, Object> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=RAW(" + option.getValue() + ")")
                .collect(Collectors.joining("&", address + "?", ""));
    }
}
