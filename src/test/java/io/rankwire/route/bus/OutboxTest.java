package io.rankwire.route.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant AT = Instant.parse("2026-04-08T08:00:00Z");

    private final CamelContext context = new DefaultCamelContext();
    private final Trouble trouble = new Trouble();
    private Outbox outbox;
    private MockEndpoint polls;

    @BeforeEach
    void open() {
        context.setAutowiredEnabled(false);
        context.addComponent("kafka", new MockComponent());
        context.start();
        polls = context.getEndpoint("kafka:polls", MockEndpoint.class);
        outbox = new Outbox(context, trouble);
    }

    @AfterEach
    void close() {
        context.stop();
    }

    private List<WorkItem> sent() {
        return polls.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .map(text -> WorkItem.read(text).orElseThrow())
                .toList();
    }

    private HealthCheck.State health() {
        return trouble.call().getState();
    }

    @Test
    void sendsEachOnceUnderItsKey() {
        outbox.put("polls", WorkItem.now("a", AT));
        outbox.put("polls", WorkItem.now("b", AT).handedOn());

        assertThat(outbox.send()).isTrue();
        assertThat(outbox.send()).isTrue();

        assertThat(sent())
                .containsExactlyInAnyOrder(
                        WorkItem.now("a", AT), WorkItem.now("b", AT).handedOn());
        assertThat(polls.getExchanges().stream()
                        .map(exchange -> exchange.getMessage().getHeader(KafkaConstants.KEY)))
                .containsExactlyInAnyOrder("a", "b#1");
    }

    @Test
    void sendsOfSeveralForOneFeedTheNewest() {
        outbox.put("polls", WorkItem.now("a", AT));
        outbox.put("polls", WorkItem.now("a", AT.plusSeconds(1)));

        outbox.send();

        assertThat(sent()).containsExactly(WorkItem.now("a", AT.plusSeconds(1)));
    }

    @Test
    void sendsMoreThanGoAtOnce() {
        for (int number = 0; number < 1201; number++) {
            outbox.put("polls", WorkItem.now("feed-" + number, AT));
        }
        assertThat(outbox.send()).isTrue();

        assertThat(sent()).hasSize(1201);
    }

    @Test
    void keepsWhatCouldNotBeSentAndSaysSo() {
        polls.whenAnyExchangeReceived(exchange -> exchange.setException(new IOException("no broker")));
        outbox.put("polls", WorkItem.now("a", AT));

        assertThat(outbox.send()).isFalse();
        assertThat(health()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(trouble.call().getMessage()).contains("work waits for Kafka: io: no broker");

        polls.whenAnyExchangeReceived(null);
        polls.reset();
        assertThat(outbox.send()).isTrue();
        assertThat(sent()).containsExactly(WorkItem.now("a", AT));
        assertThat(health()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void isHealthyAgainWhenNothingIsWrongAnywhere() {
        trouble.at(Trouble.Part.TAKING, "no connection");
        trouble.at(Trouble.Part.SENDING, "no broker");
        trouble.over(Trouble.Part.TAKING);
        assertThat(trouble.call().getMessage()).contains("work waits for Kafka: no broker");
        assertThat(trouble.isLiveness()).isFalse();

        trouble.over(Trouble.Part.SENDING);

        assertThat(health()).isEqualTo(HealthCheck.State.UP);
    }
}
