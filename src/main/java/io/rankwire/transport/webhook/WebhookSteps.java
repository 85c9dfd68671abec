package io.rankwire.transport.webhook;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Event;
import io.rankwire.delivery.Sent;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.export.FileReference;
import io.rankwire.kamelet.Subscriptions;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.CommaList;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;

/**
 * The step of sinks that call a webhook, over Camel's own component. Address and secrets are read from properties and never
 * are part of an endpoint or a message.
 */
public final class WebhookSteps {
    private final ProducerTemplate template;
    private final Settings settings;
    private final WebhookHttp http;
    private final Snapshots snapshots;
    private final WebhookPayload payloads;
    private final Clock clock;

    public WebhookSteps(CamelContext context, Home home, Snapshots snapshots, Clock clock) {
        this.template = context.createProducerTemplate();
        this.settings = new Settings(context);
        this.http = new WebhookHttp(context, home);
        this.snapshots = snapshots;
        this.payloads = new WebhookPayload(snapshots);
        this.clock = clock;
    }

    /** Makes the step known under the name that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "webhook", this::webhook);
    }

    private void webhook(Exchange exchange) throws Exception {
        KameletCall call = KameletCall.of(exchange, "webhook");
        Shipment shipment = SinkSteps.single(exchange, call);
        if (!hears(call, shipment)) {
            if (shipment.sent().name() == null) {
                shipment.unwanted("its webhook does not hear of " + type(shipment));
            }
            return;
        }
        boolean standard = call.required("format").equals(WebhookHttp.STANDARD);
        byte[] body = standard ? payload(call, shipment) : chat(call, shipment);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(Exchange.HTTP_METHOD, "POST");
        headers.put(Exchange.HTTP_URI, WebhookHttp.address(call, settings).toString());
        headers.put(Exchange.CONTENT_TYPE, "application/json");
        String id = shipment.delivery().eventId();
        long now = clock.instant().getEpochSecond();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now));
        secrets(call, standard)
                .ifPresent(secrets -> headers.put("webhook-signature", WebhookSignature.sign(secrets, id, now, body)));
        Message answer = send(call, body, headers);
        Optional<DeliveryFault> fault = WebhookAnswer.fault(
                answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                body(answer),
                WebhookHttp.success(call),
                answer.getHeader("Retry-After", String.class),
                clock.instant());
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (shipment.documents().isEmpty()) {
            shipment.sent(Sent.of(type(shipment), body));
        }
    }

    /** A route may hold several webhooks, each with events of its own. A test concerns them all. */
    private static boolean hears(KameletCall call, Shipment shipment) {
        return shipment.isTest()
                || Subscriptions.named(call.caller(), call.text("events").orElse(null))
                        .contains(Event.parse(call.caller(), type(shipment)));
    }

    private static String type(Shipment shipment) {
        if (shipment.isTest()) {
            return WebhookPayload.TEST;
        }
        return shipment.delivery().stop() == null ? WebhookPayload.type(shipment.snapshot()) : Event.STOPPED.word();
    }

    private byte[] payload(KameletCall call, Shipment shipment) {
        Delivery delivery = shipment.delivery();
        if (delivery.stop() != null) {
            return payloads.stopped(
                    shipment.snapshot(),
                    delivery.feed(),
                    delivery.stop().reason(),
                    delivery.stop().at());
        }
        WebhookPayload.Terms terms = new WebhookPayload.Terms(
                call.whole("maxBytes"), call.wholeIfAny("top").orElse(WebhookPayload.Terms.USUAL_TOP));
        List<FileReference> files = files(call, shipment);
        return shipment.isTest()
                ? payloads.test(shipment.snapshot(), delivery.feed(), files, terms)
                : payloads.ranking(shipment.snapshot(), delivery.feed(), files, terms);
    }

    private byte[] chat(KameletCall call, Shipment shipment) {
        Chat chat = Chat.parse(call.required("format"));
        Delivery delivery = shipment.delivery();
        if (delivery.stop() != null) {
            return chat.write(Announcement.stopped(
                    shipment.snapshot(), delivery.label(), delivery.stop().reason()));
        }
        return chat.write(Announcement.of(
                snapshots,
                shipment.snapshot(),
                (shipment.isTest() ? "TEST · " : "") + delivery.label(),
                files(call, shipment),
                call.wholeIfAny("top").orElse(Chat.USUAL_TOP)));
    }

    /** What the steps before made; as a rule a transport between them and this one has delivered it. */
    private static List<FileReference> files(KameletCall call, Shipment shipment) {
        Optional<String> link = call.text("link");
        return shipment.documents().stream()
                .map(document -> FileReference.of(document, link))
                .toList();
    }

    /** Chats know each other by the address; everybody else by the secret. */
    private Optional<List<String>> secrets(KameletCall call, boolean required) {
        Optional<String> property =
                required ? Optional.of(call.required("secretProperty")) : call.text("secretProperty");
        return property.map(key -> CommaList.parse(settings.secret(key)));
    }

    private static String body(Message answer) {
        byte[] bytes = answer.getBody(byte[].class);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private Message send(KameletCall call, byte[] body, Map<String, Object> headers) throws Exception {
        Exchange answer = template.request(http.endpoint(call), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage();
    }
}
