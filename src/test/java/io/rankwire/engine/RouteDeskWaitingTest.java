package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.desk.FileState;
import io.rankwire.operator.desk.FileState.Status;
import io.rankwire.poll.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** Edits of what is in the midst of something. */
class RouteDeskWaitingTest extends RouteDeskBench {
    @Test
    void lettingAPollEndOnTheVersionItBeganWith() throws Exception {
        gated();
        start();
        CompletableFuture<List<Outcome>> polling = pollInTheBackground("shops");
        Route old = route("shops");
        workplace.feed("shops", SHOPS, with(US, "transform", "direct:gated"), "archive");
        lookTwice();

        assertThat(shops().status()).isEqualTo(Status.WAITING);
        assertThat(route("shops")).isSameAs(old);
        open.release();
        assertThat(polling.get(30, TimeUnit.SECONDS)).allMatch(outcome -> outcome instanceof Outcome.Known);
        engine.desk().look();

        assertThat(shops().status()).isEqualTo(Status.LOADED);
        assertThat(route("shops")).isNotSameAs(old);
        assertThat(workplace.sandbox.fastMoss().requests()).hasSize(3);
        assertThat(regions("shops")).containsExactly("GB");
        pollsAsEver("shops");
    }

    @Test
    void swapsRowStepsOnlyWhenNoPollIsInThem() throws Exception {
        gated();
        start();
        CompletableFuture<List<Outcome>> polling = pollInTheBackground("shops");
        workplace.route("steps/gated", steps("log:changed?level=TRACE"));
        lookTwice();

        FileState steps = state("routes/steps/gated.camel.yaml");
        assertThat(steps.status()).isEqualTo(Status.WAITING);
        open.release();
        assertThat(polling.get(30, TimeUnit.SECONDS)).allMatch(outcome -> outcome instanceof Outcome.Known);
        engine.desk().look();

        assertThat(state("routes/steps/gated.camel.yaml").status()).isEqualTo(Status.LOADED);
        pollsAsEver("shops");
    }

    @Test
    void goesOnAsBeforeWhenAnEditThatWaitsIsTakenBack() throws Exception {
        gated();
        start();
        String before = workplace.text("routes/shops.camel.yaml");
        CompletableFuture<List<Outcome>> polling = pollInTheBackground("shops");
        Route old = route("shops");
        workplace.feed("shops", SHOPS, US, "archive");
        lookTwice();
        workplace.route("shops", before);
        lookTwice();
        open.release();
        assertThat(polling.get(30, TimeUnit.SECONDS)).hasSize(1);
        engine.desk().look();

        assertThat(shops().status()).isEqualTo(Status.LOADED);
        assertThat(route("shops").getId()).isEqualTo(old.getId());
        pollsAsEver("shops");
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private void gated() throws IOException {
        workplace
                .feed("shops", SHOPS, with(GB, "transform", "direct:gated"), "archive")
                .route("steps/gated", "# Stops in the middle of a page.\n" + steps("bean:gate"));
    }

    private static String steps(String uri) {
        return """
                - route:
                    id: gated
                    from:
                      uri: direct:gated
                      steps:
                        - to: %s
                """.formatted(uri);
    }

    private CompletableFuture<List<Outcome>> pollInTheBackground(String feed) throws InterruptedException {
        CompletableFuture<List<Outcome>> polling = CompletableFuture.supplyAsync(() -> {
            try {
                return poll(feed);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        return polling;
    }

    @Test
    void swapsASinkOnlyBetweenDeliveries() throws Exception {
        workplace.route("sinks/slow", """
                - route:
                    id: slow
                    from:
                      uri: direct:slow
                      steps:
                        - to: bean:gate
                """).feed("shops", SHOPS, GB, "slow");
        start();
        poll("shops");
        CompletableFuture<Void> delivering =
                CompletableFuture.runAsync(() -> engine.dispatcher().settle());
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        workplace.sink("slow", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "data/slow"));
        lookTwice();

        assertThat(state("routes/sinks/slow.camel.yaml").status()).isEqualTo(Status.WAITING);
        open.release();
        delivering.get(30, TimeUnit.SECONDS);
        engine.desk().look();
        engine.ledger().replay(engine.snapshots().find(1).orElseThrow(), "slow");
        pollsAsEver("shops");
        assertThat(workplace.files("data/slow")).hasSize(2);
    }
}
