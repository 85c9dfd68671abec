package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.MailReceipt;
import io.rankwire.delivery.MailReceipts;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.report.Report;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.route.step.Steps;
import io.rankwire.text.Reason;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;

/** The step of sinks that send a mail, to those of its recipients who do not have it yet. */
public final class MailSteps {
    private final MailServer server;
    private final MailReceipts receipts;

    public MailSteps(MailServer server, MailReceipts receipts) {
        this.server = server;
        this.receipts = receipts;
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "email", this::email);
    }

    private void email(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange, "email");
        call.required("to");
        Shipment shipment = SinkSteps.shipment(exchange);
        Letter letter = letter(exchange.getMessage().getBody(), shipment);
        Path file = shipment.folder().resolve("message.eml");
        SealedMail mail = seal(letter, shipment, call.parameters(), file);
        Optional<DeliveryFault> fault = shipment.isTest()
                ? MailReceipt.fault(server.send(mail))
                : sendOutstanding(mail, shipment.delivery().id());
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
    private Optional<DeliveryFault> sendOutstanding(SealedMail mail, long delivery) throws Exception {
        List<String> everybody = mail.recipients();
        List<String> outstanding = receipts.outstanding(delivery, everybody);
        receipts.name(delivery, mail.getSubject());
        List<MailReceipt> said = outstanding.isEmpty() ? List.of() : server.send(mail.to(outstanding));
        return receipts.take(delivery, everybody, mail.sent(), said);
    }

    /** Writes the mail to the file as the parameters of {@code email} want it. */
    SealedMail seal(Letter letter, Shipment shipment, Map<String, String> parameters, Path file)
            throws IOException, DeliveryFault {
        SealedMail.Envelope envelope = new SealedMail.Envelope(
                Addressees.parse(
                        parameters.getOrDefault("from", "").isBlank() ? server.from() : parameters.get("from"),
                        parameters.getOrDefault("to", ""),
                        parameters.getOrDefault("cc", ""),
                        parameters.getOrDefault("bcc", "")),
                shipment.delivery().eventId(),
                shipment.date(),
                Unsubscribe.parse(parameters.getOrDefault("unsubscribe", "")));
        Letter.Limit limit =
                Letter.Limit.parse(parameters.getOrDefault("maxBytes", ""), parameters.getOrDefault("filesAt", ""));
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
