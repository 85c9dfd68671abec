package io.rankwire.route.bus;

import io.rankwire.text.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Items on their way to Kafka. One that cannot be sent stays here until it can; of several for one feed or sink the newest
 * is sent. Safe for use by many threads.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");
    /** So many are under way to the broker at once. */
    private static final int MOST_AT_ONCE = 500;

    private final CamelContext context;
    private final ProducerTemplate template;
    private final Map<Address, WorkItem> waiting = new LinkedHashMap<>();
    private final Trouble trouble;

    Outbox(CamelContext context, Trouble trouble) {
        this.context = context;
        this.trouble = trouble;
        this.template = context.createProducerTemplate();
    }

    private record Address(String topic, String name) {}

    /** Has the item sent soon. */
    synchronized void put(String topic, WorkItem item) {
        waiting.put(new Address(topic, item.name()), item);
    }

    private synchronized Map<Address, WorkItem> some() {
        Map<Address, WorkItem> some = new LinkedHashMap<>();
        waiting.entrySet().stream().limit(MOST_AT_ONCE).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        return some;
    }

    /** Takes an item out that was sent, unless a newer one is there already. */
    private synchronized void sent(Address address, WorkItem item) {
        waiting.remove(address, item);
    }

    /** Sends what is there; false when Kafka did not take all of it. */
    boolean send() {
        for (Map<Address, WorkItem> some = some(); !some.isEmpty(); some = some()) {
            if (!send(some)) {
                return false;
            }
        }
        return true;
    }

    private boolean send(Map<Address, WorkItem> some) {
        List<CompletableFuture<Exchange>> answers = new ArrayList<>();
        some.forEach((address, item) -> answers.add(template.asyncSend("kafka:" + address.topic(), exchange(item))));
        Exception failure = null;
        int next = 0;
        for (Map.Entry<Address, WorkItem> one : some.entrySet()) {
            Exchange answer = answers.get(next++).join();
            if (answer.getException() == null) {
                sent(one.getKey(), one.getValue());
            } else {
                failure = answer.getException();
            }
        }
        if (failure == null) {
            trouble.over(Trouble.Part.SENDING);
        } else {
            trouble.at(Trouble.Part.SENDING, Reason.of(failure));
            LOG.debug("sending", failure);
        }
        return failure == null;
    }

    private Exchange exchange(WorkItem item) {
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        exchange.getMessage().setHeader(KafkaConstants.KEY, item.key());
        exchange.getMessage().setBody(item.write());
        return exchange;
    }
}
