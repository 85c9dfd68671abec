package io.rankwire.route.bus;

import io.rankwire.text.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.PollExceptionStrategy;
import org.apache.camel.component.kafka.TaskHealthState;

/**
 * Looks after those that take items from Kafka. Camel and Kafka's client say nothing of a broker that is away, and have one
 * try again for ever. Safe for use by many threads.
 */
final class Reception implements PollExceptionStrategy {
    /** A moment without a connection is nothing to speak of. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final long BETWEEN_TRIES_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final List<String> ROUTES = List.of("take-polls", "take-deliveries");

    private final CamelContext context;
    private final Clock clock;
    private final Trouble trouble;
    private volatile Instant failed = Instant.MIN;
    private Instant apart = Instant.MAX;

    Reception(CamelContext context, Clock clock, Trouble trouble) {
        this.context = context;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** Without a limit. */
    @Override
    public boolean canContinue() {
        return true;
    }

    @Override
    public void handle(long partitionLastOffset, Exception exception) {
        failed = clock.instant();
        trouble.at(Trouble.Part.TAKING, Reason.of(exception));
        LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
    }

    /** Sees whether all are connected. */
    synchronized void look() {
        Instant now = clock.instant();
        if (consumers().anyMatch(one -> !one.isReady())) {
            apart = apart.equals(Instant.MAX) ? now : apart;
            if (!apart.plus(LONG).isAfter(now)) {
                trouble.at(Trouble.Part.TAKING, "no connection to its brokers");
            }
        } else {
            apart = Instant.MAX;
            // One whose connection stands may be refused what it asks for.
            if (failed.equals(Instant.MIN) || !failed.plus(LONG).isAfter(now)) {
                trouble.over(Trouble.Part.TAKING);
            }
        }
    }

    private Stream<TaskHealthState> consumers() {
        return ROUTES.stream()
                .map(context::getRoute)
                .filter(route -> route != null)
                .map(Route::getConsumer)
                .filter(KafkaConsumer.class::isInstance)
                .flatMap(consumer -> ((KafkaConsumer) consumer).healthStates().stream());
    }
}
