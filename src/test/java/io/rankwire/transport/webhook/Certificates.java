package io.rankwire.transport.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for a host, signed by its owner alone, made by {@code keytool}. */
public final class Certificates {
    public static final String PASSWORD = "store.password";

    private final Path store;
    private final Path pem;
    private final Path trustStore;

    public Certificates(Path folder, String host) throws Exception {
        this(folder, host, "EC");
    }

    public Certificates(Path folder, String host, String algorithm) throws Exception {
        store = folder.resolve(host + ".p12");
        pem = folder.resolve(host + ".pem");
        trustStore = folder.resolve(host + "-trust.p12");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "mail",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host);
        keytool(store, "-exportcert", "-rfc", "-alias", "mail", "-file", pem.toString());
        keytool(trustStore, "-importcert", "-noprompt", "-alias", "ca", "-file", pem.toString());
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    /** The certificate as PEM. */
    public Path pem() {
        return pem;
    }

    /** The key as PEM. */
    public String key() throws Exception {
        byte[] key = keys().getKey("mail", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The certificate in a store that {@link #PASSWORD} opens. */
    public Path trustStore() {
        return trustStore;
    }

    /** The certificate and its key in a store that {@link #PASSWORD} opens. */
    public Path keyStore() {
        return store;
    }

    /** What a server needs to show it. */
    public SSLContext server() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
