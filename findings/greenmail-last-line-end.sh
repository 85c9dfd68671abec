#!/usr/bin/env bash
# GreenMail 2.1.8 keeps a mail without its last line end: what was sent up to the final dot ends with CRLF (RFC 5321, 4.1.1.4:
# that CRLF belongs to the text), what getReceivedMessages() writes does not. So the digest of a mail that was sent and of
# the same mail as received differ, though no line does. Empty lines at the end are kept but for that one.
# Seen on 2026-11-27 with Java 17.0.15:
#   sent "last line\r\n", kept "last line"
#   sent "last line\r\n\r\n", kept "last line\r\n"
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.icegreen</groupId><artifactId>greenmail</artifactId><version>2.1.8</version></dependency>
  </dependencies>
</project>
XML

cat >Kept.java <<'JAVA'
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.Socket;

class Kept {
    public static void main(String[] args) throws Exception {
        for (String text : new String[] {"last line\r\n", "last line\r\n\r\n"}) {
            GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
            server.start();
            try (Socket socket = new Socket("127.0.0.1", server.getSmtp().getPort())) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                in.readLine();
                for (String line : new String[] {
                    "HELO localhost\r\n", "MAIL FROM:<a@example.com>\r\n", "RCPT TO:<b@example.com>\r\n", "DATA\r\n",
                    "From: a@example.com\r\nSubject: any\r\n\r\n" + text + ".\r\n", "QUIT\r\n"
                }) {
                    socket.getOutputStream().write(line.getBytes());
                    in.readLine();
                }
            }
            server.waitForIncomingEmail(1);
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            server.getReceivedMessages()[0].writeTo(kept);
            String body = kept.toString().replaceFirst("(?s)^.*?\r\n\r\n", "");
            System.out.println("sent \"" + shown(text) + "\", kept \"" + shown(body) + "\"");
            server.stop();
        }
    }

    private static String shown(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars >&2
found=$(java -cp 'jars/*' Kept.java 2>/dev/null)
echo "$found"
[ "$found" = 'sent "last line\r\n", kept "last line"
sent "last line\r\n\r\n", kept "last line\r\n"' ]
