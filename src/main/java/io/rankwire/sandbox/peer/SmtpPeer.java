package io.rankwire.sandbox.peer;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A mail server that accepts mail for everybody and keeps it. */
public final class SmtpPeer implements AutoCloseable {
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9]+");
    private static final int LONGEST_NAME = 60;
    private static final long LONGEST_START_IN_MILLISECONDS = 20_000;

    private final GreenMail server;

    /** A server that asks for no login. */
    public SmtpPeer() {
        this(new GreenMailConfiguration().withDisabledAuthentication());
    }

    /** A server that refuses any other login than this one. GreenMail still takes mail from those who give none. */
    public SmtpPeer(String username, String password) {
        this(new GreenMailConfiguration().withUser(username, username, password));
    }

    private SmtpPeer(GreenMailConfiguration configuration) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(LONGEST_START_IN_MILLISECONDS);
        server = new GreenMail(setup);
        server.withConfiguration(configuration);
        server.start();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What was received, oldest first; a mail to several people comes once for each. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    /** Writes every mail as {@code 0001-subject.eml} and its HTML part, if it has one, beside it as a page. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (MimeMessage message : messages()) {
            number++;
            try {
                String name = String.format(Locale.ROOT, "%04d-%s", number, safe(message.getSubject()));
                new SavedMail(message).write(folder, name);
            } catch (MessagingException broken) {
                throw new IOException("mail " + number + " cannot be read", broken);
            }
        }
    }

    private static String safe(String subject) {
        String name = UNSAFE.matcher(subject == null ? "" : subject).replaceAll("-");
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
