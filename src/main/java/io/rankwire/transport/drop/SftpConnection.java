package io.rankwire.transport.drop;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.settings.Settings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpOperations;
import org.jspecify.annotations.Nullable;

/**
 * Camel's SFTP operations over one connection to a partner, whose host key is checked and whose silence is noticed. The
 * endpoint is made without an address, so that no secret has to go through one. For one thread at a time; only
 * {@link #cutIfSilent()} and {@link #cut()} may be called by another.
 */
public final class SftpConnection extends SftpOperations {
    /**
     * What holds against quantum computers first: of these two, servers have the one (OpenSSH from 9.9) or the other (from
     * 8.5), and JSch by itself offers the first alone.
     */
    private static final String KEY_EXCHANGES =
            "mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com," + JSch.getConfig("kex");

    /**
     * What JSch tries out before every connection, by making keys with it. Those of sntrup761 take longer than all the rest
     * of a connection, under two names; Bouncy Castle, which is shipped, always has it.
     */
    private static final String TRIED_OUT = Stream.of(
                    JSch.getConfig("CheckKexes").split(","))
            .filter(name -> !name.startsWith("sntrup761"))
            .collect(Collectors.joining(","));

    /** Camel keeps its channel to itself. */
    private static final VarHandle CHANNEL = channel();

    private final SftpPartner partner;
    private final SftpConfiguration configuration = new SftpConfiguration();
    private final List<String> hostKeyKinds =
            new ArrayList<>(List.of(JSch.getConfig("server_host_key").split(",")));
    private volatile @Nullable Session session;
    private volatile @Nullable HostKeyGate gate;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean working;
    private volatile boolean silent;

    public SftpConnection(CamelContext context, SftpPartner partner, Settings settings) {
        this.partner = partner;
        SftpPartner.Login login = partner.login();
        configuration.setHost(partner.host());
        configuration.setPort(partner.port());
        configuration.setUsername(login.username());
        List<String> ways = new ArrayList<>();
        if (login.keyFile() != null) {
            configuration.setPrivateKeyFile(login.keyFile().toString());
            ways.add("publickey");
        }
        if (login.passphraseProperty() != null) {
            configuration.setPrivateKeyPassphrase(settings.secret(login.passphraseProperty()));
        }
        if (login.passwordProperty() != null) {
            configuration.setPassword(settings.secret(login.passwordProperty()));
            ways.add("password");
            ways.add("keyboard-interactive");
        }
        configuration.setPreferredAuthentications(String.join(",", ways));
        configuration.setStrictHostKeyChecking("yes");
        configuration.setUseUserKnownHostsFile(false);
        if (partner.trust().fingerprint() == null) {
            configuration.setKnownHostsFile(partner.trust().knownHosts().toString());
        }
        configuration.setConnectTimeout(millis(partner.patience().connect()));
        configuration.setSoTimeout(millis(partner.patience().read()));
        configuration.setStepwise(false);
        configuration.setStreamDownload(true);
        configuration.setJschLoggingLevel(LoggingLevel.OFF);
        SftpEndpoint endpoint =
                new SftpEndpoint("sftp", context.getComponent("sftp", SftpComponent.class), configuration);
        endpoint.setMaximumReconnectAttempts(0);
        setEndpoint(endpoint);
    }

    private static int millis(Duration duration) {
        return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }

    SftpPartner partner() {
        return partner;
    }

    /** Connects, unless it is connected. */
    public void open() throws DeliveryFault {
        heard();
        if (isConnected()) {
            return;
        }
        silent = false;
        working = false;
        checkKeyFile();
        DeliveryFault first = null;
        while (true) {
            try {
                connect(configuration, null);
                heard();
                working = true;
                return;
            } catch (GenericFileOperationFailedException e) {
                first = first == null ? notOpened(e) : first;
                if (!triesAnotherKind()) {
                    throw first;
                }
            }
        }
    }

