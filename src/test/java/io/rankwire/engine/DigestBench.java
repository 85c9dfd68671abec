package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two feeds, a digest of them that is due on Mondays, and a recipient of its mail. */
abstract class DigestBench {
    static final String DIGEST = "monday-digest";
    /** A Wednesday: the Monday before is the 16th of November. */
    static final Instant WEDNESDAY = Instant.parse("2026-11-18T09:00:00Z");

    static final Instant MONDAY_AT_EIGHT = Instant.parse("2026-11-16T07:00:00Z");

    @TempDir
    Path folder;

    final ShiftedClock clock = new ShiftedClock(Clock.systemUTC());
    Path home;

    @AutoClose
    Sandbox sandbox;

    @BeforeEach
    void moveIn() throws IOException {
        clock.moveTo(WEDNESDAY);
        home = Files.createDirectories(folder.resolve("home"));
        sandbox = new Sandbox(folder.resolve("sandbox"), clock);
        feed("us-live", "fastmoss-live-top-product", "region: US, categoryId: 14, period: week, maxRows: 20");
        feed("gb-shops", "fastmoss-shop-most-promoted", "region: GB, period: day, maxRows: 20");
        route("sinks/merch-team", """
                - route:
                    id: merch-team
                    from:
                      uri: direct:merch-team
                      steps:
                        - to: kamelet:ranking-report
                        - to:
                            uri: kamelet:email
                            parameters: { to: team@example.com }
                """);
        digest("feeds: 'us-live, gb-shops'");
    }

    private void route(String file, String yaml) throws IOException {
        Path path = home.resolve("routes").resolve(file + ".camel.yaml");
        Files.createDirectories(path.getParent());
        Files.writeString(path, yaml);
    }

    private void feed(String name, String kamelet, String parameters) throws IOException {
        route(name, """
                - route:
                    id: %s
                    description: The %s ranking
                    from:
                      uri: timer:%s
                      steps:
                        - to:
                            uri: kamelet:%s
                            parameters: { %s }
                """.formatted(name, name, name, kamelet, parameters));
    }

    void digest(String parameters) throws IOException {
        digest("0 0 8 ? * MON", parameters);
    }

    void digest(String cron, String parameters) throws IOException {
        route("reports/" + DIGEST, """
                - route:
                    id: monday-digest
                    description: What moved last week
                    from:
                      uri: quartz:monday-digest
                      parameters:
                        cron: %s
                        trigger.timeZone: Europe/Berlin
                      steps:
                        - to:
                            uri: kamelet:digest
                            parameters: { %s }
                        - to:
                            uri: kamelet:publish
                            parameters: { sinks: merch-team }
                """.formatted(cron, parameters));
    }

    Engine engine() throws Exception {
        Map<String, String> properties = new TreeMap<>(sandbox.properties());
        properties.put("fastmoss.requestsPerSecond", "1000");
        Engine engine = new Engine(new Home(home), clock, properties).start();
        engine.desk().load(false);
        assertThat(engine.desk().problems()).isEmpty();
        return engine;
    }

    static void poll(Engine engine, String... feeds) throws Exception {
        for (String feed : feeds) {
            assertThat(new FeedRunner(engine.context()).poll(feed)).isNotEmpty();
        }
    }

    static List<Delivery> deliveries(Engine engine) {
        return engine.deliveries().list(new DeliveryFilter(DIGEST, null, null));
    }
}
