package io.rankwire.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP server that refuses every login and repeats its line, behind a sequence that clears a terminal. */
final class RepeatingSmtp implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    RepeatingSmtp() throws IOException {
        Thread thread = new Thread(this::accept, "repeating-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket peer = server.accept()) {
                answer(peer);
            } catch (IOException e) {
                // It is being closed, or the client has left.
            }
        }
    }

    private static void answer(Socket peer) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
        say(peer, "220 mail.example.com ESMTP");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("EHLO")) {
                say(peer, "250-mail.example.com\r\n250 AUTH PLAIN");
            } else if (line.startsWith("QUIT")) {
                say(peer, "221 bye");
                return;
            } else {
                say(peer, "535 5.7.8 \u001b[2J" + line + " is refused");
            }
        }
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
