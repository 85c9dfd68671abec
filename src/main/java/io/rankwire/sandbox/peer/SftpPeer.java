package io.rankwire.sandbox.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A partner's SFTP server: one account, which may log in with a password or a key, and sees one folder as its root. */
public final class SftpPeer implements AutoCloseable {
    private static final String USERNAME = "rankwire";
    private static final String PASSWORD = "sandbox-password";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path root;
    private final KeyPair hostKey;
    private final KeyPair clientKey = SandboxKeys.generate();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean refusing;

    /** A server with a new host key. */
    public SftpPeer(Path root) throws IOException {
        this(root, SandboxKeys.generate());
    }

    /** A server whose host key is kept in a folder, so that it is known again after a restart. */
    public SftpPeer(Path root, Path hostKeyFolder) throws IOException {
        this(root, SandboxKeys.loadOrGenerate(hostKeyFolder.resolve("host_key")));
    }

    private SftpPeer(Path root, KeyPair hostKey) throws IOException {
        this.root = Files.createDirectories(root).toAbsolutePath();
        this.hostKey = hostKey;
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setFileSystemFactory(new VirtualFileSystemFactory(this.root));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setPasswordAuthenticator((user, password, session) -> admits(user) && isPassword(password));
        server.setPublickeyAuthenticator(
                (user, key, session) -> admits(user) && KeyUtils.compareKeys(key, clientKey.getPublic()));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logins.incrementAndGet();
                }
            }
        });
        server.start();
    }

    private boolean admits(String user) {
        return !refusing && user.equals(USERNAME);
    }

    private static boolean isPassword(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), PASSWORD.getBytes(StandardCharsets.UTF_8));
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.getPort();
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return PASSWORD;
    }

    /** The folder that the account sees as {@code /}. */
    public Path root() {
        return root;
    }

    /** The line for a {@code known_hosts} file: {@code [127.0.0.1]:port ssh-rsa AAAA…}. */
    public String knownHostsLine() {
        return "[" + host() + "]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** Writes the account's private key in OpenSSH's format, for its owner only. */
    public void writePrivateKey(Path file) {
        SandboxKeys.write(clientKey, file);
    }

    /** From now on every login is refused, or the right keys and passwords are accepted again. */
    public void refuseLogins(boolean refuse) {
        refusing = refuse;
    }

    /** How many logins have succeeded. */
    public int logins() {
        return logins.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
