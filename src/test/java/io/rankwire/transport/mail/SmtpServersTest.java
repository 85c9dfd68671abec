package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.document.Compatibility;
import io.rankwire.route.step.SinkBench;
import io.rankwire.sandbox.peer.SmtpPeer;
import io.rankwire.settings.Home;
import io.rankwire.text.Sha256;
import io.rankwire.transport.webhook.Certificates;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails through mail servers of several makers. What they find is what {@code docs/compatibility.md} says. */
class SmtpServersTest {
    private static final String TAKEN = "taken";

    /** What a server puts before a mail. */
    private static final Pattern ADDED =
            Pattern.compile("\\A((Received|Return-Path|Delivered-To|Envelope-To):.*\\r\\n([ \\t].*\\r\\n)*)+");

    @TempDir
    private Path work;

    private final Compatibility table = new Compatibility("smtp", "server");

    /** A mail server and what is to be set for it. */
    private record Server(String name, String version, Map<String, String> properties, Mailbox mailbox) {}

    @FunctionalInterface
    private interface Mailbox {
        /** The mails that arrived, as they are kept, with CRLF. */
        List<String> mails() throws Exception;
    }

    @Test
    void takeAReportByteForByte() throws Exception {
        Certificates certificates = new Certificates(work, "localhost", "RSA");
        try (Exim exim = Exim.start(Files.createDirectory(work.resolve("exim")), certificates);
                SmtpPeer greenMail = new SmtpPeer(Exim.USERNAME, Exim.PASSWORD)) {
            tryOut(new Server(
                    "Exim",
                    exim.greeting().replaceFirst(".* ESMTP Exim (\\S+).*", "$1"),
                    properties(exim.port(), "required", certificates),
                    () -> exim(exim)));
            tryOut(new Server(
                    "GreenMail",
                    greeting(greenMail).replaceFirst(".* Service v(\\S+).*", "$1"),
                    properties(greenMail.port(), "none", certificates),
                    () -> greenMail(greenMail)));
        }
        table.check(true);
    }

    private static Map<String, String> properties(int port, String tls, Certificates certificates) {
        return Map.of(
                "mail.host",
                "localhost",
                "mail.port",
                Integer.toString(port),
                "mail.tls",
                tls,
                "mail.trustStore",
                certificates.pem().toString(),
                "mail.username",
                Exim.USERNAME,
                "mail.password",
                Exim.PASSWORD,
                "mail.from",
                "Ränge 排名 😀 <rankwire@example.com>");
    }

    private static String greeting(SmtpPeer peer) throws IOException {
        try (Socket socket = new Socket(peer.host(), peer.port());
                InputStream in = socket.getInputStream()) {
            byte[] line = new byte[200];
            return new String(line, 0, in.read(line), StandardCharsets.ISO_8859_1).strip();
        }
    }

    private static List<String> exim(Exim exim) throws IOException {
        List<Path> files = exim.mails();
        return files.isEmpty()
                ? List.of()
                : List.of(Files.readString(files.get(0), StandardCharsets.ISO_8859_1)
                        .replace("\n", "\r\n"));
    }

    private static List<String> greenMail(SmtpPeer peer) throws Exception {
        List<MimeMessage> messages = peer.messages();
        if (messages.isEmpty()) {
            return List.of();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        messages.get(0).writeTo(bytes);
        return List.of(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private void tryOut(Server server) throws Exception {
        String required = knock(server, Map.of("mail.tls", "required"));
        found(server, "`mail.tls: required`, login", required.contains("STARTTLS") ? "refused: it has none" : required);
        if (!required.equals(TAKEN)) {
            found(server, "`mail.tls: none`, login", knock(server, Map.of()));
        }
        String wrong = knock(server, Map.of("mail.password", "wrong"));
        found(server, "a wrong password", wrong.contains("535") ? "refused for good" : wrong);
        found(server, "a report with CSV and XLSX, a sender beyond ASCII", mail(server));
    }

    private void found(Server server, String what, String holds) {
        table.found(server.name(), server.version(), what, holds);
    }

    private String knock(Server server, Map<String, String> other) throws Exception {
        Map<String, String> all = new HashMap<>(server.properties());
        all.putAll(other);
        Properties properties = new Properties();
        properties.putAll(all);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(properties);
            context.start();
            new MailServer(context, new Home(work), Clock.systemUTC()).knock();
            return TAKEN;
        } catch (DeliveryFault fault) {
            return fault.getMessage();
        }
    }

    private String mail(Server server) throws Exception {
        Path home = work.resolve(server.name());
        SinkBench.knowTheSource(home);
        try (SinkBench bench = new SinkBench(home, server.properties(), """
                - to:
                    uri: kamelet:ranking-report
                    parameters: { attach: "csv, xlsx" }
                - to:
                    uri: kamelet:email
                    parameters: { to: "Käufer 買い手 <a@example.com>" }
                """)) {
            Delivery delivery = bench.deliver("first");
            assertThat(delivery.progress().lastError()).isNull();
            assertThat(delivery.progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            String mail = arrived(server.mailbox());
            assertThat(mail).matches(text -> text.chars().allMatch(character -> character < 128));
            return outcome(ADDED.matcher(mail).replaceFirst(""), delivery.sha256());
        }
    }

    private static String outcome(String mail, String sha256) {
        if (sha256(mail).equals(sha256)) {
            return "every byte";
        }
        return sha256(mail + "\r\n").equals(sha256)
                ? "every byte; the last line end is not kept"
                : "other bytes than were sent";
    }

    private static String sha256(String mail) {
        return Sha256.hex(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String arrived(Mailbox mailbox) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (mailbox.mails().isEmpty()) {
            assertThat(System.nanoTime()).as("the mail is delivered").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return mailbox.mails().get(0);
    }
}
