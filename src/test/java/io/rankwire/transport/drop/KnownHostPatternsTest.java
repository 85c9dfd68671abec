package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostPatternsTest {
    private static final byte[] KEY = key(1);
    private static final byte[] OTHER = key(2);

    /** An Ed25519 key as it goes over the wire (RFC 8709, section 4). */
    private static byte[] key(int fill) {
        byte[] key = new byte[4 + 11 + 4 + 32];
        key[3] = 11;
        System.arraycopy("ssh-ed25519".getBytes(StandardCharsets.US_ASCII), 0, key, 4, 11);
        key[18] = 32;
        Arrays.fill(key, 19, key.length, (byte) fill);
        return key;
    }

    private static HostKey[] lines(String... hosts) throws JSchException {
        StringBuilder file = new StringBuilder();
        for (String host : hosts) {
            file.append(host)
                    .append(" ssh-ed25519 ")
                    .append(Base64.getEncoder().encodeToString(KEY))
                    .append('\n');
        }
        JSch jsch = new JSch();
        jsch.setKnownHosts(new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)));
        return jsch.getHostKeyRepository().getHostKey();
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.com, sftp.example.com, true",
        "*.example.com, SFTP.Example.COM, true",
        "*.example.com, example.com, false",
        "*.example.com, sftp.example.com.evil.test, false",
        "sftp?.example.com, sftp1.example.com, true",
        "sftp?.example.com, sftp12.example.com, false",
        "'*.example.com,!old.example.com', sftp.example.com, true",
        "'*.example.com,!old.example.com', old.example.com, false",
        "'!old.example.com,*.example.com', old.example.com, false",
        "'!old.example.com', sftp.example.com, false",
        "[*.example.com]:2222, [sftp.example.com]:2222, true",
        "[*.example.com]:2222, [sftp.example.com]:22, false",
        "[*.example.com]:2222, sftp.example.com, false",
        "10.0.*.1, 10.0.7.1, true",
        "s.tp.example.com, sftp.example.com, false",
        "*, anything, true"
    })
    void matchesHostsAsOpenSshDoes(String pattern, String host, boolean matches) throws Exception {
        assertThat(KnownHostPatterns.check(lines(pattern), host, KEY, "ssh-ed25519"))
                .isEqualTo(matches ? HostKeyRepository.OK : HostKeyRepository.NOT_INCLUDED);
    }

    @Test
    void refusesAnotherKeyOfTheSameKindAndARevokedOne() throws Exception {
        assertThat(KnownHostPatterns.check(lines("*.example.com"), "a.example.com", OTHER, "ssh-ed25519"))
                .isEqualTo(HostKeyRepository.CHANGED);
        assertThat(KnownHostPatterns.check(
                        lines("@revoked *.example.com", "*.example.com"), "a.example.com", KEY, "ssh-ed25519"))
                .isEqualTo(HostKeyRepository.CHANGED);
    }

    @Test
    void takesNoHostsKeyForThatOfAnAuthority() throws Exception {
        assertThat(KnownHostPatterns.check(lines("@cert-authority *.example.com"), "a.example.com", KEY, "ssh-ed25519"))
                .isEqualTo(HostKeyRepository.NOT_INCLUDED);
    }
}
