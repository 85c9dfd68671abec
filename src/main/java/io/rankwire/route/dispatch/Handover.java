package io.rankwire.route.dispatch;

import io.rankwire.delivery.Shipment;
import io.rankwire.route.step.SinkSteps;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/** Hands shipments to the routes of their sinks. Safe for use by many threads. */
final class Handover {
    /** The header that is true on the message of a test, for transports of operators' own. */
    private static final String TEST = "RankwireTest";

    private final CamelContext context;
    private final ProducerTemplate template;

    Handover(CamelContext context) {
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    /** Waits until the sink is through with it; where the sink failed, the exchange says why. */
    Exchange give(Shipment shipment) {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.setProperty(SinkSteps.SHIPMENT, shipment);
        exchange.getMessage().setBody(shipment.snapshot());
        if (shipment.isTest()) {
            exchange.getMessage().setHeader(TEST, true);
        }
        return template.send("direct:" + shipment.delivery().sink(), exchange);
    }
}
