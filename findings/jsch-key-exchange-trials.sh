#!/usr/bin/env bash
# JSch 2.28.8 makes keys with every key exchange of its setting CheckKexes before each connection, to learn whether it
# works, and makes them anew when one is agreed on. sntrup761x25519-sha512 stands there under both its names, so that with
# both offered each connection makes three key pairs of sntrup761 and throws two away; in Bouncy Castle 1.86 one takes more
# than a tenth of a second. Without these names in CheckKexes one pair is made.
# Seen on 2026-11-27 with Java 17.0.15 and Apache MINA SSHD 2.17.1 as the server:
#   CheckKexes as it is: 3 key pairs
#   CheckKexes without sntrup761: 1 key pairs
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Trials.java <<'JAVA'
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KEM;
import com.jcraft.jsch.Session;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

public class Trials {
    static int pairs;

    /** Bouncy Castle's, counted. */
    public static class Counted implements KEM {
        private final KEM real = new com.jcraft.jsch.bc.SNTRUP761();

        public void init() throws Exception {
            pairs++;
            real.init();
        }

        public byte[] getPublicKey() throws Exception {
            return real.getPublicKey();
        }

        public byte[] decapsulate(byte[] encapsulation) throws Exception {
            return real.decapsulate(encapsulation);
        }
    }

    public static void main(String[] args) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.start();
        JSch.setConfig("sntrup761", Counted.class.getName());
        Session session = new JSch().getSession("user", "127.0.0.1", server.getPort());
        session.setPassword(new byte[] {'x'});
        session.setConfig("StrictHostKeyChecking", "no");
        session.setConfig("kex", "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com," + JSch.getConfig("kex"));
        if (args.length > 0) {
            session.setConfig("CheckKexes", args[0]);
        }
        session.connect(30_000);
        System.out.println("CheckKexes " + (args.length == 0 ? "as it is" : "without sntrup761") + ": " + pairs + " key pairs");
        System.exit(0);
    }
}
JAVA

for artifact in com.github.mwiede:jsch:2.28.8 org.bouncycastle:bcprov-jdk18on:1.86 org.apache.sshd:sshd-core:2.17.1 \
    org.apache.sshd:sshd-common:2.17.1 org.slf4j:slf4j-api:1.7.36 org.slf4j:jcl-over-slf4j:1.7.36; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" -DoutputDirectory=jars >&2
done
javac -cp 'jars/*' -d . Trials.java
usual=$(java -cp '.:jars/*' Trials 2>/dev/null)
slim=$(java -cp '.:jars/*' Trials curve25519-sha256 2>/dev/null)
echo "$usual"
echo "$slim"
[ "$usual" = "CheckKexes as it is: 3 key pairs" ]
[ "$slim" = "CheckKexes without sntrup761: 1 key pairs" ]
