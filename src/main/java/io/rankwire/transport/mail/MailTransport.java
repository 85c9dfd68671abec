package io.rankwire.transport.mail;

import io.rankwire.net.Underway;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * SMTP as Angus speaks it, but for three things: the answer to the whole mail is waited for longer than any other, a
 * refused token is followed by the server's reason, and a refused name is named.
 */
final class MailTransport extends SMTPTransport {
    private static final int CHALLENGE = 334;
    private static final int ACCEPTED = 235;

    private final MailSocket socket;
    private final MailTerms terms;

    /**
     * A transport whose session makes its connections with the socket.
     *
     * @param protocol {@code smtp}, or {@code smtps} for TLS from the first byte on
     */
    MailTransport(Session session, String protocol, MailSocket socket, MailTerms terms) {
        super(session, null, protocol, protocol.equals("smtps"));
        this.socket = socket;
        this.terms = terms;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        try {
            return super.readServerResponse();
        } catch (MessagingException e) {
            if (e.getNextException() instanceof SocketTimeoutException) {
                // A TLS socket that is closed politely waits for a word of its peer, and for as long again.
                socket.cut();
            }
            throw e;
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        socket.patience(terms.verdict());
        try {
            super.finishData();
        } catch (MessagingException e) {
            if (e.getNextException() instanceof SocketTimeoutException) {
                throw new MessagingException(
                        "no verdict",
                        new SocketTimeoutException("the server has the whole mail, and did not answer within "
                                + Underway.seconds(terms.verdict()) + "; it may deliver it all the same"));
            }
            throw e;
        } finally {
            socket.patience(terms.answer());
        }
    }

    /**
     * To a token that it does not take a server says why as a challenge, and gives its verdict on an empty line (as
     * Google's and Microsoft's descriptions of XOAUTH2 have it); Angus would hang up at the challenge.
     */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        int code = super.simpleCommand(command);
        if (code != CHALLENGE || !command.startsWith("AUTH XOAUTH2 ")) {
            return code;
        }
        String reason = TokenChallenge.reason(getLastServerResponse());
        int verdict = super.simpleCommand("");
        if (verdict == ACCEPTED) {
            return verdict;
        }
        throw new AuthenticationFailedException(getLastServerResponse().strip() + reason);
    }

    @Override
    protected void helo(String domain) throws MessagingException {
        try {
            super.helo(domain);
        } catch (MessagingException e) {
            // 501 and 504 are about the parameter of a command, and that of this one is the name.
            String answer = String.valueOf(e.getMessage());
            if (answer.matches("(?s)50[14].*")) {
                throw new MessagingException(answer.strip() + " (said to HELO " + domain + ")");
            }
            throw e;
        }
    }
}
