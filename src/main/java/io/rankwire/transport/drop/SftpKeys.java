package io.rankwire.transport.drop;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of keys that SFTP needs: a private key to log in with, and the keys of known hosts. */
public final class SftpKeys {
    private SftpKeys() {}

    /**
     * Whether a private key can be used with this passphrase, or without any where it is null.
     *
     * @throws IOException when the file holds no private key
     */
    public static boolean opens(Path file, @Nullable String passphrase) throws IOException {
        try {
            KeyPair key = KeyPair.load(new JSch(), file.toString());
            boolean opened = !key.isEncrypted()
                    || (passphrase != null && key.decrypt(passphrase.getBytes(StandardCharsets.UTF_8)));
            key.dispose();
            return opened;
        } catch (JSchException e) {
            throw new IOException(file + " is not a private key", e);
        }
    }

    /**
     * Whether a file of host keys has one of a host, by its name or by a pattern.
     *
     * @param address the host, or {@code [host]:port} where the port is not 22
     * @throws IOException when the file cannot be read
     */
    public static boolean isKnown(Path file, String address) throws IOException {
        try {
            JSch jsch = new JSch();
            jsch.setKnownHosts(file.toString());
            HostKeyRepository known = jsch.getHostKeyRepository();
            return new HostKeyGate(known, null).getHostKey(address, null).length > 0;
        } catch (JSchException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }
}
