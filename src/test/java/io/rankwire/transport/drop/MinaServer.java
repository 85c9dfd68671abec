package io.rankwire.transport.drop;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A server as partners have them that is not OpenSSH's: it takes one password, does not replace files by renaming, and
 * refuses to have rights or times of files set.
 */
final class MinaServer implements AutoCloseable {
    static final String USERNAME = "partner";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final String fingerprint;
    private final Path root;
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private volatile boolean blind;
    private volatile boolean renames = true;
    private volatile boolean dots = true;
    private volatile String keyExchange;
    private volatile String offeredKeyExchanges;

    MinaServer(Path root, String password) throws IOException, NoSuchAlgorithmException {
        this.root = Files.createDirectories(root).toRealPath();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        fingerprint = KeyUtils.getFingerPrint(key.getPublic());
        SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder().build();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void modifyingAttributes(ServerSession session, Path path, Map<String, ?> attributes)
                    throws IOException {
                if (!attributes.isEmpty()) {
                    throw new AccessDeniedException("rights and times are not for you to set: " + attributes);
                }
            }
        });
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void opening(ServerSession session, String remoteHandle, Handle handle) throws IOException {
                if (blind && handle instanceof DirectoryHandle) {
                    throw new AccessDeniedException("what others delivered is not for you to see");
                }
                if (!dots && handle.getFile().getFileName().toString().startsWith(".")) {
                    throw new AccessDeniedException("hidden files are not for you to write");
                }
            }

            @Override
            public void closing(ServerSession session, String remoteHandle, Handle handle) {
                if (handle instanceof FileHandle) {
                    closed.add(handle.getFile().toString().replaceFirst("^/", ""));
                }
            }

            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                    throws IOException {
                if (!renames) {
                    throw new AccessDeniedException("names are not for you to change");
                }
            }
        });
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.KexCompleted) {
                    offeredKeyExchanges = session.getClientKexProposals().get(KexProposalOption.ALGORITHMS);
                    keyExchange = session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS);
                }
            }
        });
        SftpModuleProperties.OPENSSH_EXTENSIONS.set(server, "fsync@openssh.com=1");
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setFileSystemFactory(new VirtualFileSystemFactory(this.root.toAbsolutePath()));
        server.setSubsystemFactories(List.of(sftp));
        server.setPasswordAuthenticator((user, given, session) -> user.equals(USERNAME) && given.equals(password));
        server.start();
    }

    /** From now on folders may be written, not listed. */
    void letNobodyLook() {
        blind = true;
    }

    /** From now on files keep the names that they were written under. */
    void refuseRenaming() {
        renames = false;
    }

    /** From now on no file is taken whose name begins with a dot. */
    void refuseDotNames() {
        dots = false;
    }

    /** From now on a session may have one channel, as with OpenSSH's {@code MaxSessions 1}. */
    void allowOneChannel() {
        // It takes the number for the channels that there may be before another one is opened.
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, 0);
    }

    /** Has it say that it replaces files by renaming, as OpenSSH does. */
    void replaceByRenaming() {
        SftpModuleProperties.OPENSSH_EXTENSIONS.set(server, "posix-rename@openssh.com=1");
    }

    /** Every file that was written and closed, by its path, in that order. */
    List<String> closed() {
        return List.copyOf(closed);
    }

    /** The key exchange that the newest session agreed on. */
    String keyExchange() {
        return keyExchange;
    }

    /** The key exchanges that the newest client offered, best first. */
    List<String> offeredKeyExchanges() {
        return List.of(offeredKeyExchanges.split(","));
    }

    int port() {
        return server.getPort();
    }

    Path root() {
        return root;
    }

    String fingerprint() {
        return fingerprint;
    }

    /** The server, for a client that has the password in a property. */
    SftpPartner partner(String passwordProperty) {
        return new SftpPartner(
                "127.0.0.1",
                port(),
                SftpBench.password(USERNAME, passwordProperty),
                new SftpPartner.Trust(null, fingerprint),
                SftpBench.USUAL);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
