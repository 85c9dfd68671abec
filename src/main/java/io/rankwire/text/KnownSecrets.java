package io.rankwire.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every secret that this process has read, so that none is told when a server repeats it. A value that was replaced
 * stays known: an answer to the old one may still be under way. One for the process, as its log is. Safe for use by many
 * threads.
 */
public final class KnownSecrets {
    /** What stands where a secret was. */
    public static final String MASK = SecretForms.MASK;

    private static final Pattern NAME =
            Pattern.compile("(?i).*(token|password|secret|passphrase|(api|access|secret)[._-]?key|jaas[._-]config)$");

    /** A part of an address that is long, or that mixes in digits, was drawn by a machine. */
    private static final Pattern DRAWN = Pattern.compile("(?=.*\\d).{10,}|.{20,}");

    private static final int SHORTEST_PART = 8;

    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();
    private static volatile SecretForms forms = SecretForms.NONE;

    private KnownSecrets() {}

    /** Whether a setting or a variable of that name holds a secret. */
    public static boolean isNamed(String key) {
        return NAME.matcher(key).matches();
    }

    /** Has a value masked from now on. Of an address it is the whole and what in it was drawn by a machine. */
    public static void add(String text) {
        String secret = text.strip();
        boolean address = secret.matches("(?i)https?://\\S+");
        Stream<String> parts = (address ? drawn(secret) : parts(secret)).filter(part -> part.length() >= SHORTEST_PART);
        boolean fresh = false;
        for (String value : Stream.concat(Stream.of(secret), parts).toList()) {
            fresh |= value.length() >= SecretForms.SHORTEST && VALUES.add(value);
        }
        if (fresh) {
            renew();
        }
    }

    /** For tests: what one class of them read is no secret to the next. */
    static void forget() {
        VALUES.clear();
        renew();
    }

    private static synchronized void renew() {
        forms = SecretForms.of(Set.copyOf(VALUES));
    }

    /** Several may be listed with commas, on lines of their own, and each behind a prefix that says its kind. */
    private static Stream<String> parts(String secret) {
        return secret.lines()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .flatMap(part -> Stream.of(part, part.replaceFirst("^whsec_", "")));
    }

    private static Stream<String> drawn(String address) {
        try {
            URI uri = new URI(address);
            Stream<String> path = Stream.of(String.valueOf(uri.getRawPath()).split("/"));
            Stream<String> query = Stream.of(String.valueOf(uri.getRawQuery()).split("&"))
                    .map(pair -> pair.substring(pair.indexOf('=') + 1));
            Stream<String> login =
                    Stream.of(String.valueOf(uri.getRawUserInfo()).split(":")).skip(1);
            return Stream.concat(
                    Stream.concat(path, query)
                            .filter(part -> DRAWN.matcher(part).matches()),
                    login);
        } catch (URISyntaxException e) {
            // The mistake is told where the address is used; as a whole it is masked all the same.
            return Stream.empty();
        }
    }

    /** The text with every secret in it masked: as it is, in base64, encoded for an address, for JSON or for HTML. */
    public static String masked(String text) {
        return forms.masked(text);
    }
}
