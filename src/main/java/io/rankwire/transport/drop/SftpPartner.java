package io.rankwire.transport.drop;

import io.rankwire.settings.Home;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An SFTP server and how to get in. Secrets are named here, not held.
 *
 * @param trust how it proves that it is the right one
 * @param patience how long it may take
 */
public record SftpPartner(String host, int port, Login login, Trust trust, Patience patience) {
    /**
     * Who logs in, and with what; with a key and a password, what the server asks for.
     *
     * @param keyFile null to do without
     * @param passphraseProperty null for a key without passphrase
     * @param passwordProperty null to do without
     */
    record Login(
            String username,
            @Nullable Path keyFile,
            @Nullable String passphraseProperty,
            @Nullable String passwordProperty) {}

    /**
     * What is known about the host key.
     *
     * @param knownHosts in OpenSSH's format
     * @param fingerprint as {@code ssh-keygen -lf} prints it; null to go by {@code knownHosts}
     */
    record Trust(Path knownHosts, @Nullable String fingerprint) {}

    /**
     * Time-outs.
     *
     * @param connect for getting through
     * @param read for each silence after that
     */
    record Patience(Duration connect, Duration read) {}

    /**
     * The partner that a step names.
     *
     * @throws OperatorMistake naming the parameter that is missing or wrong
     */
    public static SftpPartner of(Options options, Home home) {
        String key = options.text("privateKeyFile").orElse(null);
        String password = options.text("passwordProperty").orElse(null);
        if (key == null && password == null) {
            throw options.mistake(options.kamelet() + " needs the parameter privateKeyFile or passwordProperty");
        }
        return new SftpPartner(
                options.required("host"),
                options.count("port"),
                new Login(
                        options.required("username"),
                        key == null ? null : home.resolve(key),
                        options.text("passphraseProperty").orElse(null),
                        password),
                new Trust(
                        home.resolve(options.required("knownHostsFile")),
                        options.text("hostKeyFingerprint").orElse(null)),
                new Patience(options.duration("connectTimeout"), options.duration("readTimeout")));
    }

    /** Where it is, for messages. */
    public String address() {
        return host + ":" + port;
    }
}
