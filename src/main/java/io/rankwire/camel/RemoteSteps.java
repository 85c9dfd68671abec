package io.rankwire.camel;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Sent;
import io.rankwire.delivery.Shipment;
import io.rankwire.delivery.WebhookSignature;
import io.rankwire.document.WebhookPayload;
import io.rankwire.vendor.RetryAfter;
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
import org.apache.camel.spi.Registry;

/** The step of sinks that call a webhook, over Camel's own component. Secrets never are part of its address. */
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

    private void webhook(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange);
        Shipment shipment = SinkSteps.single(exchange, call);
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
        shipment.sent(Sent.of(WebhookPayload.type(shipment.snapshot()), body));
    }

    private Endpoint http(SortedSet<String> allowedHosts) {
        String guard = "guarded-http" + String.join("-", allowedHosts);
        if (context.getRegistry().lookupByName(guard) == null) {
            context.getRegistry().bind(guard, new GuardedHttp(allowedHosts));
        }
        return context.getEndpoint(EndpointUri.of(
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
}
