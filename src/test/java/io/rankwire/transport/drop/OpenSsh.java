package io.rankwire.transport.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** OpenSSH's server. It lets a session have one channel. */
public final class OpenSsh extends SshDaemon {
    private static final Pattern KEY_EXCHANGE = Pattern.compile("kex: algorithm: (\\S+)");

    private OpenSsh(Path folder, Path program) throws IOException {
        super(folder);
        StringBuilder configuration = new StringBuilder();
        for (String kind : HOST_KEYS) {
            configuration.append("HostKey ").append(hostKey(kind)).append('\n');
        }
        configuration.append("""
                ListenAddress 127.0.0.1:%d
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                Subsystem sftp internal-sftp -d %s
                MaxSessions 1
                LogLevel DEBUG
                """.formatted(port(), authorizedKeys(), root()));
        Files.createFile(authorizedKeys());
        Path file = Files.writeString(folder.resolve("sshd_config"), configuration);
        if (username().equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        launch(program, "-D", "-e", "-f", file.toString());
    }

    public static OpenSsh start(Path folder) throws IOException {
        return new OpenSsh(folder, program("sshd", "openssh-server"));
    }

    @Override
    String keyExchange() throws IOException {
        return lastIn("output.log", KEY_EXCHANGE);
    }

    @Override
    public Path newKey(String kind, String passphrase) throws IOException {
        Path file = folder.resolve("user_" + kind + "_" + passphrase.length());
        generate(kind, passphrase, file);
        Files.writeString(authorizedKeys(), Files.readString(Path.of(file + ".pub")), StandardOpenOption.APPEND);
        return file;
    }

    private Path authorizedKeys() {
        return folder.resolve("authorized_keys");
    }
}
