package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.OperatorNotices.Kind;
import io.rankwire.poll.TestClock;
import io.rankwire.sandbox.peer.SmtpPeer;
import io.rankwire.settings.Home;
import io.rankwire.store.Store;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorStepsTest {
    @TempDir
    private Path home;

    private final TestClock clock = new TestClock("2026-03-24T08:00:00Z");
    private final Properties properties = new Properties();
    private SmtpPeer peer;
    private Store store;
    private OperatorNotices notices;
    private DefaultCamelContext context;
    private OperatorSteps operator;

    @BeforeEach
    void open() throws Exception {
        peer = new SmtpPeer();
        properties.setProperty("rankwire.operator.email", "ops@example.com");
        properties.setProperty("mail.from", "rankwire@example.com");
        properties.setProperty("mail.host", peer.host());
        properties.setProperty("mail.port", Integer.toString(peer.port()));
        properties.setProperty("mail.tls", "none");
        start();
    }

    private void start() {
        store = Store.open("jdbc:sqlite:data/rankwire.db", home);
        notices = new OperatorNotices(store, clock);
        context = new DefaultCamelContext();
        context.getPropertiesComponent().setOverrideProperties(properties);
        context.start();
        operator = new OperatorSteps(context, notices, new Home(home), clock);
    }

    private void stop() {
        context.stop();
        store.close();
    }

    @AfterEach
    void close() {
        stop();
        peer.close();
    }

    private List<String> mails() throws Exception {
        List<String> texts = new ArrayList<>();
        for (MimeMessage message : peer.messages()) {
            texts.add(message.getSubject() + "\n"
                    + message.getContent().toString().replace("\r\n", "\n").stripTrailing());
        }
        return texts;
    }

    @Test
    void tellsTheFirstMatterAtOnceAndTheNextTogether() throws Exception {
        notices.raise(Kind.DELIVERY_DEAD, "1", "Delivery 1 was given up.");
        operator.tell();
        assertThat(mails()).containsExactly("""
                Rankwire: a delivery was given up: 1
                A delivery was given up: 1
                Since 2026-03-24 08:00 UTC.
                Delivery 1 was given up.""");

        notices.raise(Kind.DELIVERY_DEAD, "2", "Delivery 2 was given up.");
        notices.raise(Kind.SINK_DISABLED, "hook", "HTTP 410");
        clock.advance(Duration.ofMinutes(29));
        operator.tell();
        assertThat(mails()).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        operator.tell();
        operator.tell();
        assertThat(mails()).hasSize(2);
        assertThat(mails().get(1)).isEqualTo("""
                Rankwire: a delivery was given up: 2, and 1 more
                A delivery was given up: 2
                Since 2026-03-24 08:00 UTC.
                Delivery 2 was given up.

                A sink was disabled: hook
                Since 2026-03-24 08:00 UTC.
                HTTP 410""");
        assertThat(peer.messages().get(0).getMessageID())
                .isNotEqualTo(peer.messages().get(1).getMessageID());
        assertThat(peer.messages().get(0).getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void remembersOverARestartWhatWasToldAndWhen() throws Exception {
        notices.raise(Kind.DELIVERY_DEAD, "1", "one");
        operator.tell();
        notices.raise(Kind.DELIVERY_DEAD, "2", "two");
        stop();
        start();

        operator.tell();
        assertThat(mails()).hasSize(1);
        clock.advance(Duration.ofMinutes(30));
        operator.tell();
        assertThat(mails()).hasSize(2);
        assertThat(mails().get(1)).contains("two").doesNotContain("one");
    }

    @Test
    void losesNothingWhileTheServerIsDownAndSaysNothingOfItself() throws Exception {
        peer.close();
        IntStream.range(0, 60).forEach(i -> notices.raise(Kind.DELIVERY_DEAD, "d" + i, "Delivery d" + i));
        for (int i = 0; i < 10; i++) {
            operator.tell();
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(notices.untold()).hasSize(60).allMatch(notice -> notice.kind() == Kind.DELIVERY_DEAD);

        peer = new SmtpPeer();
        properties.setProperty("mail.port", Integer.toString(peer.port()));
        operator.tell();
        assertThat(mails()).singleElement().asString().contains("Delivery d0\n", "Delivery d49\n", "And 10 more");
        assertThat(notices.untold()).isEmpty();
    }

    @Test
    void keepsWhatTheOperatorsMailboxRefuses() throws Exception {
        try (MailPeer strict = new MailPeer()) {
            properties.setProperty("mail.port", Integer.toString(strict.port()));
            strict.refusals.put("ops@example.com", "550 5.1.1 no such mailbox");
            notices.raise(Kind.DELIVERY_DEAD, "1", "one");
            operator.tell();
            assertThat(notices.untold())
                    .extracting(OperatorNotices.Notice::about)
                    .containsExactly("1");

            strict.refusals.clear();
            operator.tell();
            assertThat(strict.received).isEmpty();
            clock.advance(Duration.ofMinutes(5));
            operator.tell();
            assertThat(strict.received).hasSize(1);
            assertThat(notices.untold()).isEmpty();
        }
    }

    @Test
    void tellsThatAMatterIsOverIfItWasTold() throws Exception {
        notices.raise(Kind.SINK_DISABLED, "hook", "HTTP 410");
        notices.raise(Kind.SINK_DISABLED, "hook", "HTTP 410 again");
        operator.tell();
        notices.raise(Kind.SINK_DISABLED, "quiet", "HTTP 410");
        notices.over(Kind.SINK_DISABLED, "quiet");
        clock.advance(Duration.ofHours(1));
        notices.over(Kind.SINK_DISABLED, "hook");
        operator.tell();

        assertThat(mails()).hasSize(2);
        assertThat(mails().get(1)).isEqualTo("""
                Rankwire: over: a sink was disabled: hook
                OVER: a sink was disabled: hook
                It began 2026-03-24 08:00 UTC and was over 2026-03-24 09:00 UTC.""");
        assertThat(notices.untold()).isEmpty();
    }

    @Test
    void isPatientWithWhatOftenPasses() throws Exception {
        notices.raise(Kind.FEED_STOPPED, "us-beauty", "HTTP 503");
        operator.tell();
        assertThat(mails()).isEmpty();

        clock.advance(Duration.ofHours(1));
        operator.tell();
        assertThat(mails()).singleElement().asString().contains("a feed does not get its ranking: us-beauty");
    }

    @Test
    void keepsNothingForNobody() throws Exception {
        properties.remove("rankwire.operator.email");
        notices.raise(Kind.DELIVERY_DEAD, "1", "one");
        operator.tell();
        properties.setProperty("rankwire.operator.email", "ops@example.com");
        operator.tell();

        assertThat(mails()).isEmpty();
        assertThat(notices.untold()).isEmpty();
    }

    @Test
    void lastsThroughAWrongAddress() throws Exception {
        properties.setProperty("rankwire.operator.email", "ops");
        notices.raise(Kind.DELIVERY_DEAD, "1", "one");
        operator.tell();

        assertThat(notices.untold()).hasSize(1);
    }
}
