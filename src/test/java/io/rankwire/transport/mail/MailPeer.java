package io.rankwire.transport.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that can speak TLS, demand a login, and refuse one recipient and take the next. */
public final class MailPeer implements AutoCloseable {
    static final String USERNAME = "rankwire";
    static final String PASSWORD = "peer&pass{word}";

    /** What it says to a recipient, such as {@code 550 no such mailbox}; others are taken. */
    public final Map<String, String> refusals = new ConcurrentHashMap<>();

    public final List<Received> received = new CopyOnWriteArrayList<>();
    final List<String> senders = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private volatile String verdict = "";
    private volatile Runnable beforeAnswer = () -> {};

    MailPeer(UnaryOperator<SMTPServer.Builder> how) {
        server = how.apply(SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(this::logIn))
                        .insertReceivedHeaders(false)
                        .messageHandlerFactory(context -> new Session()))
                .build();
        server.start();
    }

    /** A mail as it came, and whom for. */
    public record Received(List<String> recipients, String text) {
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** A server that speaks in clear and asks for no login. */
    public MailPeer() {
        this(builder -> builder);
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** What it says when it has the whole mail, which it keeps all the same; empty for yes. */
    public void says(String other) {
        verdict = other;
    }

    public void beforeAnswer(Runnable deed) {
        beforeAnswer = deed;
    }

    private void logIn(String username, String password, MessageContext context) throws LoginFailedException {
        logins.add(username);
        if (!username.equals(USERNAME) || !password.equals(PASSWORD)) {
            throw new LoginFailedException();
        }
    }

    private static void say(String refusal) throws RejectException {
        if (!refusal.isEmpty()) {
            throw new RejectException(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4));
        }
    }

    private final class Session implements MessageHandler {
        private final List<String> recipients = new CopyOnWriteArrayList<>();

        @Override
        public void from(String sender) {
            senders.add(sender);
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            say(refusals.getOrDefault(recipient, ""));
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            received.add(new Received(
                    List.copyOf(recipients), new String(data.readAllBytes(), StandardCharsets.ISO_8859_1)));
            beforeAnswer.run();
            say(verdict);
            return "2.0.0 queued as " + received.size();
        }

        @Override
        public void done() {}
    }

    @Override
    public void close() {
        server.stop();
    }
}
