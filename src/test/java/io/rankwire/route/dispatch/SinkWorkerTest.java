package io.rankwire.route.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.Rankings;
import io.rankwire.ranking.Snapshot;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt comes to where a route is missing: the sink's own, or one that it hands on to. */
class SinkWorkerTest {
    @TempDir
    Path home;

    @AutoClose
    private final CamelContext context = new DefaultCamelContext();

    @AutoClose
    private Rankings rankings;

    private Snapshot snapshot;

    @BeforeEach
    void start() {
        rankings = new Rankings(home);
        snapshot = rankings.fetch("2026-W12", "2026-W12");
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        context.start();
    }

    private DeliveryFault fault(String sink) {
        Delivery delivery = Delivery.unlisted("event", snapshot, "feed", "feed", sink);
        Shipment shipment = new Shipment(delivery, snapshot, home.resolve("spool"));
        return DeliveryFault.of(
                SinkWorker.give(context.createProducerTemplate(), shipment).getException());
    }

    @Test
    void aSinkWithoutARouteMayHaveOneLater() {
        assertThat(fault("gone").kind()).isEqualTo(DeliveryFault.Kind.PASSING);
        assertThat(fault("gone")).hasMessage("there is no route for this sink");
    }

    @Test
    void soMayARouteThatASinkHandsOnTo() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:there").to("direct:gone");
            }
        });

        assertThat(fault("there")).hasMessage("there is no route for this sink");
    }
}
