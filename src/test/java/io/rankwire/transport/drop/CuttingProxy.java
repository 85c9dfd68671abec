package io.rankwire.transport.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A wire to a server on this machine that can be cut, or go dead, after so many bytes towards the server. */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong passed = new AtomicLong();
    private volatile long limit = Long.MAX_VALUE;
    private volatile boolean silent;
    private volatile boolean away;
    private final AtomicInteger refused = new AtomicInteger();

    public CuttingProxy(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** How many bytes went towards the server since the last limit was set. */
    long passed() {
        return passed.get();
    }

    /** Cuts every connection when so many bytes have passed from now on. */
    void cutAfter(long bytes) {
        passed.set(0);
        silent = false;
        limit = bytes;
    }

    /** Lets nothing through any more when so many bytes have passed from now on, and cuts nothing. */
    void fallSilentAfter(long bytes) {
        cutAfter(bytes);
        silent = true;
    }

    /** Cuts every connection that there is; new ones are let through. */
    public void cutNow() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It was closed already.
            }
        }
    }

    /** Cuts every connection that there is and every new one, as a server that is not there. */
    public void takeAway() {
        away = true;
        cutNow();
    }

    /** Lets new connections through again. */
    public void bringBack() {
        away = false;
    }

    /** How many connections were refused while the server was away. */
    public int refused() {
        return refused.get();
    }

    void mend() {
        cutAfter(Long.MAX_VALUE);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                connect(client);
                if (away) {
                    refused.incrementAndGet();
                    cutNow();
                }
            } catch (IOException closed) {
                // The next accept says whether it was the entrance.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket other = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(client);
            sockets.add(other);
            start(() -> pump(client, other, true));
            start(() -> pump(other, client, false));
        } catch (IOException refused) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int allowed = counted ? allowed(read) : read;
                if (!silent || passed.get() < limit) {
                    out.write(buffer, 0, allowed);
                }
                if (allowed < read && !silent) {
                    return;
                }
            }
        } catch (IOException closed) {
            // Either side may go at any time.
        }
    }

    private int allowed(int read) {
        long before = passed.getAndAdd(read);
        return (int) Math.max(0, Math.min(read, limit - before));
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
