package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.Receipt;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that mails the operator what happened: the first matter at once, then at most one mail in half an hour with
 * everything since. What could not be mailed stays to be mailed; nothing is told of that but a line in the log.
 */
public final class OperatorSteps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.operator");
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(30);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(5);
    /** Longer than a mail takes at the most, so that no other node sends it meanwhile. */
    private static final Duration POST = Duration.ofMinutes(30);

    private final OperatorNotices notices;
    private final MailServer server;
    private final Settings settings;
    private final Home home;
    private final Clock clock;

    public OperatorSteps(CamelContext context, OperatorNotices notices, Home home, Clock clock) {
        this.notices = notices;
        this.server = new MailServer(context, home, clock);
        this.settings = new Settings(context);
        this.home = home;
        this.clock = clock;
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.repeated(registry, "tell-operator", exchange -> tell());
    }

    /** Mails what is to be told, if there is anything and the time has come. */
    public void tell() throws IOException {
        Optional<String> operator = settings.find("rankwire.operator.email");
        if (operator.isEmpty()) {
            notices.forget();
            return;
        }
        List<OperatorNotices.Notice> untold = notices.untold();
        if (untold.isEmpty() || !notices.takePost(POST)) {
            return;
        }
        try {
            send(operator.get(), untold);
            notices.told(untold);
            notices.nextPostAfter(BETWEEN_MAILS);
            LOG.info("notices={} were mailed to the operator", untold.size());
        } catch (DeliveryFault | MessagingException | IllegalArgumentException | OperatorMistake e) {
            notices.nextPostAfter(AFTER_A_FAULT);
            LOG.warn("notices={} wait, the operator cannot be mailed: {}", untold.size(), Reason.of(e));
        }
    }

    private void send(String operator, List<OperatorNotices.Notice> untold)
            throws DeliveryFault, MessagingException, IOException {
        SealedMail.Envelope envelope = new SealedMail.Envelope(
                Addressees.parse(server.from(), operator, "", ""),
                OperatorMail.name(untold),
                clock.instant(),
                Unsubscribe.NONE);
        Path file = Files.createTempFile(Files.createDirectories(home.data().resolve("spool")), "operator", ".eml");
        try {
            List<Receipt> receipts = server.send(SealedMail.write(OperatorMail.about(untold), envelope, file));
            // It is enough that one of several operators was reached.
            if (receipts.stream().noneMatch(receipt -> receipt.state() == Receipt.State.ACCEPTED)) {
                throw SmtpVerdict.fault(receipts).orElseThrow();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
