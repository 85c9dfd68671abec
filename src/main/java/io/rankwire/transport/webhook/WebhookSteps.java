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
import io.rankwire.source.Options;
import io.rankwire.text.CommaList;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
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
        Options options = KameletCall.options(exchange, "webhook");
        Shipment shipment = SinkSteps.single(exchange, options);
        if (!hears(options, shipment)) {
            if (shipment.sent().name() == null) {
                shipment.unwanted("its webhook does not hear of " + type(shipment));
            }
            return;
        }
        boolean standard = options.required("format").equals(WebhookHttp.STANDARD);
        byte[] body = standard ? payload(options, shipment) : chat(options, shipment);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(Exchange.HTTP_METHOD, "POST");
        headers.put(Exchange.HTTP_URI, WebhookHttp.address(options, settings).toString());
        headers.put(Exchange.CONTENT_TYPE, "application/json");
        String id = shipment.delivery().eventId();
        long now = clock.instant().getEpochSecond();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now));
        secrets(options, standard)
                .ifPresent(secrets -> headers.put("webhook-signature", WebhookSignature.sign(secrets, id, now, body)));
        WebhookSuccess success = WebhookHttp.success(options);
        Message answer = send(http.endpoint(options, success), body, headers);
        Optional<DeliveryFault> fault = WebhookAnswer.fault(
                answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                body(answer),
                success,
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
    private static boolean hears(Options options, Shipment shipment) {
        return shipment.isTest() || Subscriptions.named(options).contains(Event.parse(options.route(), type(shipment)));
    }

    private static String type(Shipment shipment) {
        if (shipment.isTest()) {
            return WebhookPayload.TEST;
        }
        return shipment.delivery().stop() == null ? WebhookPayload.type(shipment.snapshot()) : Event.STOPPED.word();
    }

    private byte[] payload(Options options, Shipment shipment) {
        Delivery delivery = shipment.delivery();
        if (delivery.stop() != null) {
            return payloads.stopped(
                    shipment.snapshot(),
                    delivery.feed(),
                    delivery.stop().reason(),
                    delivery.stop().at());
        }
        WebhookPayload.Terms terms = new WebhookPayload.Terms(
                options.count("maxBytes"), options.countIfAny("top").orElse(WebhookPayload.Terms.USUAL_TOP));
        List<FileReference> files = files(options, shipment);
        return shipment.isTest()
                ? payloads.test(shipment.snapshot(), delivery.feed(), files, terms)
                : payloads.ranking(shipment.snapshot(), delivery.feed(), files, terms);
    }

    private byte[] chat(Options options, Shipment shipment) {
        Chat chat = options.choice("format", Chat.class);
        Delivery delivery = shipment.delivery();
        if (delivery.stop() != null) {
            return chat.write(Announcement.stopped(
                    shipment.snapshot(), delivery.label(), delivery.stop().reason()));
        }
        return chat.write(Announcement.of(
                snapshots,
                shipment.snapshot(),
                (shipment.isTest() ? "TEST · " : "") + delivery.label(),
                files(options, shipment),
                options.countIfAny("top").orElse(Chat.USUAL_TOP)));
    }

    /** What the steps before made; as a rule a transport between them and this one has delivered it. */
    private static List<FileReference> files(Options options, Shipment shipment) {
        Optional<String> link = options.text("link");
        return shipment.documents().stream()
                .map(document -> FileReference.of(document, link))
                .toList();
    }

    /** Chats know each other by the address; everybody else by the secret. */
    private Optional<List<String>> secrets(Options options, boolean required) {
        Optional<String> property =
                required ? Optional.of(options.required("secretProperty")) : options.text("secretProperty");
        return property.map(key -> CommaList.parse(settings.secret(key)));
    }

    private static String body(Message answer) {
        byte[] bytes = answer.getBody(byte[].class);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private Message send(Endpoint endpoint, byte[] body, Map<String, Object> headers) throws Exception {
        Exchange answer = template.request(endpoint, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage();
    }
}
