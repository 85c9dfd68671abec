package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.delivery.Receipts;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.report.Report;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.route.step.Steps;
import io.rankwire.source.Options;
import io.rankwire.text.Reason;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;

/** The step of sinks that send a mail, to those of its recipients who do not have it yet. */
public final class MailSteps {
    private final MailServer server;
    private final Receipts receipts;

    public MailSteps(MailServer server, Receipts receipts) {
        this.server = server;
        this.receipts = receipts;
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "email", this::email);
    }

    private void email(Exchange exchange) throws Exception {
        Options options = KameletCall.options(exchange, "email");
        Shipment shipment = SinkSteps.shipment(exchange);
        Letter letter = letter(exchange.getMessage().getBody(), shipment);
        Path file = shipment.folder().resolve("message.eml");
        SealedMail mail = seal(letter, shipment, options, file);
        Optional<DeliveryFault> fault = SmtpVerdict.fault(
                shipment.isTest()
                        ? server.send(mail)
                        : sendOutstanding(mail, shipment.delivery().id()));
        if (fault.isPresent()) {
            throw fault.get();
        }
        shipment.sent(mail.sent());
    }

    /** What a mail says: the report that a step before made, or a line on what is attached. */
    private static Letter letter(Object body, Shipment shipment) {
        Letter letter = body instanceof Report report ? Letter.of(shipment, report) : Letter.of(shipment);
        return shipment.isTest() ? letter.asTest() : letter;
    }

    /** Sends the mail to those who do not have it, and keeps what the server says. */
    private List<Receipt> sendOutstanding(SealedMail mail, long delivery) throws Exception {
        List<String> everybody = mail.recipients();
        List<String> outstanding = receipts.outstanding(delivery, everybody);
        receipts.name(delivery, mail.getSubject());
        List<Receipt> said = outstanding.isEmpty() ? List.of() : server.send(mail.to(outstanding));
        return receipts.take(delivery, everybody, mail.sent(), said);
    }

    /** Writes the mail to the file as the parameters of {@code email} want it. */
    SealedMail seal(Letter letter, Shipment shipment, Options options, Path file) throws IOException, DeliveryFault {
        SealedMail.Envelope envelope = new SealedMail.Envelope(
                Addressees.parse(
                        options.text("from").orElseGet(server::from),
                        options.required("to"),
                        options.text("cc").orElse(""),
                        options.text("bcc").orElse("")),
                shipment.delivery().eventId(),
                shipment.date(),
                Unsubscribe.parse(options.text("unsubscribe").orElse("")));
        Letter.Limit limit = new Letter.Limit(
                options.whole("maxBytes"), options.text("filesAt").orElse(""));
        SealedMail mail;
        try {
            mail = SealedMail.write(letter.within(limit), envelope, file);
        } catch (MessagingException e) {
            throw DeliveryFault.passing("the mail cannot be written: " + Reason.of(e), e);
        }
        limit.check(mail.sent());
        return mail;
    }
}
