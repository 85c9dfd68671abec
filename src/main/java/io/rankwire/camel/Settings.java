package io.rankwire.camel;

import io.rankwire.vendor.Account;
import io.rankwire.vendor.Accounts;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;

/** What operators set in {@code config/rankwire.properties}, read anew at each call. */
public final class Settings implements Accounts {
    private static final String FILE = "config/rankwire.properties";

    private final CamelContext context;

    public Settings(CamelContext context) {
        this.context = context;
    }

    /** The value of a key, its placeholders resolved; empty when it is absent or blank. */
    public Optional<String> find(String key) {
        String value = context.resolvePropertyPlaceholders("{{" + key + ":}}");
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.trim());
    }

    /**
     * The value of a key that must be set. The message of the error names the key, never a value.
     *
     * @throws IllegalArgumentException when it is not
     */
    public String require(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        key + " is not set; set it in " + FILE + " or as the environment variable "
                                + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_")));
    }

    /** Where days begin unless a feed says otherwise. */
    public ZoneId zone() {
        String zone = find("rankwire.zone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "rankwire.zone is '" + zone + "'; it must be a time zone such as UTC or Europe/Berlin", e);
        }
    }

    @Override
    public Account account(String name) {
        OptionalLong limit = find(name + ".requestsPerMonth")
                .or(() -> find(name + ".creditsPerMonth"))
                .map(text -> OptionalLong.of(whole(name + "'s monthly limit", text)))
                .orElse(OptionalLong.empty());
        int pace = (int) whole(
                name + ".requestsPerSecond", find(name + ".requestsPerSecond").orElse("2"));
        return new Account(name, URI.create(require(name + ".url")), pace, limit);
    }

    private static long whole(String what, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(what + " is '" + text + "'; it must be a whole number");
        }
        return Long.parseLong(text);
    }

    @Override
    public String token(String name) {
        return require(name + ".token");
    }
}
