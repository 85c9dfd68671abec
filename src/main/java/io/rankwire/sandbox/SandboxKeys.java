package io.rankwire.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** RSA keys in files of OpenSSH's format that only their owner can read. */
final class SandboxKeys {
    private static final int BITS = 3072;

    private SandboxKeys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }

    /** The key of the file, which is made first when it does not exist. */
    static KeyPair loadOrGenerate(Path file) throws IOException {
        if (!Files.exists(file)) {
            KeyPair made = generate();
            write(made, file);
            return made;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), in, null)
                    .iterator()
                    .next();
        } catch (GeneralSecurityException broken) {
            throw new IOException("key file " + file + " cannot be read; delete it to have a new one made", broken);
        }
    }

    static void write(KeyPair key, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "rankwire-sandbox", null, out);
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an RSA key could not be written", impossible);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
