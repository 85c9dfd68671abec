package io.rankwire.camel;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Letter;
import io.rankwire.delivery.Shipment;
import io.rankwire.delivery.WebhookSignature;
import io.rankwire.document.WebhookPayload;
import io.rankwire.vendor.RetryAfter;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.Registry;

/**
 * The steps of sinks that send to another side, over Camel's own components. Secrets are set on the endpoint, by the
 * name of the property that holds them, and are never part of its address.
 */
public final class RemoteSteps {
    private final ProducerTemplate template;
    private final CamelContext context;
    private final Settings settings;
    private final WebhookPayload payloads;
    private final Clock clock;

    public RemoteSteps(CamelContext context, WebhookPayload payloads, Clock clock) {
        this.context = context;
        this.template = context.createProducerTemplate();
        this.settings = new Settings(context);
        this.payloads = payloads;
        this.clock = clock;
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "email", this::email);
        Steps.bind(registry, "webhook", this::webhook);
    }

    private Message send(Endpoint endpoint, Object body, Map<String, Object> headers) throws Exception {
        Exchange answer = template.request(endpoint, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage();
    }

    private void email(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange);
        Shipment shipment = SinkSteps.shipment(exchange);
        Letter.Envelope envelope = new Letter.Envelope(
                call.get("from", settings.find("mail.from").orElse("rankwire@localhost")),
                call.required("to"),
                shipment.delivery().eventId(),
                shipment.snapshot().origin().fetchedAt());
        MimeMessage message = message(SinkSteps.letter(exchange), envelope);
        send(smtp(), message, Map.of());
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
        MailEndpoint endpoint = (MailEndpoint) context.getEndpoint(Uri.of(
                scheme + ":" + settings.require("mail.host") + ":" + settings.require("mail.port"),
                Map.of("connectionTimeout", 10_000)));
        var configuration = endpoint.getConfiguration();
        settings.find("mail.username").ifPresent(configuration::setUsername);
        settings.findSecret("mail.password").ifPresent(configuration::setPassword);
        var properties = new java.util.Properties();
        properties.put("mail." + scheme + ".starttls.enable", String.valueOf(!tls.equals("none")));
        properties.put("mail." + scheme + ".starttls.required", String.valueOf(tls.equals("required")));
        properties.put("mail." + scheme + ".ssl.checkserveridentity", "true");
        properties.put("mail." + scheme + ".timeout", "60000");
        properties.put("mail." + scheme + ".writetimeout", "60000");
        configuration.setAdditionalJavaMailProperties(properties);
        return endpoint;
    }

    private void webhook(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange);
        Shipment shipment = SinkSteps.shipment(exchange);
        byte[] body = payloads.of(
                shipment.snapshot(),
                shipment.delivery().feed(),
                Integer.parseInt(call.get("maxBytes", Integer.toString(WebhookPayload.USUAL_BYTES))));
        String id = shipment.delivery().eventId();
        long now = clock.instant().getEpochSecond();
        List<String> secrets = PublishStep.sinks(settings.secret(call.required("secretProperty")));
        Message answer = send(
                http(new TreeSet<>(PublishStep.sinks(call.get("allowHosts", "")))),
                body,
                Map.of(
                        Exchange.HTTP_METHOD,
                        "POST",
                        Exchange.HTTP_URI,
                        settings.require(call.required("urlProperty")),
                        Exchange.CONTENT_TYPE,
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(now),
                        "webhook-signature",
                        WebhookSignature.sign(secrets, id, now, body)));
        judge(answer);
        shipment.sent(Ledger.Sent.of(WebhookPayload.type(shipment.snapshot()), body));
    }

    private Endpoint http(SortedSet<String> allowedHosts) {
        String guard = "guarded-http" + String.join("-", allowedHosts);
        if (context.getRegistry().lookupByName(guard) == null) {
            context.getRegistry().bind(guard, new GuardedHttp(allowedHosts));
        }
        return context.getEndpoint(Uri.of(
                "http:webhook",
                Map.of(
                        "throwExceptionOnFailure", false,
                        "connectTimeout", 5_000,
                        "responseTimeout", 15_000,
                        "soTimeout", 15_000,
                        "httpClientConfigurer", "#" + guard)));
    }

    private void judge(Message answer) throws DeliveryFault {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status >= 200 && status < 300) {
            return;
        }
        String reason = "HTTP " + status;
        if (status == 410) {
            throw DeliveryFault.gone(reason + ": the receiver wants nothing more");
        }
        boolean passing = status == 408 || status == 425 || status == 429 || status >= 500;
        throw passing
                ? DeliveryFault.passing(
                        reason, RetryAfter.parse(answer.getHeader("Retry-After", String.class), clock.instant()))
                : DeliveryFault.permanent(reason, null);
    }

    /** A Camel endpoint's address from its options. */
    private static final class Uri {
        private Uri() {}

        static String of(String address, Map<String, Object> options) {
            return address + "?"
                    + String.join(
                            "&",
                            options.entrySet().stream()
                                    .map(option -> option.getKey() + "=RAW(" + option.getValue() + ")")
                                    .toList());
        }
    }
}
