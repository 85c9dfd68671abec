package io.rankwire.route.polling;

import io.rankwire.text.Reason;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a poll of a feed found.
 *
 * @param series one line each; none when the feed failed as a whole
 * @param failure why it failed as a whole; null when it did not
 */
public record Polled(List<PolledSeries> series, @Nullable String failure) {
    public Polled {
        series = List.copyOf(series);
    }

    static Polled failed(String why) {
        return new Polled(List.of(), why);
    }

    static Polled of(Exchange exchange, Clock clock) {
        return exchange.isFailed()
                ? failed(Reason.of(exchange.getException()))
                : new Polled(
                        PollSteps.polls(exchange).stream()
                                .map(poll -> PolledSeries.of(poll, clock))
                                .toList(),
                        null);
    }

    /** Whether nothing is left to do but to wait for the vendor's publication. */
    public boolean done() {
        return failure == null && !series.isEmpty() && series.stream().allMatch(PolledSeries::done);
    }
}
