package io.rankwire.transport.mail;

import io.rankwire.net.Underway;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketException;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/** Camel's sender for one mail, whose connection is cut when the program stops. */
final class MailSender extends DefaultJavaMailSender {
    private final MailSocket socket;
    private final MailTerms terms;
    private final Underway underway;

    MailSender(MailSocket socket, MailTerms terms, Underway underway) {
        this.socket = socket;
        this.terms = terms;
        this.underway = underway;
    }

    @Override
    protected Transport getTransport(Session session) {
        return new MailTransport(session, getProtocol(), socket, terms);
    }

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        untilStopped(() -> super.send(mail));
    }

    /** Connects, turns on TLS, logs in, and leaves. */
    void knock() throws MessagingException {
        untilStopped(() -> {
            try (Transport transport = getTransport(getSession())) {
                transport.connect(getHost(), getPort(), getUsername(), getPassword());
            }
        });
    }

    @FunctionalInterface
    private interface Errand {
        void run() throws MessagingException;
    }

    private void untilStopped(Errand errand) throws MessagingException {
        try (Underway.Request request = underway.begin(socket::cut)) {
            try {
                errand.run();
            } catch (MessagingException e) {
                // What the server said in time stays said; success is among it.
                if (e instanceof SendFailedException || request.ended().isEmpty()) {
                    throw e;
                }
                SocketException stopped = new SocketException(request.ended().get());
                stopped.addSuppressed(e);
                throw new MessagingException("cut", stopped);
            }
        }
    }
}
