#!/usr/bin/env bash
# Apache MINA SSHD 2.17.1 on Java 17 offers the key exchange mlkem768x25519-sha256 with Bouncy Castle 1.85 beside it, and
# with 1.86 leaves it out without a word: it looks for org.bouncycastle.pqc.crypto.mlkem, which 1.86 no longer has.
# sntrup761x25519-sha512 is offered with both. Seen on 2026-11-27 with Java 17.0.15:
#   1.85: mlkem768x25519-sha256 offered sntrup761x25519-sha512 offered
#   1.86: mlkem768x25519-sha256 missing sntrup761x25519-sha512 offered
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Offered.java <<'JAVA'
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.server.SshServer;

class Offered {
    public static void main(String[] args) {
        String names = "," + NamedResource.getNames(SshServer.setUpDefaultServer().getKeyExchangeFactories()) + ",";
        for (String one : new String[] {"mlkem768x25519-sha256", "sntrup761x25519-sha512"}) {
            System.out.println(one + (names.contains("," + one + ",") ? " offered" : " missing"));
        }
    }
}
JAVA

offered() {
    mkdir "bc-$1"
    for artifact in org.apache.sshd:sshd-core:2.17.1 org.apache.sshd:sshd-common:2.17.1 org.slf4j:slf4j-api:1.7.36 \
        org.slf4j:jcl-over-slf4j:1.7.36 "org.bouncycastle:bcprov-jdk18on:$1"; do
        mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" \
            "-DoutputDirectory=bc-$1" >&2
    done
    java -cp "bc-$1/*" Offered.java 2>/dev/null | tr '\n' ' '
}

old=$(offered 1.85)
new=$(offered 1.86)
echo "1.85: $old"
echo "1.86: $new"
[ "$old" = "mlkem768x25519-sha256 offered sntrup761x25519-sha512 offered " ]
[ "$new" = "mlkem768x25519-sha256 missing sntrup761x25519-sha512 offered " ]
