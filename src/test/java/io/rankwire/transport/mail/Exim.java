package io.rankwire.transport.mail;

import io.rankwire.transport.drop.Daemon;
import io.rankwire.transport.webhook.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The mail server Exim, which takes mail from those who log in, over TLS alone, and keeps it in a folder. */
final class Exim extends Daemon {
    static final String USERNAME = "rankwire";
    static final String PASSWORD = "peer.password";

    /** The user that Debian's Exim becomes. */
    private static final String USER = "Debian-exim";

    private Exim(Path folder, Path program, Certificates certificates) throws Exception {
        super(folder);
        Path certificate = Files.copy(certificates.pem(), folder.resolve("certificate.pem"));
        Path key = Files.writeString(folder.resolve("key.pem"), certificates.key());
        give(certificate, key, folder, mailbox(), Files.createDirectory(folder.resolve("spool")));
        // The folder of a test is closed to others.
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration =
                Files.writeString(folder.resolve("exim.conf"), """
                primary_hostname = localhost
                local_interfaces = 127.0.0.1
                daemon_smtp_ports = %1$d
                spool_directory = %2$s/spool
                log_file_path = %2$s/%%slog
                pid_file_path = %2$s/pid
                keep_environment =
                deliver_drop_privilege
                host_lookup =
                rfc1413_query_timeout = 0s
                tls_advertise_hosts = *
                tls_certificate = %2$s/certificate.pem
                tls_privatekey = %2$s/key.pem
                auth_advertise_hosts = ${if def:tls_in_cipher{*}{}}
                acl_smtp_rcpt = recipient
                begin acl
                recipient:
                  accept authenticated = *
                  deny message = log in first
                begin routers
                all:
                  driver = accept
                  transport = mailbox
                begin transports
                mailbox:
                  driver = appendfile
                  directory = %2$s/mailbox
                  maildir_format
                begin authenticators
                login:
                  driver = plaintext
                  public_name = LOGIN
                  server_prompts = Username:: : Password::
                  server_condition = ${if and {{eq{$auth1}{%3$s}}{eq{$auth2}{%4$s}}}}
                  server_set_id = $auth1
                """.formatted(port(), folder, USERNAME, PASSWORD));
        launch(program, "-C", configuration.toString(), "-bdf");
    }

    /** Starts it; it needs its own user, so that only the superuser can. */
    static Exim start(Path folder, Certificates certificates) throws Exception {
        Path program = program("exim4", "exim4-daemon-light");
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Exim is started by root alone");
        }
        return new Exim(folder, program, certificates);
    }

    private static void give(Path... files) throws IOException {
        UserPrincipal user =
                files[0].getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        for (Path file : files) {
            Files.setOwner(file, user);
        }
    }

    private Path mailbox() throws IOException {
        return Files.createDirectories(folder.resolve("mailbox"));
    }

    /** The files of the mails that have been delivered so far. */
    List<Path> mails() throws IOException {
        Path delivered = mailbox().resolve("new");
        if (!Files.isDirectory(delivered)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(delivered)) {
            return files.toList();
        }
    }
}
