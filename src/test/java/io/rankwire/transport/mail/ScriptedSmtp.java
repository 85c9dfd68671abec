package io.rankwire.transport.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A mail server in clear that answers lines as a test wants it, and otherwise as servers do. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Function<String, Optional<String>> script;
    final List<String> lines = new CopyOnWriteArrayList<>();

    /**
     * A server.
     *
     * @param script the answer to a line, among them the dot that ends a mail; empty for what servers usually say
     */
    ScriptedSmtp(Function<String, Optional<String>> script) throws IOException {
        this.script = script;
        Thread thread = new Thread(this::accept, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket peer = server.accept()) {
                converse(peer);
            } catch (IOException e) {
                // It is being closed, or the client has left.
            }
        }
    }

    private void converse(Socket peer) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
        say(peer, "220 mail.example.com ESMTP");
        boolean inMail = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (inMail && !line.equals(".")) {
                continue;
            }
            lines.add(line);
            String answer = script.apply(line).orElse(usual(line));
            say(peer, answer);
            inMail = answer.startsWith("354");
        }
    }

    private static String usual(String line) {
        if (line.startsWith("EHLO")) {
            return "250-mail.example.com\r\n250 AUTH PLAIN XOAUTH2";
        } else if (line.equals("DATA")) {
            return "354 go on";
        }
        return line.equals("QUIT") ? "221 bye" : "250 2.0.0 ok";
    }

    private static void say(Socket peer, String line) throws IOException {
        OutputStream out = peer.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
