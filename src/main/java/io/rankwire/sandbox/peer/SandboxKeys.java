package io.rankwire.sandbox.peer;

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
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Keys in files of OpenSSH's format that only their owner can read. */
final class SandboxKeys {
    /** Made in milliseconds, where an RSA key takes seconds. */
    private static final String CURVE = "secp256r1";

    private SandboxKeys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + CURVE, impossible);
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
            throw new IllegalStateException("a key could not be written", impossible);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
