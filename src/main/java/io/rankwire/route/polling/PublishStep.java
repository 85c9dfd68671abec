package io.rankwire.route.polling;

import io.rankwire.delivery.Audience;
import io.rankwire.delivery.Digests;
import io.rankwire.delivery.Ledger;
import io.rankwire.document.report.Digest;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Subscriptions;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Poll;
import io.rankwire.route.digest.GatherDigest;
import io.rankwire.route.step.KameletCall;
import io.rankwire.text.CommaList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step {@code publish}. In: polls that ended, or a digest. Seals what was fetched and owes it to who hears of it. */
public final class PublishStep implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.digest");

    private final Ledger ledger;
    private final Digests digests;
    private final ProgramEvents programEvents;

    public PublishStep(Ledger ledger, Digests digests, ProgramEvents programEvents) {
        this.ledger = ledger;
        this.digests = digests;
        this.programEvents = programEvents;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<GatherDigest.Gathered> digest = GatherDigest.of(exchange);
        if (digest.isPresent()) {
            publish(digest.get(), sinks(exchange));
            return;
        }
        List<Poll> polls = PollSteps.polls(exchange);
        if (polls.isEmpty()) {
            throw new IllegalStateException("publish needs a source kamelet or a digest before it");
        }
        if (exchange.getProperty(PollSteps.KEEP_TO_ITSELF, false, Boolean.class)) {
            return;
        }
        List<String> sinks = sinks(exchange);
        Subscriptions subscriptions = new Subscriptions(exchange.getContext());
        Audience audience = event ->
                sinks.stream().filter(sink -> subscriptions.hears(sink, event)).toList();
        polls.forEach(poll -> publish(poll, audience));
    }

    private static List<String> sinks(Exchange exchange) {
        return CommaList.parse(KameletCall.options(exchange, "publish").required("sinks"));
    }

    private void publish(Poll poll, Audience audience) {
        Outcome outcome = poll.outcome().orElseThrow();
        if (outcome instanceof Outcome.Fetched) {
            programEvents.seal(poll.feed().name(), () -> ledger.publish(poll, audience));
            ledger.wentOn(poll.feed());
        } else if (outcome instanceof Outcome.Known known) {
            ledger.publish(known.snapshot(), poll.feed(), audience);
        } else if (outcome instanceof Outcome.Suspended down) {
            poll.stopped().ifPresent(run -> ledger.stopped(poll.feed(), run, down.reason(), audience));
        } else if (!(outcome instanceof Outcome.Busy)) {
            ledger.wentOn(poll.feed());
        }
    }

    private void publish(GatherDigest.Gathered gathered, List<String> sinks) {
        Digest digest = gathered.digest();
        Digests.Outcome outcome = digests.publish(digest, gathered.unwanted(), sinks);
        if (outcome instanceof Digests.Outcome.Owed owed) {
            LOG.info(
                    "digest={} due={} rankings={} news={}",
                    digest.name(),
                    digest.dueAt(),
                    digest.rankings().size(),
                    owed.digest().news().size());
        } else if (outcome instanceof Digests.Outcome.Skipped skipped) {
            LOG.info("digest={} due={} is not sent: {}", digest.name(), digest.dueAt(), skipped.reason());
        } else {
            LOG.info("digest={} due={} was published already", digest.name(), digest.dueAt());
        }
    }
}
