package io.rankwire.store;

import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a store is, and who opens it. It prints without the login. */
public final class StoreAddress {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final String url;
    private final Path home;
    private final Optional<String> username;
    private final Optional<String> password;
    private final Holding holding;

    /** As whom things are held in the store, and for how long without a sign of life. */
    private record Holding(Optional<String> node, Duration lease) {}

    private StoreAddress(String url, Path home, Optional<String> username, Optional<String> password, Holding holding) {
        this.url = url;
        this.home = home;
        this.username = username;
        this.password = password;
        this.holding = holding;
    }

    /**
     * A store without a login.
     *
     * @param url {@code jdbc:sqlite:<file>}, the file relative to {@code home}; or {@code jdbc:postgresql://…}
     * @throws OperatorMistake when it is neither, has a password in it, or names its file as a shell would
     */
    public static StoreAddress of(String url, Path home) {
        if (Stream.of(Dialect.values()).noneMatch(dialect -> url.startsWith(dialect.prefix()))) {
            throw new OperatorMistake("rankwire.store.url is '" + url.replaceAll("\\?.*", "?…")
                    + "'; it must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
        if (url.contains("password=") || url.matches("jdbc:postgresql://[^/]*@.*")) {
            throw new OperatorMistake(
                    "rankwire.store.url holds a login; set rankwire.store.username and rankwire.store.password instead");
        }
        if (url.startsWith(Dialect.SQLITE.prefix())) {
            WrittenPath.LOCAL.check("the file in rankwire.store.url", file(url, Dialect.SQLITE));
        }
        return new StoreAddress(url, home, Optional.empty(), Optional.empty(), new Holding(Optional.empty(), LEASE));
    }

    /** The same store, opened under a name. */
    public StoreAddress login(Optional<String> name, Optional<String> secret) {
        return new StoreAddress(url, home, name, secret, holding);
    }

    /**
     * The same store, worked on by a node.
     *
     * @param name of the node; empty for its host and number
     * @param lease how long what it holds is held without a sign of life; empty for a minute
     */
    public StoreAddress node(Optional<String> name, Optional<Duration> lease) {
        return new StoreAddress(url, home, username, password, new Holding(name, lease.orElse(LEASE)));
    }

    public Dialect dialect() {
        return Stream.of(Dialect.values())
                .filter(dialect -> url.startsWith(dialect.prefix()))
                .findFirst()
                .orElseThrow();
    }

    String url() {
        return url;
    }

    /** The file of a store that is one. */
    SqlitePlace place() {
        return new SqlitePlace(home.resolve(file(url, dialect())).toAbsolutePath());
    }

    private static String file(String url, Dialect dialect) {
        return url.substring(dialect.prefix().length()).replaceAll("\\?.*", "");
    }

    public Path home() {
        return home;
    }

    Optional<String> username() {
        return username;
    }

    Optional<String> password() {
        return password;
    }

    Optional<String> node() {
        return holding.node();
    }

    Duration lease() {
        return holding.lease();
    }

    /** The address without what may follow it in parameters. */
    @Override
    public String toString() {
        return url.replaceAll("\\?.*", "");
    }
}
