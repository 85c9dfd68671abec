package io.rankwire.transport.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** ProFTPD's server of SFTP, mod_sftp. It lets a session have one channel, and ends one that asks for a second. */
final class ProFtpd extends SshDaemon {
    private static final Pattern KEY_EXCHANGE = Pattern.compile("Session key exchange: (\\S+)");

    private ProFtpd(Path folder, Path program) throws IOException {
        super(folder);
        StringBuilder configuration = new StringBuilder(
                """
                ModulePath /usr/lib/proftpd
                LoadModule mod_sftp.c
                ServerType standalone
                DefaultAddress 127.0.0.1
                SocketBindTight on
                Port %1$d
                User %2$s
                Group %3$s
                RootLogin on
                RequireValidShell off
                UseFtpUsers off
                UseReverseDNS off
                WtmpLog off
                TransferLog none
                SystemLog %4$s/system.log
                PidFile %4$s/pid
                ScoreboardFile %4$s/scoreboard
                DelayTable none
                AuthOrder mod_auth_file.c
                AuthUserFile %5$s
                AllowOverwrite on
                <Directory %6$s/without-renaming>
                  <Limit RNFR RNTO>
                    DenyAll
                  </Limit>
                </Directory>
                <Directory %6$s/without-dots>
                  PathDenyFilter "(^|/)[.][^/]+$"
                </Directory>
                <Directory %6$s/without-overwriting>
                  AllowOverwrite off
                </Directory>
                SFTPEngine on
                SFTPLog %4$s/sftp.log
                SFTPAuthMethods publickey
                SFTPAuthorizedUserKeys file:%7$s
                SFTPMaxChannels 1
                """.formatted(port(), username(), id("-gn"), folder, users(), root().toRealPath(), authorizedKeys()));
        for (String kind : HOST_KEYS) {
            configuration.append("SFTPHostKey ").append(hostKey(kind)).append('\n');
        }
        Files.createFile(authorizedKeys());
        Path file = Files.writeString(folder.resolve("proftpd.conf"), configuration);
        launch(program, "--nodaemon", "--config", file.toString());
    }

    static ProFtpd start(Path folder) throws IOException {
        return new ProFtpd(folder, program("proftpd", "proftpd-core and proftpd-mod-crypto"));
    }

    private static String id(String what) throws IOException {
        return run("id", what).strip();
    }

    /** The user of the tests, and no other; ProFTPD refuses a file that others may read. */
    private Path users() throws IOException {
        Path file = Files.writeString(
                folder.resolve("users"),
                String.join(":", username(), "*", id("-u"), id("-g"), "test", root().toString(), "/bin/sh") + "\n");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
        return file;
    }

    /** What the program says that it is; its greeting names the module without a version. */
    static String version() throws IOException {
        return run("proftpd", "--version").strip().replaceFirst("^ProFTPD Version ", "");
    }

    @Override
    String keyExchange() throws IOException {
        return lastIn("sftp.log", KEY_EXCHANGE);
    }

    @Override
    public Path newKey(String kind, String passphrase) throws IOException {
        Path file = folder.resolve("user_" + kind + "_" + passphrase.length());
        generate(kind, passphrase, file);
        // As RFC 4716 has it, not as OpenSSH.
        Files.writeString(authorizedKeys(), run("ssh-keygen", "-e", "-f", file + ".pub"), StandardOpenOption.APPEND);
        return file;
    }

    private Path authorizedKeys() {
        return folder.resolve("authorized_keys");
    }
}
