package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.feed.Series;
import io.rankwire.operator.desk.FileState;
import io.rankwire.poll.Outcome;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A desk with two feeds and a sink on it, and a gate that a test can stop what runs at. */
abstract class RouteDeskBench {
    static final Map<String, String> GB = Map.of("region", "GB", "period", "day");
    static final Map<String, String> US = Map.of("region", "US", "period", "day");
    static final String SHOPS = "fastmoss-shop-most-promoted";

    @TempDir
    Path folder;

    Workplace workplace;
    Engine engine;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .property("shops.dir", "data/archive")
                .feed("shops", SHOPS, GB, "archive")
                .feed("live", "fastmoss-live-top-product", US, "archive")
                .sink("archive", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "{{shops.dir}}"));
    }

    void start() throws Exception {
        workplace.configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        // Bound before any file is loaded, for steps that stop a poll in the middle.
        engine.context().getRegistry().bind("gate", Processor.class, (Processor) exchange -> gate());
        engine.desk().load(false);
        assertThat(engine.desk().problems()).isEmpty();
        engine.desk().look();
    }

    @AfterEach
    void moveOut() throws IOException {
        if (engine != null) {
            engine.close();
        }
        workplace.close();
    }

    final CountDownLatch inside = new CountDownLatch(1);
    final Semaphore open = new Semaphore(0);

    void gate() throws InterruptedException {
        inside.countDown();
        if (!open.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the gate");
        }
        open.release();
    }

    Route route(String id) {
        return engine.context().getRoute(id);
    }

    /** An edit counts once it was seen twice. */
    void lookTwice() {
        engine.desk().look();
        engine.desk().look();
    }

    FileState state(String file) {
        Path path = workplace.home.resolve(file);
        return engine.desk().files().stream()
                .filter(state -> state.file().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        file + " is not among " + engine.desk().files()));
    }

    FileState shops() {
        return state("routes/shops.camel.yaml");
    }

    List<Outcome> poll(String feed) throws Exception {
        return new FeedRunner(engine.context()).poll(feed);
    }

    /** The regions that a feed fetched rankings of, the newest first. */
    List<String> regions(String feed) {
        return engine.snapshots().list(Optional.of(feed)).stream()
                .map(snapshot ->
                        Series.parse(snapshot.origin().series()).scope().get("region"))
                .toList();
    }

    void pollsAsEver(String... feeds) throws Exception {
        for (String feed : feeds) {
            assertThat(poll(feed)).hasSize(1).allMatch(outcome -> outcome instanceof Outcome.Known);
        }
        engine.dispatcher().settle();
        assertThat(engine.deliveries().list(DeliveryFilter.ALL))
                .isNotEmpty()
                .allMatch(delivery -> delivery.progress().status() == Delivery.Status.DELIVERED);
    }
}
