package io.rankwire.transport.webhook;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers each connection's first request as a test has it, and counts what it could send. */
public final class HostilePeer implements AutoCloseable {
    private final Answer answer;
    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    /** Writes an answer, as wrong as it likes; may use {@link #drip}. */
    public interface Answer {
        void write(HostilePeer peer, OutputStream out) throws IOException, InterruptedException;
    }

    /** Listens at once. */
    public HostilePeer(Answer answer) throws IOException {
        this.answer = answer;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "hostile-peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says these lines and nothing more. */
    public static HostilePeer saying(String... lines) throws IOException {
        return new HostilePeer((peer, out) -> out.write(text(String.join("\r\n", lines))));
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Of the loopback address. */
    public String port() {
        return Integer.toString(server.getLocalPort());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** Bytes that went out in all. */
    public long sent() {
        return sent.get();
    }

    /** Sends the bytes again and again, every twentieth of a second, until the client goes away. */
    public void drip(OutputStream out, String bytes) throws IOException, InterruptedException {
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
            out.write(text(bytes));
            out.flush();
        }
    }

    private void accept() {
        try {
            while (closed.getCount() > 0) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "hostile-answer");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            readHead(socket.getInputStream());
            answer.write(this, new FilterOutputStream(socket.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                    sent.addAndGet(length);
                }
            });
            socket.shutdownOutput();
            // A close with unread bytes would take away what the client has not read yet.
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client went away, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
