package io.rankwire.camel;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Letter;
import io.rankwire.delivery.Shipment;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.Registry;

/**
 * The step of sinks that send a mail, over Camel's own component. Login and password are set on the endpoint and are
 * never part of its address.
 */
public final class MailSteps {
    private final ProducerTemplate template;
    private final CamelContext context;
    private final Settings settings;

    public MailSteps(CamelContext context) {
        this.context = context;
        this.template = context.createProducerTemplate();
        this.settings = new Settings(context);
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "email", this::email);
    }

    private void email(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange);
        Shipment shipment = SinkSteps.shipment(exchange);
        Letter.Envelope envelope = new Letter.Envelope(
                call.get("from", settings.find("mail.from").orElse("rankwire@localhost")),
                call.required("to"),
                shipment.delivery().eventId(),
                shipment.date());
        MimeMessage message = message(SinkSteps.letter(exchange), envelope);
        Exchange answer = template.request(smtp(), sent -> sent.getMessage().setBody(message));
        if (answer.getException() != null) {
            throw answer.getException();
        }
    }

    private static MimeMessage message(Letter letter, Letter.Envelope envelope) throws DeliveryFault {
        try {
            return letter.message(envelope);
        } catch (MessagingException e) {
            throw DeliveryFault.permanent(Reason.of(e), e);
        }
    }

    private Endpoint smtp() {
        String tls = settings.find("mail.tls").orElse("required");
        String scheme = tls.equals("implicit") ? "smtps" : "smtp";
        MailEndpoint endpoint = (MailEndpoint) context.getEndpoint(EndpointUri.of(
                scheme + ":" + settings.require("mail.host") + ":" + settings.require("mail.port"),
                Map.of("connectionTimeout", 10_000)));
        var configuration = endpoint.getConfiguration();
        settings.find("mail.username").ifPresent(configuration::setUsername);
        settings.findSecret("mail.password").ifPresent(configuration::setPassword);
        var properties = new Properties();
        properties.put("mail." + scheme + ".starttls.enable", String.valueOf(!tls.equals("none")));
        properties.put("mail." + scheme + ".starttls.required", String.valueOf(tls.equals("required")));
        properties.put("mail." + scheme + ".ssl.checkserveridentity", "true");
        properties.put("mail." + scheme + ".timeout", "60000");
        properties.put("mail." + scheme + ".writetimeout", "60000");
        configuration.setAdditionalJavaMailProperties(properties);
        return endpoint;
    }
}
