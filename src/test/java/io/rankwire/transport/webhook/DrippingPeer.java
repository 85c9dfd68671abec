package io.rankwire.transport.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose answer never ends, a byte every tenth of a second. */
final class DrippingPeer implements AutoCloseable {
    private final String start;
    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();

    /**
     * Listens at once.
     *
     * @param start what stands behind the status line, before the bytes begin to drip
     */
    DrippingPeer(String start) throws IOException {
        this.start = start;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "dripping-peer");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many bytes went out. */
    int sent() {
        return sent.get();
    }

    private void serve() {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(("HTTP/1.1 200 OK\r\n" + start).getBytes(StandardCharsets.US_ASCII));
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            // The client went away, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
