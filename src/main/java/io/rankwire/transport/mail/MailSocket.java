package io.rankwire.transport.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a mail goes over. Jakarta Mail does not expose its socket: here it is known from the moment it is
 * made, so that an answer can be waited for as long as its command deserves, and the connection be cut by another thread.
 */
final class MailSocket {
    private @Nullable Socket socket;
    private boolean cut;

    private synchronized <S extends Socket> S known(S made) throws IOException {
        socket = made;
        if (cut) {
            made.close();
        }
        return made;
    }

    /** Has every further answer waited for as long as this. */
    synchronized void patience(Duration most) {
        try {
            if (socket != null && !socket.isClosed()) {
                socket.setSoTimeout((int) most.toMillis());
            }
        } catch (SocketException e) {
            // The connection is gone; the next read reports it.
        }
    }

    /** Closes the connection, or the one that is about to be made. */
    synchronized void cut() {
        cut = true;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // Nothing is left to be cut.
        }
    }

    /** Makes the connection, in clear. */
    SocketFactory inClear() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() throws IOException {
                return known(new Socket());
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
                throw unconnected();
            }
        };
    }

    /** Changes a connection to TLS as the factory does it. */
    SSLSocketFactory withTls(SSLSocketFactory factory) {
        return new SSLSocketFactory() {
            @Override
            public Socket createSocket(Socket clear, String host, int port, boolean autoClose) throws IOException {
                return factory.createSocket(known(clear), host, port, autoClose);
            }

            @Override
            public String[] getDefaultCipherSuites() {
                return factory.getDefaultCipherSuites();
            }

            @Override
            public String[] getSupportedCipherSuites() {
                return factory.getSupportedCipherSuites();
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw unconnected();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
                throw unconnected();
            }
        };
    }

    private static UnsupportedOperationException unconnected() {
        return new UnsupportedOperationException("Jakarta Mail connects the socket itself");
    }
}
