package io.rankwire.transport.mail;

import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.settings.TrustedCertificates;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Whose certificates the mail server may show: those of the authorities that Java knows, or of those alone that are in
 * the file {@code mail.trustStore}. It holds PEM certificates, or is a PKCS #12 or JKS store with the password
 * {@code mail.trustStorePassword}.
 */
final class MailTrust {
    private final Settings settings;
    private final Home home;

    MailTrust(Settings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    /** Empty for Java's own. */
    Optional<SSLContextParameters> find() {
        return settings.file("mail.trustStore", home)
                .map(file -> TrustedCertificates.only(file, password(), rule(file)));
    }

    private static String rule(Path file) {
        return "mail.trustStore is " + file
                + "; it must hold certificates, as PEM or in a PKCS #12 or JKS store that mail.trustStorePassword opens";
    }

    private char[] password() {
        return settings.findSecret("mail.trustStorePassword").orElse("").toCharArray();
    }
}
