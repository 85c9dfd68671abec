#!/usr/bin/env bash
# Angus Mail 2.0.5 hangs up when a server answers AUTH XOAUTH2 with a challenge (334 and JSON in base64, as Google and
# Microsoft do for a token that is not accepted) instead of answering it with an empty line: the server's verdict, 535
# with its reason, is never read, and the exception's text is the challenge. Seen on 2026-11-27 with Java 17.0.15:
#   the server heard: EHLO, AUTH XOAUTH2, end
#   the client says: 334 eyJzdGF0dXMiOiI0MDAifQ==
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Challenge.java <<'JAVA'
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

class Challenge {
    private static final List<String> HEARD = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread peer = new Thread(() -> serve(server));
            peer.start();
            Properties properties = new Properties();
            properties.put("mail.smtp.auth", "true");
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
            properties.put("mail.smtp.localhost", "client.example.com");
            try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
                transport.connect("127.0.0.1", server.getLocalPort(), "user@example.com", "an-expired-token");
            } catch (MessagingException e) {
                peer.join();
                System.out.println("the server heard: " + String.join(", ", HEARD));
                System.out.println("the client says: " + e.getMessage().strip());
            }
        }
    }

    private static void serve(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                PrintStream out = new PrintStream(socket.getOutputStream(), true)) {
            out.print("220 server.example.com ESMTP\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                HEARD.add(line.startsWith("AUTH") ? "AUTH XOAUTH2" : line.split(" ")[0]);
                out.print(line.startsWith("EHLO")
                        ? "250-server.example.com\r\n250 AUTH XOAUTH2\r\n"
                        : line.startsWith("AUTH") ? "334 eyJzdGF0dXMiOiI0MDAifQ==\r\n" : "535 5.7.8 not accepted\r\n");
            }
            HEARD.add("end");
        } catch (java.io.IOException e) {
            HEARD.add("end");
        }
    }
}
JAVA

for artifact in org.eclipse.angus:angus-mail:2.0.5 jakarta.mail:jakarta.mail-api:2.1.5 org.eclipse.angus:angus-activation:2.0.3 \
    jakarta.activation:jakarta.activation-api:2.1.4; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" \
        -DoutputDirectory=jars >&2
done
said=$(java -cp "jars/*" Challenge.java 2>/dev/null)
echo "$said"
[ "$said" = "the server heard: EHLO, AUTH XOAUTH2, end
the client says: 334 eyJzdGF0dXMiOiI0MDAifQ==" ]
