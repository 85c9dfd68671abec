package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.desk.FileState;
import io.rankwire.operator.desk.FileState.Status;
import io.rankwire.poll.Outcome;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many edits in a row. {@code -Drankwire.reloads=500} makes it as many as that. */
class ReloadTest {
    private static final int RELOADS = Integer.getInteger("rankwire.reloads", 50);
    private static final long MOST_HEAP_BYTES = 4L << 20;

    @TempDir
    Path folder;

    private Workplace workplace;
    private Engine engine;
    private final List<Long> looks = new ArrayList<>();
    private final List<Long> swaps = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        workplace = new Workplace(folder).property("archive.dir", "data/archive");
        for (int i = 0; i < 10; i++) {
            feed(i, 100);
        }
        sink(0);
        kamelet(100);
        workplace.configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        engine.desk().load(true);
        engine.desk().look();
        assertThat(engine.desk().problems()).isEmpty();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        workplace.close();
    }

    private void feed(int number, int pageSize) throws IOException {
        // Polled by hand: a feed of a timer would poll once at every reload.
        workplace.route("feed-" + number, """
                - route:
                    id: feed-%1$d
                    from:
                      uri: timer:feed-%1$d
                      parameters: { delay: 1h, period: 1h }
                      steps:
                        - to:
                            uri: kamelet:stores
                            parameters: { region: GB, pageSize: %2$d }
                        - to:
                            uri: kamelet:publish
                            parameters: { sinks: archive }
                """.formatted(number, pageSize));
    }

    private void sink(int number) throws IOException {
        workplace.route("sinks/archive", """
                # Version %d
                - route:
                    id: archive
                    from:
                      uri: direct:archive
                      steps:
                        - to:
                            uri: kamelet:export
                            parameters: { format: csv, fileName: "{feed}_{period}_%d" }
                        - to:
                            uri: kamelet:file-drop
                            parameters: { directory: "{{archive.dir}}" }
                """.formatted(number, number));
    }

    private void kamelet(int largestPage) throws IOException {
        try (InputStream shipped =
                ReloadTest.class.getResourceAsStream("/kamelets/fastmoss-shop-most-promoted.kamelet.yaml")) {
            Path file = workplace.home.resolve("routes/kamelets/stores.kamelet.yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("name: fastmoss-shop-most-promoted", "name: stores")
                            .replace("largestPage: 100", "largestPage: " + largestPage));
        }
    }

    private void take() {
        engine.desk().look();
        long began = System.nanoTime();
        engine.desk().look();
        looks.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        engine.desk().files().stream()
                .max(Comparator.comparing(FileState::since))
                .filter(file -> file.status() == Status.LOADED && !file.took().isZero())
                .ifPresent(file -> swaps.add(file.took().toMillis()));
    }

    /** One of each kind of edit, one of them wrong. */
    private void round(int number) throws IOException {
        feed(number % 10, 50 + number % 40);
        take();
        sink(number);
        take();
        workplace.route(
                "feed-9", "- route:\n    id: feed-9\n    from: { uri: timer:feed-9, steps: [ { to: nowhere } ] }\n");
        take();
        feed(9, 60 + number % 30);
        take();
        workplace.feed("passing", "stores", Map.of("region", "US"), "archive");
        take();
        Files.delete(workplace.home.resolve("routes/passing.camel.yaml"));
        take();
        if (number % 5 == 0) {
            kamelet(90 + number % 10);
            take();
            workplace.property("archive.dir", "data/archive-" + number % 3).configure();
            engine.desk().look();
            take();
        }
    }

    private record Left(int routes, int definitions, int templates, List<String> endpoints, long threads) {}

    private Left left() {
        CamelContext context = engine.context();
        ModelCamelContext model = (ModelCamelContext) context;
        return new Left(
                context.getRoutesSize(),
                model.getRouteDefinitions().size(),
                model.getRouteTemplateDefinitions().size(),
                context.getEndpoints().stream()
                        .map(Endpoint::getEndpointUri)
                        .map(uri -> uri.replaceAll("\\?.*", ""))
                        .sorted()
                        .toList(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("Camel"))
                        .count());
    }

    private static long heap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String spread(List<Long> millis) {
        Collections.sort(millis);
        return "median %d ms, 95%% %d ms, slowest %d ms"
                .formatted(
                        millis.get(millis.size() / 2),
                        millis.get(millis.size() * 95 / 100),
                        millis.get(millis.size() - 1));
    }

    @Test
    void leavesNothingBehindHoweverOftenFilesAreEdited() throws Exception {
        // What is made once and kept, at the first use.
        for (int i = 0; i < 10; i++) {
            round(i);
        }
        Left before = left();
        long heapBefore = heap();
        looks.clear();
        swaps.clear();
        for (int i = 10; looks.size() < RELOADS; i++) {
            round(i);
        }
        long grown = heap() - heapBefore;
        Left after = left();
        System.out.printf(
                "%d reloads: %s with check and trial, %s without; heap %+d KiB; %d routes, %d endpoints,"
                        + " %d templates, %d threads%n",
                looks.size(),
                spread(looks),
                spread(swaps),
                grown / 1024,
                after.routes(),
                after.endpoints().size(),
                after.templates(),
                after.threads());

        assertThat(after).isEqualTo(before);
        assertThat(grown).isLessThan(MOST_HEAP_BYTES);
        assertThat(engine.desk().files()).allMatch(file -> file.status() == Status.LOADED);
        assertThat(new FeedRunner(engine.context()).poll("feed-1"))
                .hasSize(1)
                .allMatch(outcome -> outcome instanceof Outcome.Known);
    }

    @Test
    void looksForEditsByItself() throws Exception {
        workplace.property("rankwire.reload", "1s");
        engine.close();
        workplace.configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        engine.desk().load(false);
        engine.reloadByItself();
        feed(3, 33);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (engine.desk().files().stream().noneMatch(file -> file.loads() == 2)) {
            assertThat(System.nanoTime()).as("a deadline of half a minute").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(engine.desk().yaml("feed-3"))
                .hasValueSatisfying(yaml -> assertThat(yaml).contains("pageSize: 33"));
    }
}
