package io.rankwire.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

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
        return settings.find("mail.trustStore").map(name -> {
            KeyStoreParameters store = new KeyStoreParameters();
            store.setKeyStore(read(home.resolve(name)));
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setKeyStore(store);
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setTrustManagers(trust);
            return parameters;
        });
    }

    private KeyStore read(Path file) {
        try {
            KeyStore store = isPem(file) ? pem(file) : KeyStore.getInstance(file.toFile(), password());
            if (store.size() > 0) {
                return store;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(rule(file) + ": " + Reason.of(e), e);
        }
        throw new IllegalArgumentException(rule(file) + "; there is none in it");
    }

    private static String rule(Path file) {
        return "mail.trustStore is " + file
                + "; it must hold certificates, as PEM or in a PKCS #12 or JKS store that mail.trustStorePassword opens";
    }

    private char[] password() {
        return settings.findSecret("mail.trustStorePassword").orElse("").toCharArray();
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4096), java.nio.charset.StandardCharsets.ISO_8859_1);
            return start.contains("-----BEGIN CERTIFICATE-----");
        }
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        return store;
    }
}
