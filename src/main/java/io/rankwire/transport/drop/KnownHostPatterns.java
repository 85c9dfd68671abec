package io.rankwire.transport.drop;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code known_hosts} that name hosts by pattern, {@code *.example.com,!old.example.com}, as OpenSSH reads them
 * (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): JSch takes every name to the letter.
 */
final class KnownHostPatterns {
    private KnownHostPatterns() {}

    /** What the lines say of a key, in the terms of {@link HostKeyRepository#check}. */
    static int check(HostKey[] lines, String host, byte[] key, String type) {
        String offered = Base64.getEncoder().encodeToString(key);
        int verdict = HostKeyRepository.NOT_INCLUDED;
        for (HostKey line : matching(lines, host, null)) {
            boolean same = line.getKey().equals(offered);
            if (same) {
                // A revoked key is refused wherever else it may stand.
                return isRevoked(line) ? HostKeyRepository.CHANGED : HostKeyRepository.OK;
            }
            if (line.getType().equals(type)) {
                verdict = HostKeyRepository.CHANGED;
            }
        }
        return verdict;
    }

    private static boolean isRevoked(HostKey line) {
        return "@revoked".equals(line.getMarker());
    }

    /** The lines for a host, of one kind of key or of all. */
    static HostKey[] matching(HostKey[] lines, String host, @Nullable String kind) {
        return Arrays.stream(lines)
                .filter(line -> !"@cert-authority".equals(line.getMarker()))
                .filter(line -> kind == null || line.getType().equals(kind))
                .filter(line -> matches(line.getHost(), host))
                .toArray(HostKey[]::new);
    }

    /** Whether one of the patterns matches, and none of those behind an exclamation mark. */
    private static boolean matches(String patterns, String host) {
        boolean matched = false;
        for (String pattern : patterns.split(",", -1)) {
            boolean excludes = pattern.startsWith("!");
            if (glob(excludes ? pattern.substring(1) : pattern).matcher(host).matches()) {
                if (excludes) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
