package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.settings.Home;
import io.rankwire.transport.mail.MailPeer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed or stopped when the mail server has a report whole, before it can write down that it sent it. */
class KilledMailTest {
    @TempDir
    Path folder;

    @Test
    void sendsTheSameReportAgainUnderTheSameMessageId() throws Exception {
        try (MailPeer peer = new MailPeer();
                Workplace workplace = new Workplace(folder);
                KilledProgram program = new KilledProgram(workplace.home, folder.resolve("program.log"))) {
            workplace
                    .property("mail.host", "127.0.0.1")
                    .property("mail.port", Integer.toString(peer.port()))
                    .property("mail.tls", "none")
                    .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "period", "day"), "team")
                    .sink("team", "ranking-report", Map.of("attach", "csv"), "email", Map.of("to", "team@example.com"))
                    .configure();
            peer.beforeAnswer(program::kill);
            program.start("run", "--once");
            assertThat(program.end()).isNotZero();
            assertThat(peer.received).as(program.log()).hasSize(1);
            assertThat(status(workplace)).isNotEqualTo(Delivery.Status.DELIVERED);

            peer.beforeAnswer(() -> {});
            program.start("run", "--once");
            assertThat(program.end()).as(program.log()).isZero();

            assertThat(status(workplace)).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(peer.received).hasSize(2);
            assertThat(peer.received.get(1)).isEqualTo(peer.received.get(0));
            assertThat(peer.received.get(0).text()).containsPattern("Message-ID: <msg_[0-9a-f]+@example.com>");
        }
    }

    @Test
    void stopsSoonWhileTheServerStillLooksThroughAReport() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (MailPeer peer = new MailPeer();
                Workplace workplace = new Workplace(folder);
                KilledProgram program = new KilledProgram(workplace.home, folder.resolve("program.log"))) {
            workplace
                    .property("mail.host", "127.0.0.1")
                    .property("mail.port", Integer.toString(peer.port()))
                    .property("mail.tls", "none")
                    .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "period", "day"), "team")
                    .sink("team", "ranking-report", Map.of("attach", "csv"), "email", Map.of("to", "team@example.com"))
                    .configure();
            peer.beforeAnswer(() -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            program.start("run");
            program.await(() -> peer.received.size() == 1);

            assertThat(program.stop()).as(program.log()).isLessThan(Duration.ofSeconds(5));
            over.countDown();
        }
    }

    private static Delivery.Status status(Workplace workplace) {
        try (Engine engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).open()) {
            return new Deliveries(engine.store())
                    .list(DeliveryFilter.ALL)
                    .get(0)
                    .progress()
                    .status();
        }
    }
}
