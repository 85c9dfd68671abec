package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.check.BrokenHome;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.poll.Outcome;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One engine that runs good feeds, while every broken home there is comes by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenHomesTest {
    private static final List<String> GOOD = List.of("good-analytics", "good-products");

    private final ShiftedClock clock = new ShiftedClock(Clock.systemUTC());
    private final Map<String, String> settings = new HashMap<>();
    private Path home;
    private Sandbox sandbox;
    private Engine engine;
    private Checker checker;
    private Instant now = Instant.parse("2026-03-26T12:00:00Z");

    static Stream<BrokenHome> cases() throws IOException {
        return BrokenHome.all().stream();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder.resolve("home");
        BrokenHome.good(home);
        clock.moveTo(now);
        sandbox = new Sandbox(folder.resolve("sandbox"), clock);
        settings.putAll(sandbox.properties());
        settings.put("fastmoss.requestsPerSecond", "1000");
        settings.put("keyapi.requestsPerSecond", "1000");
        engine = new Engine(new Home(home), clock, settings).start();
        checker = new Checker(new Home(home), settings);
        engine.desk().load(true);
        engine.desk().look();
        assertThat(engine.desk().problems()).isEmpty();
    }

    @AfterAll
    void stop() throws IOException {
        checker.close();
        engine.close();
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goodFeedsPollOnBesideIt(BrokenHome broken) throws Exception {
        List<Route> before = routes();
        broken.unpack(home);
        look();

        Map<String, List<Mistake>> errors = checker.errors(checker.look());
        assertThat(lines(engine.desk().problems()))
                .containsAll(lines(errors, true))
                .filteredOn(line -> !line.contains("  with it routes/"))
                .isSubsetOf(lines(errors, false))
                .doesNotHaveDuplicates();
        assertThat(routes()).isEqualTo(before);
        pollAsEver();

        clear();
        look();
        // A feed whose file is gone goes when its poll has ended.
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!feeds().equals(GOOD) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            engine.desk().look();
        }
        assertThat(feeds()).isEqualTo(GOOD);
        assertThat(engine.desk().problems()).isEmpty();
    }

    /** An edit counts once it was seen twice, and settings are taken over before what uses them. */
    private void look() {
        for (int i = 0; i < 3; i++) {
            engine.desk().look();
        }
    }

    private List<String> feeds() {
        return engine.desk().feeds().stream().map(LoadedRoute::routeId).sorted().toList();
    }

    private List<Route> routes() {
        return GOOD.stream().map(engine.context()::getRoute).toList();
    }

    private static List<String> lines(List<FileProblem> problems) {
        return problems.stream().map(FileProblem::line).toList();
    }

    /**
     * What check says of the files that the desk takes over, and of the settings under each file that reads them: such a file
     * runs on where the settings before are still in force.
     */
    private List<String> lines(Map<String, List<Mistake>> errors, boolean own) {
        List<String> lines = new ArrayList<>();
        errors.forEach((file, mistakes) -> mistakes.stream()
                .filter(mistake -> !file.startsWith("config/templates/"))
                .filter(mistake -> !own || mistake.file().equals(file))
                .forEach(mistake -> lines.add(home.resolve(file)
                        + (mistake.file().equals(file)
                                ? ":" + mistake.place().line() + ":"
                                        + mistake.place().column() + "  " + mistake.message()
                                : "  " + mistake.line()))));
        return lines;
    }

    /** Its own timer may be polling it at this moment. */
    private List<Outcome> poll(String feed) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        List<Outcome> outcomes = new FeedRunner(engine.context()).poll(feed);
        while (outcomes.contains(new Outcome.Busy()) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            outcomes = new FeedRunner(engine.context()).poll(feed);
        }
        return outcomes;
    }

    /** A week later there is something new to be fetched of both. */
    private void pollAsEver() throws Exception {
        now = now.plus(Duration.ofDays(7));
        clock.moveTo(now);
        sandbox.fastMoss().reset();
        sandbox.keyApi().reset();
        for (String feed : GOOD) {
            assertThat(engine.context().getRouteController().getRouteStatus(feed))
                    .isEqualTo(ServiceStatus.Started);
            assertThat(poll(feed)).as(feed).hasSize(1).allMatch(outcome -> outcome instanceof Outcome.Known);
        }
        assertThat(sandbox.fastMoss().requests()).isNotEmpty();
        assertThat(sandbox.keyApi().requests()).isNotEmpty();
    }

    /** Puts the good files back, and takes everything else away. */
    private void clear() throws IOException {
        List<Path> there = new ArrayList<>();
        for (String part : List.of("routes", "config")) {
            try (Stream<Path> files = Files.walk(home.resolve(part))) {
                files.filter(Files::isRegularFile).forEach(there::add);
            }
        }
        for (Path file : there) {
            Files.delete(file);
        }
        BrokenHome.good(home);
    }
}
