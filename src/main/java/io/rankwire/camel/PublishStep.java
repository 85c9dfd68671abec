package io.rankwire.camel;

import io.rankwire.delivery.Ledger;
import io.rankwire.ranking.Outcome;
import io.rankwire.ranking.Poll;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code publish}. In: polls that ended. Seals what it fetched and owes it to every sink. */
public final class PublishStep implements Processor {
    private final Ledger ledger;

    public PublishStep(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        List<Poll> polls = PollSteps.polls(exchange);
        if (polls.isEmpty()) {
            throw new IllegalStateException("publish needs a source kamelet before it");
        }
        if (exchange.getProperty(PollSteps.KEEP_TO_ITSELF, false, Boolean.class)) {
            return;
        }
        List<String> sinks = sinks(KameletCall.of(exchange).required("sinks"));
        polls.forEach(poll -> publish(poll, sinks));
    }

    private void publish(Poll poll, List<String> sinks) {
        Outcome outcome = poll.outcome().orElseThrow();
        if (outcome instanceof Outcome.Fetched) {
            ledger.publish(poll, sinks);
        } else if (outcome instanceof Outcome.Known known) {
            ledger.publish(known.snapshot(), poll.feed(), sinks);
        }
    }

    static List<String> sinks(String names) {
        return Stream.of(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
