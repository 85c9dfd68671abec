package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.text.Addresses;
import io.rankwire.text.KnownSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How requests say who asks. The secret is never here: only the name of the account's property that holds it.
 *
 * @param by where in a request the secret goes
 * @param name of the header or query parameter
 * @param property the account's property that holds the secret
 * @param username the account's property that holds the user name, for HTTP Basic
 * @param prefix what stands in front of the secret in a header, such as {@code "Token "}
 */
public record Authentication(By by, String name, String property, String username, String prefix) {
    /** The usual one: {@code Authorization: Bearer} and the account's token. */
    public static final Authentication BEARER = of(By.BEARER, null, null, null, null);

    private static final String AUTHORIZATION = "Authorization";

    /** Where the secret goes. */
    public enum By {
        @JsonProperty("bearer")
        BEARER,
        @JsonProperty("header")
        HEADER,
        @JsonProperty("query")
        QUERY,
        @JsonProperty("basic")
        BASIC,
        @JsonProperty("none")
        NONE
    }

    /**
     * What is added to a request: a header, or a query parameter, or nothing. It holds the secret, so that it has no
     * {@link #toString} of a record.
     */
    public static final class Credential {
        private final By by;
        private final String name;
        private final String value;

        private Credential(By by, String name, String value) {
            this.by = by;
            this.name = name;
            this.value = value;
        }

        /** Whether it is a header of {@link #name} and {@link #value}. */
        public boolean isHeader() {
            return by != By.QUERY && by != By.NONE;
        }

        public String name() {
            return name;
        }

        public String value() {
            return value;
        }

        /** An address with the secret in its query, where it goes there. */
        public String in(String address) {
            return by == By.QUERY
                    ? address
                            + (address.indexOf('?') < 0 ? '?' : '&')
                            + Addresses.escape(name)
                            + '='
                            + Addresses.escape(value)
                    : address;
        }
    }

    @JsonCreator
    static Authentication of(
            @JsonProperty("by") @Nullable By by,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("property") @Nullable String property,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("prefix") @Nullable String prefix) {
        By where = by == null ? By.BEARER : by;
        refuse(name != null && where != By.HEADER && where != By.QUERY, "name", where);
        refuse(prefix != null && where != By.HEADER, "prefix", where);
        refuse(username != null && where != By.BASIC, "username", where);
        refuse(property != null && where == By.NONE, "property", where);
        if (name == null && (where == By.HEADER || where == By.QUERY)) {
            throw new DefinitionMistake("authentication by " + word(where) + " needs the name of the " + word(where)
                    + (where == By.QUERY ? " parameter" : ""));
        }
        Authentication made = new Authentication(
                where,
                name == null ? AUTHORIZATION : name,
                property == null ? (where == By.BASIC ? "password" : "token") : property,
                username == null ? "username" : username,
                where == By.BEARER ? "Bearer " : prefix == null ? "" : prefix);
        if (!KnownSecrets.isNamed("account." + made.property())) {
            throw new DefinitionMistake(
                    "property is '" + made.property()
                            + "'; it must end in token, password, secret, passphrase or apiKey,"
                            + " by which secrets are known and masked",
                    "property");
        }
        if (where == By.HEADER) {
            HeaderName.check(made.name(), "name");
        }
        return made;
    }

    private static void refuse(boolean wrong, String key, By by) {
        if (wrong) {
            throw new DefinitionMistake(key + " has no meaning in authentication by " + word(by), key);
        }
    }

    private static String word(By by) {
        return by.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The account's properties that are needed. */
    public List<String> properties() {
        return switch (by) {
            case NONE -> List.of();
            case BASIC -> List.of(username, property);
            case BEARER, HEADER, QUERY -> List.of(property);
        };
    }

    /** What is added to a request, given what the account's properties hold. */
    public Credential credential(UnaryOperator<String> property) {
        return switch (by) {
            case NONE -> new Credential(by, "", "");
            case BASIC -> basic(property.apply(username), property.apply(this.property));
            case BEARER, HEADER, QUERY -> new Credential(by, name, prefix + property.apply(this.property));
        };
    }

    /** RFC 7617. */
    private Credential basic(String user, String password) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        // Neither half of it shows in the whole.
        KnownSecrets.add(login);
        return new Credential(by, name, "Basic " + login);
    }

    /** The same for people: what is added, and from where. */
    public String shown(String account) {
        String from = "{{" + account + "." + property + "}}";
        return switch (by) {
            case NONE -> "";
            case BASIC -> name + ": Basic {{" + account + "." + username + "}}:" + from;
            case BEARER, HEADER -> name + ": " + prefix + from;
            case QUERY -> name + "=" + from;
        };
    }
}
