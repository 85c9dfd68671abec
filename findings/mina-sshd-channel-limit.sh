#!/usr/bin/env bash
# Apache MINA SSHD 2.17.1 with MAX_CONCURRENT_CHANNELS 1 lets a session open two channels, not one: the limit is held
# against the number of channels before another one is opened. With 0 there can be one. The channel that is too many is
# not refused: the whole session ends (OpenSSH with MaxSessions 1 refuses the second and goes on).
# Seen on 2026-11-27 with Java 17.0.15:
#   limit 1: 2 channels, session ended
#   limit 0: 1 channels, session ended
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Channels.java <<'JAVA'
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

class Channels {
    public static void main(String[] args) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setPasswordAuthenticator((user, password, session) -> true);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, Integer.parseInt(args[0]));
        server.start();
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        Duration patience = Duration.ofSeconds(20);
        ClientSession session = client.connect("user", "127.0.0.1", server.getPort()).verify(patience).getSession();
        session.addPasswordIdentity("any");
        session.auth().verify(patience);
        SftpClient first = SftpClientFactory.instance().createSftpClient(session);
        int channels = 1;
        try {
            for (; channels < 4; channels++) {
                SftpClientFactory.instance().createSftpClient(session);
            }
        } catch (Exception refused) {
            // One too many.
        }
        boolean open;
        try {
            first.canonicalPath(".");
            open = true;
        } catch (Exception ended) {
            open = false;
        }
        System.out.println("limit " + args[0] + ": " + channels + " channels, session " + (open ? "open" : "ended"));
        System.exit(0);
    }
}
JAVA

for artifact in org.apache.sshd:sshd-core:2.17.1 org.apache.sshd:sshd-common:2.17.1 org.apache.sshd:sshd-sftp:2.17.1 \
    org.slf4j:slf4j-api:1.7.36 org.slf4j:jcl-over-slf4j:1.7.36; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" -DoutputDirectory=jars >&2
done
one=$(java -cp 'jars/*' Channels.java 1 2>/dev/null)
none=$(java -cp 'jars/*' Channels.java 0 2>/dev/null)
echo "$one"
echo "$none"
[ "$one" = "limit 1: 2 channels, session ended" ]
[ "$none" = "limit 0: 1 channels, session ended" ]
