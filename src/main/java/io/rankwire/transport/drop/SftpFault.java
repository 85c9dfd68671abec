package io.rankwire.transport.drop;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.SftpException;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.text.OneLine;
import io.rankwire.text.Reason;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What went wrong with an SFTP server, in one line: what, where, and what to do about it. */
final class SftpFault {
    private static final int LONGEST = 100;

    private SftpFault() {}

    /** Why there is no connection. */
    static DeliveryFault connecting(SftpPartner partner, @Nullable HostKeyGate gate, Exception thrown) {
        String at = partner.address();
        if (gate != null && find(thrown, JSchHostKeyException.class).isPresent()) {
            return DeliveryFault.permanent(hostKey(partner, gate, thrown), thrown);
        }
        if (find(thrown, JSchException.class).filter(SftpFault::isRefusal).isPresent()) {
            // Not for good: servers lock a user for a while, and passwords are changed at both ends one after the
            // other.
            return DeliveryFault.passing(refusal(partner), thrown);
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return DeliveryFault.passing(at + " cannot be reached: there is no host of that name", thrown);
        }
        if (find(thrown, JSchAlgoNegoFailException.class).isPresent()) {
            return DeliveryFault.passing(
                    at + " offers no way to talk that is still held to be safe: " + Reason.of(thrown), thrown);
        }
        return DeliveryFault.passing(at + " cannot be reached: " + reason(thrown), thrown);
    }

    private static boolean isRefusal(JSchException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.startsWith("auth ") || message.startsWith("userauth") || message.contains("authentication");
    }

    private static String refusal(SftpPartner partner) {
        SftpPartner.Login login = partner.login();
        String with = login.keyFile() == null
                ? "the password in " + login.passwordProperty()
                : login.passwordProperty() == null
                        ? "the key " + login.keyFile()
                        : "the key " + login.keyFile() + " and the password in " + login.passwordProperty();
        return partner.address() + " refuses the login of " + login.username() + " with " + with
                + "; ask the partner what they have for that user";
    }

    private static String hostKey(SftpPartner partner, HostKeyGate gate, Exception thrown) {
        String shown = partner.address() + " shows the host key " + gate.offered() + " (" + gate.type() + "), ";
        if (partner.trust().fingerprint() != null) {
            return shown + "but hostKeyFingerprint is " + partner.trust().fingerprint()
                    + "; ask the partner whether they changed it";
        }
        if (find(thrown, JSchUnknownHostKeyException.class).isPresent()) {
            return shown + "which is not in " + partner.trust().knownHosts()
                    + "; compare it with what the partner says, then add it (ssh-keyscan -p " + partner.port() + " "
                    + partner.host() + ")";
        }
        return shown
                + (find(thrown, JSchChangedHostKeyException.class).isPresent()
                        ? "another than the one in "
                        : "which is marked as revoked in ")
                + partner.trust().knownHosts() + "; ask the partner whether they changed it";
    }

    /**
     * Why something failed on a connection.
     *
     * @param connected whether it is there still
     * @param when what was done, as a clause: {@code "x.csv was sent"}
     */
    static DeliveryFault working(SftpPartner partner, boolean connected, String when, Exception thrown) {
        Optional<SftpException> answer = find(thrown, SftpException.class).filter(e -> e.getCause() == null);
        if (answer.isEmpty() || !connected) {
            return DeliveryFault.passing("the connection to " + partner.address() + " was cut while " + when, thrown);
        }
        return DeliveryFault.passing(
                partner.address() + " said " + said(answer.get()) + " when " + when + hint(answer.get()), thrown);
    }

    /** The fault with a word more on what may help, if the server answered with one of these statuses. */
    static DeliveryFault withHint(DeliveryFault fault, String hint, Set<Integer> statuses) {
        return fault.getCause() instanceof Exception cause
                        && status(cause).filter(statuses::contains).isPresent()
                ? DeliveryFault.passing(fault.getMessage() + hint, cause)
                : fault;
    }

    private static String hint(SftpException answer) {
        return switch (answer.id) {
            case ChannelSftp.SSH_FX_FAILURE -> "; their disk may be full or a quota used up";
            case ChannelSftp.SSH_FX_PERMISSION_DENIED -> "; ask the partner for the right to write there";
            default -> "";
        };
    }

    /** A connection on which the server said nothing for too long, and which was cut therefore. */
    static DeliveryFault silent(SftpPartner partner, String when, Exception thrown) {
        return DeliveryFault.passing(
                partner.address() + " said nothing for "
                        + partner.patience().read().toSeconds() + " s while " + when,
                thrown);
    }

    /** The status that the server answered with, if it did. */
    static Optional<Integer> status(Exception thrown) {
        return find(thrown, SftpException.class)
                .filter(e -> e.getCause() == null)
                .map(e -> e.id);
    }

    private static String said(SftpException answer) {
        // JSch puts its own name of the status before what the server said.
        String message = String.valueOf(answer.getMessage()).replaceFirst("^SSH_FX_[A-Z_]+: ", "");
        return "'" + OneLine.of(message, LONGEST) + "'";
    }

    private static String reason(Exception thrown) {
        // Names of classes that say nothing more than that there was a network.
        return Reason.of(thrown).replaceFirst("^(jsch|io): ", "");
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