    private DeliveryFault notOpened(Exception thrown) {
        return isSilent()
                ? SftpFault.silent(partner, "it was connected to", thrown)
                : SftpFault.connecting(partner, gate, thrown);
    }

    /** Why what was done on it failed; {@code when} as {@link SftpFault#working} takes it. */
    DeliveryFault fault(String when, Exception thrown) {
        return isSilent()
                ? SftpFault.silent(partner, when, thrown)
                : SftpFault.working(partner, isConnected(), when, thrown);
    }

    /** A server has a host key of each kind, and a fingerprint does not say which of them it is of. */
    private boolean triesAnotherKind() {
        if (partner.trust().fingerprint() == null || gate == null || !gate.isChanged()) {
            return false;
        }
        String shown = family(gate.type());
        return hostKeyKinds.removeIf(kind -> family(kind).equals(shown)) && !hostKeyKinds.isEmpty();
    }

    private static String family(String kind) {
        return kind.startsWith("rsa-") ? "ssh-rsa" : kind;
    }

    /** JSch takes a key that it cannot open for one that the server refuses. */
    private void checkKeyFile() throws DeliveryFault {
        Path file = partner.login().keyFile();
        if (file == null) {
            return;
        }
        if (!Files.isReadable(file)) {
            throw DeliveryFault.permanent("the private key file " + file + " is not there or may not be read");
        }
        try {
            if (!SftpKeys.opens(file, configuration.getPrivateKeyPassphrase())) {
                String property = partner.login().passphraseProperty();
                throw DeliveryFault.permanent("the private key file " + file
                        + (property == null
                                ? " needs a passphrase; name its property in passphraseProperty"
                                : " cannot be opened with the passphrase in " + property));
            }
        } catch (IOException e) {
            throw DeliveryFault.permanent("the private key file " + file + " is not a private key", e);
        }
    }

    @Override
    protected Session createSession(RemoteFileConfiguration ignored) throws JSchException {
        Session made = super.createSession(configuration);
        HostKeyGate asking =
                new HostKeyGate(made.getHostKeyRepository(), partner.trust().fingerprint());
        gate = asking;
        made.setHostKeyRepository(asking);
        made.setConfig("server_host_key", String.join(",", hostKeyKinds));
        made.setConfig("kex", KEY_EXCHANGES);
        made.setConfig("CheckKexes", TRIED_OUT);
        made.setDaemonThread(true);
        session = made;
        return made;
    }

    /** Whether the server announced an extension of the SFTP protocol when it was connected to. */
    boolean offers(String extension) {
        // A channel of its own, only to ask, is refused by servers with one channel a session, or ends the session.
        ChannelSftp channel = (ChannelSftp) CHANNEL.get((SftpOperations) this);
        return channel.getExtension(extension) != null;
    }

    private static VarHandle channel() {
        try {
            return MethodHandles.privateLookupIn(SftpOperations.class, MethodHandles.lookup())
                    .findVarHandle(SftpOperations.class, "channel", ChannelSftp.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Camel keeps its SFTP channel in another way than before", e);
        }
    }

    /** A file whose reading counts as a sign of life: the server takes what was read before. */
    InputStream reading(Path file) throws IOException {
        return new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                heard();
                return in.read(buffer, offset, length);
            }
        };
    }

    /** Notes that things go on. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** Whether it was cut because nothing was heard any more. */
    private boolean isSilent() {
        return silent;
    }

    /** Cuts the connection when nothing was heard for too long: JSch itself waits for an answer for ever. */
    void cutIfSilent() {
        Duration patience = working ? partner.patience().read() : connecting();
        if (System.nanoTime() - heardAt > patience.toNanos()) {
            silent = true;
            cut();
        }
    }

    private Duration connecting() {
        return partner.patience().connect().plus(partner.patience().read());
    }

    /** Cuts the connection, whatever it is doing. */
    public void cut() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }
}
