package io.rankwire.settings;

import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Certificates that an operator trusts instead of those that Java brings, read from a file of theirs. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * TLS that trusts only the certificates in the file.
     *
     * @param file with certificates as PEM, or a PKCS #12 or JKS store
     * @param password of the store; of no meaning for PEM
     * @param rule what to say when there is no certificate to be had from it
     * @throws OperatorMistake then
     */
    public static SSLContextParameters only(Path file, char[] password, String rule) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setKeyStore(read(file, password, rule));
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static KeyStore read(Path file, char[] password, String rule) {
        try {
            KeyStore store = isPem(file) ? pem(file) : KeyStore.getInstance(file.toFile(), password);
            if (store.size() > 0) {
                return store;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new OperatorMistake(rule + ": " + Reason.of(e), e);
        }
        throw new OperatorMistake(rule + "; there is none in it");
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
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
