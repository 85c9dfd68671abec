package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeContextTest {
    private final LargeContext context = new LargeContext();

    @BeforeEach
    void start() {
        context.build();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void add(String id, String... targets) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + id).routeId(id).to(targets);
            }
        });
    }

    private void remove(String id) throws Exception {
        context.getRouteController().stopRoute(id);
        assertThat(context.removeRoute(id)).isTrue();
    }

    private List<String> endpoints() {
        return context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .sorted()
                .toList();
    }

    @Test
    void takesWithARouteTheEndpointsThatNoOtherUses() throws Exception {
        add("one", "log:both", "log:one");
        add("two", "log:both", "log:two");
        remove("one");
        assertThat(endpoints()).containsExactly("direct://two", "log://both", "log://two");

        // What is known of the routes that stay must not outlive a stop, nor miss a route that came later.
        context.getRouteController().stopRoute("two");
        context.getRouteController().startRoute("two");
        add("three", "log:both", "log:three");
        remove("three");
        assertThat(endpoints()).containsExactly("direct://two", "log://both", "log://two");

        remove("two");
        assertThat(endpoints()).isEmpty();
        assertThat(context.removeRoute("two")).isFalse();
    }
}
