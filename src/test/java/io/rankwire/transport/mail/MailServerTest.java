package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.settings.Home;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.webhook.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.server.SMTPServer;

class MailServerTest {
    private static final Instant NOW = Instant.parse("2026-03-24T08:00:00Z");

    @TempDir
    private static Path shared;

    private static Certificates ours;
    private static Certificates another;

    @TempDir
    private Path home;

    private final Properties properties = new Properties();

    @AutoClose
    private MailPeer peer;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new Certificates(shared, "localhost");
        another = new Certificates(shared, "mail.example.org");
        Files.writeString(shared.resolve("both.pem"), Files.readString(ours.pem()) + Files.readString(another.pem()));
    }

    private static SMTPServer.Builder speaking(SMTPServer.Builder builder, String how) throws Exception {
        return switch (how) {
            case "clear" -> builder;
            case "starttls" -> builder.enableTLS().startTlsSocketFactory(ours.server());
            case "starttls-of-another" -> builder.enableTLS().startTlsSocketFactory(another.server());
            case "login" -> speaking(builder, "starttls").requireAuth();
            case "implicit" -> builder.serverSocketFactory(ours.server());
            case "implicit-of-another" -> builder.serverSocketFactory(another.server());
            default -> throw new IllegalArgumentException(how);
        };
    }

    private static MailPeer peer(String how) {
        return new MailPeer(builder -> {
            try {
                return speaking(builder, how);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Something that is done with the server that the properties name. */
    @FunctionalInterface
    private interface Errand<T> {
        T run(MailServer server) throws Exception;
    }

    private <T> T at(Errand<T> errand) throws Exception {
        properties.setProperty("mail.host", "localhost");
        properties.setProperty("mail.port", Integer.toString(peer.port()));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(properties);
            context.start();
            return errand.run(new MailServer(context, new Home(home), Clock.fixed(NOW, ZoneOffset.UTC)));
        }
    }

    private String knock() throws Exception {
        return at(MailServer::knock);
    }

    private List<Receipt> send() throws Exception {
        SealedMail mail = SealedMail.write(
                new Letter("Ranking", "Who is on top", null, List.of(), List.of()),
                new SealedMail.Envelope(
                        Addressees.parse("rankwire@example.com", "a@example.com", "", ""),
                        "msg_1",
                        NOW,
                        Unsubscribe.NONE),
                home.resolve("message.eml"));
        return at(server -> server.send(mail));
    }

    @ParameterizedTest(name = "{0}, tls={1}")
    @CsvSource({
        "starttls, required",
        "starttls, optional",
        "starttls, none",
        "clear, optional",
        "clear, none",
        "implicit, implicit",
    })
    void sendsMail(String how, String tls) throws Exception {
        peer = peer(how);
        properties.setProperty("mail.tls", tls);
        properties.setProperty("mail.trustStore", shared.resolve("both.pem").toString());

        assertThat(send())
                .containsExactly(new Receipt("a@example.com", Receipt.State.ACCEPTED, "250 2.0.0 queued as 1", NOW));
        assertThat(peer.received).hasSize(1);
    }

    @ParameterizedTest(name = "{0}, tls={1}, trust={2}, user={3}: {4}")
    @CsvSource({
        "clear,               required, both.pem,      '',       STARTTLS is required",
        // A password never goes out in clear because STARTTLS was taken out of the server's answer on the way.
        "clear,               optional, both.pem,      rankwire, STARTTLS is required",
        "starttls,            required, '',            '',       unable to find valid certification path",
        "starttls,            optional, '',            '',       unable to find valid certification path",
        "starttls,            required, mail.example.org.pem, '', unable to find valid certification path",
        "starttls-of-another, required, both.pem,      '',       localhost",
        "starttls-of-another, optional, both.pem,      '',       localhost",
        "implicit,            implicit, '',            '',       unable to find valid certification path",
        "implicit-of-another, implicit, both.pem,      '',       localhost",
    })
    void saysNothingToAServerThatCannotBeTrusted(String how, String tls, String trust, String user, String reason) {
        peer = peer(how);
        properties.setProperty("mail.tls", tls);
        properties.setProperty("mail.username", user);
        properties.setProperty("mail.password", MailPeer.PASSWORD);
        if (!trust.isEmpty()) {
            properties.setProperty("mail.trustStore", shared.resolve(trust).toString());
        }

        for (ThrowingCallable errand : List.<ThrowingCallable>of(this::send, this::knock)) {
            assertThatThrownBy(errand).isInstanceOfSatisfying(DeliveryFault.class, fault -> {
                assertThat(fault).hasMessageContaining("mail server localhost").hasMessageContaining(reason);
                assertThat(fault.isPermanent()).isFalse();
            });
        }
        assertThat(peer.senders).isEmpty();
        assertThat(peer.logins).isEmpty();
    }

    @Test
    void trustsWhatIsInAStoreThatAPasswordOpens() throws Exception {
        peer = peer("starttls");
        properties.setProperty("mail.trustStore", ours.trustStore().toString());
        properties.setProperty("mail.trustStorePassword", Certificates.PASSWORD);

        assertThat(send()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"missing.pem", "localhost-trust.p12", "empty.pem"})
    void namesATrustStoreThatCannotBeUsed(String file) throws Exception {
        peer = peer("starttls");
        Files.writeString(shared.resolve("empty.pem"), "");
        properties.setProperty("mail.trustStore", shared.resolve(file).toString());

        assertThatThrownBy(this::send)
                .isInstanceOf(OperatorMistake.class)
                .hasMessageContaining("mail.trustStore is " + shared.resolve(file));
        assertThat(peer.senders).isEmpty();
    }

    private MailPeer demandingLogin() {
        properties.setProperty("mail.trustStore", ours.pem().toString());
        return peer("login");
    }

    @Test
    void logsIn() throws Exception {
        peer = demandingLogin();
        properties.setProperty("mail.username", MailPeer.USERNAME);
        properties.setProperty("mail.password", MailPeer.PASSWORD);

        assertThat(send()).hasSize(1);
        assertThat(peer.received).hasSize(1);
    }

    @Test
    void givesUpAtARefusedLoginAndKeepsTheSecret() {
        peer = demandingLogin();
        properties.setProperty("mail.username", MailPeer.USERNAME);
        properties.setProperty("mail.password", "wrong.password");

        for (ThrowingCallable errand : List.<ThrowingCallable>of(this::send, this::knock)) {
            assertThatThrownBy(errand).isInstanceOfSatisfying(DeliveryFault.class, fault -> {
                assertThat(fault)
                        .hasMessageContaining("mail server localhost refused the login of rankwire")
                        .hasMessageContaining("535")
                        .hasMessageNotContaining("wrong.password");
                assertThat(fault.isPermanent()).isTrue();
            });
        }
        assertThat(peer.senders).isEmpty();
    }

    @ParameterizedTest(name = "{0}, tls={1}, user={2}")
    @CsvSource({
        "clear,    none,     ''",
        "clear,    optional, ''",
        "starttls, required, ''",
        "login,    required, rankwire",
        "login,    optional, rankwire",
        "implicit, implicit, ''",
    })
    void knocksAtTheDoorAndDeliversNothing(String how, String tls, String user) throws Exception {
        peer = peer(how);
        properties.setProperty("mail.tls", tls);
        properties.setProperty("mail.username", user);
        properties.setProperty("mail.password", MailPeer.PASSWORD);
        properties.setProperty("mail.trustStore", ours.pem().toString());

        assertThat(knock()).isEqualTo("localhost:" + peer.port());
        assertThat(peer.logins).isEqualTo(user.isEmpty() ? List.of() : List.of(user));
        assertThat(peer.senders).isEmpty();
        assertThat(peer.received).isEmpty();
    }

    @Test
    void reportsThatALoginIsDemanded() throws Exception {
        peer = demandingLogin();

        assertThat(send()).singleElement().satisfies(receipt -> {
            assertThat(receipt.state()).isEqualTo(Receipt.State.REFUSED);
            assertThat(receipt.answer()).startsWith("530");
        });
    }

    @Test
    void namesAWrongTls() {
        peer = peer("clear");
        properties.setProperty("mail.tls", "ssl");

        assertThatThrownBy(this::send)
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("mail.tls is 'ssl'; it must be required, optional, implicit or none");
    }
}
