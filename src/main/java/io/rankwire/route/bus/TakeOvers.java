package io.rankwire.route.bus;

import io.rankwire.poll.Rounds;
import io.rankwire.store.Outage;
import io.rankwire.text.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has polls gone on with that their node did not end. Every node looks for them and begins at once; the first to claim a
 * series has it. Over Kafka they would have to wait until the dead node's share of the topic is given to others.
 */
final class TakeOvers {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.bus");

    private final Rounds rounds;
    private final Consumer<String> poll;
    private final ExecutorService workers;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    TakeOvers(CamelContext context, Rounds rounds, int atOnce, Consumer<String> poll) {
        this.rounds = rounds;
        this.poll = poll;
        this.workers = context.getExecutorServiceManager().newFixedThreadPool(this, "take-over", atOnce);
    }

    /** Begins with what was broken off since the last look. */
    void look() {
        try {
            rounds.brokenOff().stream().filter(begun::add).forEach(feed -> workers.execute(() -> goOn(feed)));
        } catch (RuntimeException e) {
            // When the store is away, the work itself reports it.
            if (!Outage.caused(e)) {
                LOG.error("polls that were broken off could not be looked for: {}", Reason.of(e), e);
            }
        }
    }

    private void goOn(String feed) {
        try {
            poll.accept(feed);
        } catch (RuntimeException e) {
            LOG.error("feed={} could not be gone on with: {}", feed, Reason.of(e), e);
        } finally {
            begun.remove(feed);
        }
    }
}
