package io.rankwire.transport.drop;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import io.rankwire.text.Sha256;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Lets a server in by its host key, and remembers what it showed. Nothing is ever learnt from a server. */
final class HostKeyGate implements HostKeyRepository {
    private final HostKeyRepository known;
    private final @Nullable String pinned;
    private String type = "";
    private String offered = "";
    private boolean changed;

    /**
     * A gate.
     *
     * @param known the keys of {@code known_hosts}
     * @param pinned the fingerprint that counts instead of them; null if none does
     */
    HostKeyGate(HostKeyRepository known, @Nullable String pinned) {
        this.known = known;
        this.pinned = pinned;
    }

    /** The kind of the key that was shown, such as {@code ssh-ed25519}; empty before. */
    String type() {
        return type;
    }

    /** The fingerprint of the key that was shown; empty before. */
    String offered() {
        return offered;
    }

    /** Whether another key of that kind was expected. */
    boolean isChanged() {
        return changed;
    }

    @Override
    public int check(String host, byte[] key) {
        offered = fingerprint(key);
        type = type(host, key);
        int verdict = pinned == null ? verdict(host, key) : offered.equals(pinned) ? OK : CHANGED;
        changed = verdict == CHANGED;
        return verdict;
    }

    private int verdict(String host, byte[] key) {
        int byName = known.check(host, key);
        return byName == NOT_INCLUDED ? KnownHostPatterns.check(known.getHostKey(), host, key, type) : byName;
    }

    private static String type(String host, byte[] key) {
        try {
            return new HostKey(host, key).getType();
        } catch (JSchException e) {
            return "unknown";
        }
    }

    private static String fingerprint(byte[] key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key));
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new UnsupportedOperationException("host keys are for people to add");
    }

    @Override
    public void remove(String host, String kind) {
        throw new UnsupportedOperationException("host keys are for people to remove");
    }

    @Override
    public void remove(String host, String kind, byte[] key) {
        remove(host, kind);
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return known.getKnownHostsRepositoryID();
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(null, null);
    }

    /** The kinds of key that are known, which the server is asked for first. */
    @Override
    public HostKey[] getHostKey(@Nullable String host, @Nullable String kind) {
        // A fingerprint does not say what kind of key it is of.
        if (pinned != null) {
            return new HostKey[0];
        }
        HostKey[] byName = known.getHostKey(host, kind);
        return host == null || (byName != null && byName.length > 0)
                ? byName
                : KnownHostPatterns.matching(known.getHostKey(), host, kind);
    }
}
