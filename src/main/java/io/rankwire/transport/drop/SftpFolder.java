package io.rankwire.transport.drop;

import com.jcraft.jsch.ChannelSftp;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.text.OperatorMistake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.support.DefaultExchange;

/** A folder of an SFTP server, over a connection that is open. It sets neither rights nor times: some servers refuse. */
public final class SftpFolder implements DropFolder {
    private static final String POSIX_RENAME = "posix-rename@openssh.com";

    private static final String NO_RENAMING = "; where a server lets no file be renamed, set write: direct";
    private static final Set<Integer> NOT_ALLOWED =
            Set.of(ChannelSftp.SSH_FX_PERMISSION_DENIED, ChannelSftp.SSH_FX_OP_UNSUPPORTED, ChannelSftp.SSH_FX_FAILURE);
    private static final String DOT_NAMES =
            "; where a server refuses names that begin with a dot, set write: temp-folder or write: direct";

    private final CamelContext context;
    private final SftpConnection connection;
    private final Place place;
    private final Place staging;

    public SftpFolder(CamelContext context, SftpConnection connection, Place place) {
        this(context, connection, place, place);
    }

    /** A folder whose files wait in another one, {@code staging}, until they get their names. */
    public SftpFolder(CamelContext context, SftpConnection connection, Place place, Place staging) {
        this.context = context;
        this.connection = connection;
        this.place = place;
        this.staging = staging;
    }

    @Override
    public DropFolder staging() {
        return staging.equals(place) ? this : new SftpFolder(context, connection, staging);
    }

    /**
     * Which folder.
     *
     * @param directory from the login folder on, or from the root when it begins with a slash
     * @param isMade whether it is made when it is not there
     */
    public record Place(String directory, boolean isMade) {
        public Place {
            // JSch takes these for patterns.
            if (!directory.matches("[^*?\\\\\\p{Cntrl}]*")) {
                throw new OperatorMistake("directory is '" + directory + "'; it must be without *, ? and \\");
            }
            directory = directory.equals("/") ? directory : directory.replaceFirst("/+$", "");
        }

        String path(String name) {
            return directory.isEmpty() ? name : directory.endsWith("/") ? directory + name : directory + "/" + name;
        }
    }

    /** Work over the connection. */
    private interface Work<T> {
        T run() throws IOException, DeliveryFault;
    }

    private <T> T attempt(String when, Work<T> work) throws DeliveryFault {
        connection.heard();
        try {
            // Camel would connect anew, in the middle of things.
            if (!connection.isConnected()) {
                throw new IOException("not connected");
            }
            return work.run();
        } catch (GenericFileOperationFailedException | IOException e) {
            throw connection.fault(when, e);
        }
    }

    @Override
    public Optional<Map<String, Entry>> list(Predicate<String> wanted) throws DeliveryFault {
        String when = this + " was listed";
        return attempt(when, () -> {
            try {
                return Optional.of(entries(wanted));
            } catch (GenericFileOperationFailedException e) {
                int status = SftpFault.status(e).orElse(ChannelSftp.SSH_FX_FAILURE);
                if (status == ChannelSftp.SSH_FX_PERMISSION_DENIED) {
                    return Optional.empty();
                }
                if (status == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    make(e);
                    return Optional.of(entries(wanted));
                }
                throw e;
            }
        });
    }

    private void make(Exception missing) throws DeliveryFault, IOException {
        if (!place.isMade()) {
            throw DeliveryFault.permanent(
                    "there is no folder " + this + "; ask the partner for it, or set createDirectory: true", missing);
        }
        boolean made =
                connection.buildDirectory(place.directory(), place.directory().startsWith("/"));
        if (!made && !connection.isConnected()) {
            throw new IOException("not connected", missing);
        }
        if (!made) {
            throw DeliveryFault.permanent("the folder " + this + " cannot be made; ask the partner for it", missing);
        }
    }

    private Map<String, Entry> entries(Predicate<String> wanted) {
        Map<String, Entry> entries = new TreeMap<>();
        SftpRemoteFile<?>[] files = connection.listFiles(place.directory().isEmpty() ? "." : place.directory());
        Arrays.stream(files)
                .filter(file -> !file.isDirectory() && wanted.test(file.getFilename()))
                .forEach(file -> entries.put(
                        file.getFilename(),
                        new Entry(file.getFileLength(), Instant.ofEpochMilli(file.getLastModified()))));
        return entries;
    }

    /** Reads it back; a file that may not be read is not known to be the same. */
    @Override
    public boolean holds(String name, Path file) throws DeliveryFault {
        return attempt(name + " was read back", () -> {
            Exchange exchange = new DefaultExchange(context);
            GenericFile<?> remote = connection.newGenericFile();
            exchange.setProperty(FileComponent.FILE_EXCHANGE_FILE, remote);
            try {
                connection.retrieveFile(place.path(name), exchange, 0);
            } catch (GenericFileOperationFailedException e) {
                if (SftpFault.status(e).isPresent()) {
                    return false;
                }
                throw e;
            }
            try (InputStream there = new BufferedInputStream((InputStream) remote.getBody());
                    InputStream here = new BufferedInputStream(Files.newInputStream(file))) {
                return isSame(there, here);
            }
        });
    }

    private boolean isSame(InputStream there, InputStream here) throws IOException {
        for (int read = here.read(); read >= 0; read = here.read()) {
            if (there.read() != read) {
                return false;
            }
            connection.heard();
        }
        return there.read() < 0;
    }

    @Override
    public boolean trustsManifests() {
        return true;
    }

    /** The protocol's own renaming fails, or does anything, when there is a file of that name. */
    @Override
    public boolean replacesAtOnce() {
        return connection.offers(POSIX_RENAME);
    }

    @Override
    public void write(Path file, String name) throws DeliveryFault {
        try {
            attempt(name + " was sent to " + this, () -> {
                try (InputStream in = connection.reading(file)) {
                    Exchange exchange = new DefaultExchange(context);
                    exchange.getIn().setBody(in);
                    return connection.storeFile(place.path(name), exchange, -1);
                }
            });
        } catch (DeliveryFault fault) {
            reconnect(fault);
            throw name.startsWith(".")
                    ? SftpFault.withHint(fault, DOT_NAMES, Set.of(ChannelSftp.SSH_FX_PERMISSION_DENIED))
                    : fault;
        }
    }

    /** JSch leaves answers to a failed transfer unread, and would take them for those to what is asked next. */
    private void reconnect(DeliveryFault fault) {
        if (!connection.isConnected()) {
            return;
        }
        connection.cut();
        try {
            connection.open();
        } catch (DeliveryFault another) {
            fault.addSuppressed(another);
        }
    }

    @Override
    public void rename(String from, String to) throws DeliveryFault {
        try {
            attempt(to + " got its name in " + this, () -> connection.renameFile(staging.path(from), place.path(to)));
        } catch (DeliveryFault fault) {
            throw SftpFault.withHint(fault, NO_RENAMING, NOT_ALLOWED);
        }
    }

    @Override
    public void remove(String name) throws DeliveryFault {
        attempt(name + " was removed from " + this, () -> {
            try {
                return connection.deleteFile(place.path(name));
            } catch (GenericFileOperationFailedException e) {
                if (SftpFault.status(e).equals(Optional.of(ChannelSftp.SSH_FX_NO_SUCH_FILE))) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** The protocol has no way to ask for it. */
    @Override
    public void sync() {}

    @Override
    public String toString() {
        return "sftp://" + connection.partner().address() + "/" + place.directory();
    }
}
