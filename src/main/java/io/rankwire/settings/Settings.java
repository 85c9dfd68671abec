package io.rankwire.settings;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import io.rankwire.feed.Zones;
import io.rankwire.store.StoreAddress;
import io.rankwire.text.Durations;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/** What operators set in {@code config/rankwire.properties}, read anew at each call. */
public final class Settings implements Accounts {
    private static final String FILE = "config/rankwire.properties";
    private static final Set<String> OF_EVERY_ACCOUNT =
            Set.of("url", "token", "requestsPerSecond", "requestsPerMonth", "creditsPerMonth");

    private static final Duration REQUEST_DEADLINE = Duration.ofMinutes(2);
    private static final Duration RETRY_AFTER_LIMIT = Duration.ofDays(1);

    private static final int MOST_PARALLEL_REQUESTS = 32;

    private final PropertiesComponent properties;
    private final Secrets secrets;

    /** The settings that a context reads. */
    public Settings(CamelContext context) {
        this(context.getPropertiesComponent());
    }

    private Settings(PropertiesComponent properties) {
        this.properties = properties;
        this.secrets = new Secrets(properties);
    }

    /** The settings of a home, without Camel around them; empty when a value needs all of Camel, as a vault's does. */
    public static Optional<Settings> of(Home home) {
        StandaloneProperties properties = StandaloneProperties.of(home);
        return properties.loadProperties().values().stream()
                        .anyMatch(value -> StandaloneProperties.lacks(value.toString()))
                ? Optional.empty()
                : Optional.of(new Settings(properties));
    }

