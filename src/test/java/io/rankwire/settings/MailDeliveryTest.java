package io.rankwire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.Receipt;
import io.rankwire.delivery.Receipts;
import io.rankwire.engine.Engine;
import io.rankwire.route.step.SinkBench;
import io.rankwire.text.Sha256;
import io.rankwire.transport.drop.CuttingProxy;
import io.rankwire.transport.mail.MailPeer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailDeliveryTest {
    @TempDir
    private Path home;

    private final MailPeer peer = new MailPeer();
    private SinkBench bench;

    @BeforeEach
    void knowTheSource() throws Exception {
        SinkBench.knowTheSource(home);
    }

    @AfterEach
    void close() {
        bench.close();
        peer.close();
    }

    private Map<String, String> properties(int port) {
        return Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(port),
                "mail.tls", "none",
                "mail.from", "Rankwire <rankwire@example.com>");
    }

    /** A report with two files attached, to three people. */
    private void start(int port, String more) throws Exception {
        bench = new SinkBench(home, properties(port), """
                - to:
                    uri: kamelet:ranking-report
                    parameters: { attach: "csv, xlsx" }
                - to:
                    uri: kamelet:email
                    parameters:
                      to: a@example.com
                      cc: b@example.com
                      bcc: c@example.com
                """ + more.indent(6));
    }

    private String receipts(Delivery delivery) {
        return new Receipts(bench.engine().store())
                .of(delivery.id()).stream()
                        .map(receipt -> receipt.address().charAt(0) + " "
                                + receipt.state().word() + " " + receipt.answer())
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void neitherLosesNorRepeatsTheOthersWhenOneIsRefused() throws Exception {
        start(peer.port(), "");
        peer.refusals.put("b@example.com", "550 5.1.1 no such mailbox");
        peer.refusals.put("c@example.com", "450 4.2.1 try later");

        Delivery first = bench.deliver("first");
        assertThat(first.progress().status()).isEqualTo(Delivery.Status.DUE);
        assertThat(first.progress().lastError())
                .isEqualTo("1 of 3 have the mail; b@example.com refused: 550 5.1.1 no such mailbox; "
                        + "c@example.com waits: 450 4.2.1 try later");
        assertThat(receipts(first)).isEqualTo("""
                a accepted 250 2.0.0 queued as 1
                b refused 550 5.1.1 no such mailbox
                c waiting 450 4.2.1 try later""");

        peer.refusals.remove("c@example.com");
        Delivery second = bench.deliverLater();
        assertThat(second.progress().status()).isEqualTo(Delivery.Status.DEAD);
        assertThat(second.progress().lastError())
                .isEqualTo("2 of 3 have the mail; b@example.com refused: 550 5.1.1 no such mailbox");
        assertThat(bench.engine().notices().untold())
                .extracting(OperatorNotices.Notice::kind, OperatorNotices.Notice::about)
                .containsExactly(tuple(OperatorNotices.Kind.DELIVERY_DEAD, Long.toString(second.id())));

        peer.refusals.clear();
        bench.engine().ledger().retry(second.id());
        Delivery third = bench.deliverLater();
        assertThat(third.progress().status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(bench.engine().notices().untold()).isEmpty();
        assertThat(peer.received)
                .extracting(MailPeer.Received::recipients)
                .containsExactly(List.of("a@example.com"), List.of("c@example.com"), List.of("b@example.com"));
        assertSameMail(third);
    }

    private void assertSameMail(Delivery delivery) {
        String mail = peer.received.get(0).text();
        assertThat(peer.received).extracting(MailPeer.Received::text).containsOnly(mail);
        assertThat(delivery.document()).isEqualTo("<" + delivery.eventId() + "@example.com>");
        assertThat(delivery.sha256()).isEqualTo(Sha256.hex(peer.received.get(0).bytes()));
        assertThat(mail)
                .contains("Message-ID: " + delivery.document(), "To: a@example.com", "Cc: b@example.com")
                .doesNotContainPattern("\\bc@example");
    }

    @Test
    void sendsTheSameBytesAfterARestart() throws Exception {
        start(peer.port(), "");
        peer.refusals.put("c@example.com", "451 4.7.1 greylisted");
        long id = bench.deliver("first").id();
        bench.close();
        peer.refusals.clear();

        try (Engine engine = new Engine(new Home(home), Clock.systemUTC(), properties(peer.port())).start()) {
            engine.desk().load(false);
            engine.ledger().retry(id);
            engine.dispatcher().settle();
            assertSameMail(new Deliveries(engine.store()).find(id).orElseThrow());
        }
        assertThat(peer.received)
                .extracting(MailPeer.Received::recipients)
                .containsExactly(List.of("a@example.com", "b@example.com"), List.of("c@example.com"));
    }

    @Test
    void repeatsUnderTheSameMessageIdWhenTheAnswerIsLost() throws Exception {
        try (CuttingProxy wire = new CuttingProxy(peer.port())) {
            start(wire.port(), "");
            peer.beforeAnswer(wire::cutNow);
            Delivery first = bench.deliver("first");
            assertThat(first.progress().status()).isEqualTo(Delivery.Status.DUE);
            assertThat(receipts(first)).doesNotContain("accepted").doesNotContain("refused");

            peer.beforeAnswer(() -> {});
            Delivery second = bench.deliverLater();
            assertThat(second.progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(peer.received).hasSize(2);
            assertSameMail(second);
        }
    }

    @Test
    void givesUpWhenTheServerWantsThisMailNever() throws Exception {
        start(peer.port(), "");
        peer.says("554 5.7.1 looks like spam");

        Delivery delivery = bench.deliver("first");

        assertThat(delivery.progress().status()).isEqualTo(Delivery.Status.DEAD);
        assertThat(delivery.progress().lastError())
                .startsWith("0 of 3 have the mail; a@example.com refused: 554 5.7.1 looks like spam");
        assertThat(new Receipts(bench.engine().store()).of(delivery.id()))
                .extracting(Receipt::state)
                .containsOnly(Receipt.State.REFUSED);
    }

    @Test
    void triesAgainWhenTheServerWantsItLater() throws Exception {
        start(peer.port(), "");
        peer.says("451 4.3.0 disk full");
        assertThat(bench.deliver("first").progress().status()).isEqualTo(Delivery.Status.DUE);

        peer.says("");
        assertThat(bench.deliverLater().progress().status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void leavesOutWhatIsTooLargeForAMail() throws Exception {
        start(peer.port(), "maxBytes: 10000\nfilesAt: https://files.example.com");

        Delivery delivery = bench.deliver("first");

        assertThat(delivery.progress().lastError()).contains("maxBytes is 10.0 kB");
        assertThat(delivery.progress().status()).isEqualTo(Delivery.Status.DEAD);
        assertThat(peer.received).isEmpty();
    }
}
