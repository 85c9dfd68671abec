package io.rankwire.transport.mail;

import io.rankwire.delivery.Receipt;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends a mail to {@code a@example.com} over the server that its properties name. */
final class MailDesk implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-24T08:00:00Z");

    final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final Path home;
    private final MailTerms terms;

    MailDesk(Path home, MailTerms terms, int port) {
        this.home = home;
        this.terms = terms;
        set("mail.host", "localhost").set("mail.port", Integer.toString(port)).set("mail.tls", "none");
        context.getPropertiesComponent().setOverrideProperties(properties);
        context.start();
    }

    MailDesk set(String key, String value) {
        properties.setProperty(key, value);
        return this;
    }

    MailDesk set(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    MailServer server() {
        return new MailServer(context, new Home(home), Clock.fixed(NOW, ZoneOffset.UTC), terms);
    }

    List<Receipt> send() throws Exception {
        return server().send(SealedMail.write(
                new Letter("Ranking", "Who is on top", null, List.of(), List.of()),
                new SealedMail.Envelope(
                        Addressees.parse("rankwire@example.com", "a@example.com", "", ""),
                        "msg_1",
                        NOW,
                        Unsubscribe.NONE),
                home.resolve("message.eml")));
    }

    @Override
    public void close() {
        context.stop();
    }
}
