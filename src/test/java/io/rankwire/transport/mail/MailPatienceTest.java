package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.net.Underway;
import io.rankwire.transport.webhook.Certificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.server.SMTPServer;

/** How long an answer is waited for: to a command, and to the whole mail. */
class MailPatienceTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private static Path shared;

    private static Certificates ours;

    @TempDir
    private Path home;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new Certificates(shared, "localhost");
    }

    private static SMTPServer.Builder speaking(SMTPServer.Builder builder, String tls) {
        try {
            return switch (tls) {
                case "required" -> builder.enableTLS().startTlsSocketFactory(ours.server());
                case "implicit" -> builder.serverSocketFactory(ours.server());
                default -> builder;
            };
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that holds its answer back until the test is over. */
    private void hold() {
        held.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private MailDesk desk(MailTerms terms, int port, String tls) {
        return new MailDesk(home, terms, port)
                .set(Map.of("mail.tls", tls, "mail.trustStore", ours.pem().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "required", "implicit"})
    void givesTheAnswerToTheWholeMailATimeOfItsOwn(String tls) {
        MailTerms terms = new MailTerms(LONG, LONG, SHORT, LONG);
        try (MailPeer peer = new MailPeer(builder -> speaking(builder, tls));
                MailDesk desk = desk(terms, peer.port(), tls)) {
            peer.beforeAnswer(this::hold);

            assertThatThrownBy(desk::send).isInstanceOfSatisfying(DeliveryFault.class, fault -> {
                assertThat(fault)
                        .hasMessage("mail server localhost: socket timeout: the server has the whole mail, and did not"
                                + " answer within 200 ms; it may deliver it all the same");
                assertThat(fault.isPermanent()).isFalse();
            });
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void waitsNoLongerForTheAnswerToACommand(String command) throws Exception {
        MailTerms terms = new MailTerms(LONG, SHORT, LONG, LONG);
        try (ScriptedSmtp peer = new ScriptedSmtp(line -> {
                    if (line.startsWith(command)) {
                        hold();
                    }
                    return Optional.empty();
                });
                MailDesk desk = desk(terms, peer.port(), "none")) {
            assertThatThrownBy(desk::send)
                    .isInstanceOf(DeliveryFault.class)
                    .hasMessage("mail server localhost: socket timeout: Read timed out");
            over.countDown();
        }
    }

    @Test
    void takesTheAnswerThatComesInTime() throws Exception {
        try (ScriptedSmtp peer = new ScriptedSmtp(
                        line -> line.equals(".") ? Optional.of("250 2.0.0 queued") : Optional.empty());
                MailDesk desk = desk(new MailTerms(LONG, LONG, LONG, LONG), peer.port(), "none")) {
            assertThat(desk.send())
                    .containsExactly(
                            new Receipt("a@example.com", Receipt.State.ACCEPTED, "250 2.0.0 queued", MailDesk.NOW));
        }
    }

    @ParameterizedTest(name = "{0} held back")
    @CsvSource({"EHLO", "MAIL", "."})
    void isCutWhenTheProgramStops(String held) throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try (ScriptedSmtp peer = new ScriptedSmtp(line -> {
                    if (line.startsWith(held)) {
                        hold();
                    }
                    return Optional.empty();
                });
                MailDesk desk = desk(MailTerms.USUAL, peer.port(), "none")) {
            Future<?> sending = worker.submit(desk::send);
            this.held.await();

            Underway.of(desk.context).stop(Duration.ofMillis(10));

            assertThatThrownBy(sending::get)
                    .cause()
                    .isInstanceOf(DeliveryFault.class)
                    .hasMessage("mail server localhost: socket: the program stops");
            over.countDown();
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void isTenMinutesAsTheStandardHasIt() {
        assertThat(MailTerms.USUAL)
                .isEqualTo(new MailTerms(
                        Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofSeconds(30)));
    }
}