    /** The value of a key, its placeholders resolved; empty when it is absent or blank. */
    public Optional<String> find(String key) {
        String value = resolve(properties, "{{" + key + ":}}");
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.trim());
    }

    /**
     * The file that a key names, from the home folder on.
     *
     * @throws OperatorMistake when it is written as a shell or a browser would read it
     */
    public Optional<Path> file(String key, Home home) {
        Optional<String> path = find(key);
        path.ifPresent(written -> WrittenPath.LOCAL.check(key, written));
        return path.map(home::resolve);
    }

    /** Whether a key is there without a value: what it is about is not wanted. */
    public boolean hasBlank(String key) {
        String value = resolve(properties, "{{" + key + ":unset}}");
        return value != null && value.isBlank();
    }

    /**
     * The text with what its placeholders stand for.
     *
     * @throws OperatorMistake when one of them stands for nothing
     */
    public static String resolve(CamelContext context, String text) {
        return text.contains("{{") ? resolve(context.getPropertiesComponent(), text) : text;
    }

    private static String resolve(PropertiesComponent properties, String text) {
        try {
            return properties.parseUri(text);
        } catch (IllegalArgumentException e) {
            // Camel repeats the whole text behind the reason, whatever is in it.
            String reason = String.valueOf(e.getMessage()).replaceFirst("(?s) (in properties )?from text: .*", "");
            throw new OperatorMistake("a placeholder stands for nothing: " + reason, e);
        }
    }

    /**
     * The value of a key that must be set. The message of the error names the key, never a value.
     *
     * @throws OperatorMistake when it is not
     */
    public String require(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    /**
     * Whether a key is set to {@code true}; one that is not set is {@code false}.
     *
     * @throws OperatorMistake when it is neither
     */
    public boolean is(String key) {
        String value = find(key).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new OperatorMistake(key + " is '" + value + "'; it must be true or false");
        }
        return value.equals("true");
    }

    private static OperatorMistake missing(String key) {
        return new OperatorMistake(
                key + " is not set; set it in " + FILE + " or as the environment variable " + Secrets.variable(key));
    }

    /**
     * A secret that must be set, as it is: what it contains is never taken for a placeholder.
     *
     * @throws OperatorMistake naming the key when it is not set
     */
    public String secret(String key) {
        String secret = findSecret(key).orElseThrow(() -> missing(key));
        KnownSecrets.add(secret);
        return secret;
    }

    /** A secret, or what belongs to one, as it is; empty when it is absent or blank. */
    public Optional<String> findSecret(String key) {
        return secrets.find(key);
    }

    /** Has every secret in the file masked from now on, before its first use; a vault is not asked for that. */
    public void learnSecrets() {
        secrets.learn();
    }

    /** Where days begin unless a feed says otherwise. */
    public ZoneId zone() {
        return Zones.parse("rankwire.zone", find("rankwire.zone").orElse("UTC"));
    }

    /**
     * Whether work goes round over several nodes, by {@code rankwire.bus}.
     *
     * @throws OperatorMistake when it is neither local nor kafka
     */
    public boolean isKafka() {
        String bus = find("rankwire.bus").orElse("local");
        if (!bus.equals("local") && !bus.equals("kafka")) {
            throw new OperatorMistake("rankwire.bus is '" + bus + "'; it must be local or kafka");
        }
        return bus.equals("kafka");
    }

    /** How long a request to a vendor may take, {@code rankwire.requestDeadline}. */
    public Duration requestDeadline() {
        return duration("rankwire.requestDeadline", REQUEST_DEADLINE);
    }

    /** The longest wait that a vendor or a receiver is granted when it asks for one, {@code rankwire.retryAfterLimit}. */
    public Duration retryAfterLimit() {
        return duration("rankwire.retryAfterLimit", RETRY_AFTER_LIMIT);
    }

    private Duration duration(String key, Duration otherwise) {
        return find(key).map(text -> Durations.parse(key, text)).orElse(otherwise);
    }

    /** Where the store is, {@code rankwire.store.*}: a file below the folder unless they say otherwise. */
    public StoreAddress store(Path folder) {
        return StoreAddress.of(find("rankwire.store.url").orElse("jdbc:sqlite:data/rankwire.db"), folder)
                .login(findSecret("rankwire.store.username"), findSecret("rankwire.store.password"))
                .node(
                        find("rankwire.node"),
                        find("rankwire.store.lease").map(text -> Durations.parse("rankwire.store.lease", text)));
    }

    /** The accounts there are, every group of keys with an address and a token or a limit; each with its limit's unit. */
    public SortedMap<String, String> accounts() {
        Set<String> keys = properties.loadProperties().stringPropertyNames();
        SortedMap<String, String> accounts = new TreeMap<>();
        for (String key : keys) {
            String name = key.endsWith(".url") ? key.substring(0, key.length() - ".url".length()) : "";
            boolean counted = keys.contains(name + ".creditsPerMonth");
            if (!name.isEmpty()
                    && (counted || keys.contains(name + ".token") || keys.contains(name + ".requestsPerMonth"))) {
                accounts.put(name, counted ? "credits" : "requests");
            }
        }
        return accounts;
    }

    @Override
    public Account account(String name) {
        OptionalLong limit = find(name + ".requestsPerMonth")
                .or(() -> find(name + ".creditsPerMonth"))
                .map(text -> OptionalLong.of(whole(name + "'s monthly limit", text)))
                .orElse(OptionalLong.empty());
        int pace = (int) whole(
                name + ".requestsPerSecond", find(name + ".requestsPerSecond").orElse("2"));
        String parallel = name + ".parallelRequests";
        int together = whole(parallel, find(parallel).orElse("4"), MOST_PARALLEL_REQUESTS);
        return new Account(name, address(name + ".url"), pace, together, limit);
    }

    private URI address(String key) {
        String text = require(key);
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new OperatorMistake(
                    key + " is '" + text + "'; it must be an address such as https://api.example.com", e);
        }
    }

    /**
     * A whole number from 1 on.
     *
     * @throws OperatorMistake naming what it is, the text and the rule
     */
    public static int whole(String what, String text, int most) {
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
            throw new OperatorMistake(what + " is '" + text + "'; it must be a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static long whole(String what, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new OperatorMistake(what + " is '" + text + "'; it must be a whole number");
        }
        return Long.parseLong(text);
    }

    @Override
    public String property(String name, String property) {
        String key = name + "." + property;
        return (KnownSecrets.isNamed(key) ? secret(key) : require(key)).strip();
    }

    /** The token first, and alone where nothing else is set: by that, stops are known that were written before. */
    @Override
    public String configuration(String name) {
        String prefix = name + ".";
        String others = properties.loadProperties(key -> key.startsWith(prefix)).stringPropertyNames().stream()
                .map(key -> key.substring(prefix.length()))
                .filter(property -> !OF_EVERY_ACCOUNT.contains(property))
                .sorted()
                .map(property ->
                        "\n" + property + "=" + findSecret(prefix + property).orElse(""))
                .collect(Collectors.joining());
        return findSecret(prefix + "token").orElse("").strip() + others;
    }
}
