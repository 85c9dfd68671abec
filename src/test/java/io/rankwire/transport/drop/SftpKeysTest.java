package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of keys say before any server is asked. */
class SftpKeysTest {
    @TempDir
    Path folder;

    private static String publicKey(KeyPair key) {
        return "ssh-ed25519 " + java.util.Base64.getEncoder().encodeToString(key.getPublicKeyBlob());
    }

    @Test
    void knowsHostsByNameAndByPattern() throws Exception {
        KeyPair key = KeyPair.genKeyPair(new JSch(), KeyPair.ED25519, 0);
        Path file = Files.writeString(
                folder.resolve("known_hosts"),
                "sftp.acme.test " + publicKey(key) + "\n*.example.com,!old.example.com " + publicKey(key) + "\n");

        assertThat(SftpKeys.isKnown(file, "sftp.acme.test")).isTrue();
        assertThat(SftpKeys.isKnown(file, "drop.example.com")).isTrue();
        assertThat(SftpKeys.isKnown(file, "old.example.com")).isFalse();
    }

    @Test
    void opensALockedKeyWithItsPassphraseOnly() throws Exception {
        KeyPair key = KeyPair.genKeyPair(new JSch(), KeyPair.RSA, 2048);
        Path open = folder.resolve("open");
        Path locked = folder.resolve("locked");
        key.writePrivateKey(open.toString());
        key.writePrivateKey(locked.toString(), "right".getBytes(StandardCharsets.UTF_8));

        assertThat(SftpKeys.opens(open, null)).isTrue();
        assertThat(SftpKeys.opens(locked, null)).isFalse();
        assertThat(SftpKeys.opens(locked, "wrong")).isFalse();
        assertThat(SftpKeys.opens(locked, "right")).isTrue();
    }

    @Test
    void saysWhatIsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "not a key\n");

        assertThatThrownBy(() -> SftpKeys.opens(file, null))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a private key");
    }
}
