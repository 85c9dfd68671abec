package io.rankwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.camel.FeedRunner;
import io.rankwire.camel.FileState;
import io.rankwire.camel.FileState.Status;
import io.rankwire.camel.Home;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteDeskTest {
    private static final Map<String, String> GB = Map.of("region", "GB", "period", "day");
    private static final Map<String, String> US = Map.of("region", "US", "period", "day");
    private static final String SHOPS = "fastmoss-shop-most-promoted";

    @TempDir
    Path folder;

    private Workplace workplace;
    private Engine engine;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .property("shops.dir", "data/archive")
                .feed("shops", SHOPS, GB, "archive")
                .feed("live", "fastmoss-live-top-product", US, "archive")
                .sink("archive", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "{{shops.dir}}"));
    }

    private void start() throws Exception {
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

    private final CountDownLatch inside = new CountDownLatch(1);
    private final Semaphore open = new Semaphore(0);

    private void gate() throws InterruptedException {
        inside.countDown();
        if (!open.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the gate");
        }
        open.release();
    }

    private Route route(String id) {
        return engine.context().getRoute(id);
    }

    /** An edit counts once it was seen twice. */
    private void lookTwice() {
        engine.desk().look();
        engine.desk().look();
    }

    private FileState state(String file) {
        Path path = workplace.home.resolve(file);
        return engine.desk().files().stream()
                .filter(state -> state.file().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        file + " is not among " + engine.desk().files()));
    }

    private FileState shops() {
        return state("routes/shops.camel.yaml");
    }

    private List<Outcome> poll(String feed) throws Exception {
        return new FeedRunner(engine.context()).poll(feed);
    }

    /** The regions that a feed fetched rankings of, the newest first. */
    private List<String> regions(String feed) {
        return engine.snapshots().list(Optional.of(feed)).stream()
                .map(snapshot ->
                        Series.parse(snapshot.origin().series()).scope().get("region"))
                .toList();
    }

    private int pages() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    private void pollsAsEver(String... feeds) throws Exception {
        for (String feed : feeds) {
            assertThat(poll(feed)).hasSize(1).allMatch(outcome -> outcome instanceof Outcome.Known);
        }
        engine.dispatcher().settle();
        assertThat(engine.deliveries().list(Deliveries.Filter.ALL))
                .isNotEmpty()
                .allMatch(delivery -> delivery.progress().status() == Delivery.Status.DELIVERED);
    }

    @Test
    void swapsAnEditedFileAloneAndOnlyWhenTwoLooksAgree() throws Exception {
        start();
        Route live = route("live");
        Route old = route("shops");
        workplace.feed("shops", SHOPS, US, "archive");

        engine.desk().look();
        assertThat(route("shops")).isSameAs(old);
        engine.desk().look();

        assertThat(route("shops")).isNotSameAs(old);
        assertThat(route("live")).isSameAs(live);
        assertThat(shops().loads()).isEqualTo(2);
        pollsAsEver("shops", "live");
        assertThat(regions("shops")).containsExactly("US");
    }

    @Test
    void leavesTheVersionBeforeWhereAnEditIsWrongAndTakesTheNextRightOne() throws Exception {
        start();
        Route old = route("shops");
        for (String broken : List.of(
                "",
                "- route:\n    id: shops\n   from: nowhere\n",
                workplace.text("routes/shops.camel.yaml").replace("region:", "regoin:"),
                workplace.text("routes/shops.camel.yaml").replace("kamelet:publish", "kamelet:pubish"),
                workplace.text("routes/shops.camel.yaml").replace("timer:shops", "tmier:shops"),
                workplace.text("routes/shops.camel.yaml").replace("id: shops", "id: live"))) {
            workplace.route("shops", broken);
            lookTwice();
            assertThat(shops().status()).as(broken).isEqualTo(Status.REFUSED);
            assertThat(shops().runs()).isTrue();
            assertThat(shops().message()).isNotBlank();
            assertThat(engine.desk().problems()).hasSize(1);
            assertThat(route("shops")).isSameAs(old);
        }
        pollsAsEver("shops", "live");

        workplace.feed("shops", SHOPS, US, "archive");
        lookTwice();
        assertThat(shops().status()).isEqualTo(Status.LOADED);
        assertThat(engine.desk().problems()).isEmpty();
        pollsAsEver("shops", "live");
    }

    @Test
    void rollsBackWhatCouldBeBuiltButNotStarted() throws Exception {
        start();
        workplace.route("sinks/second", """
                - route:
                    id: second
                    from:
                      uri: direct:second
                      steps:
                        - to: log:second
                """);
        lookTwice();
        // Two routes cannot listen at one place; only the start of the second says so.
        workplace.route("sinks/second", """
                - route:
                    id: second
                    from:
                      uri: direct:archive
                      steps:
                        - to: log:second
                """);
        lookTwice();

        assertThat(state("routes/sinks/second.camel.yaml").status()).isEqualTo(Status.REFUSED);
        assertThat(route("second").getEndpoint().getEndpointUri()).isEqualTo("direct://second");
        pollsAsEver("shops");
    }

    @Test
    void takesNewFilesInAndLetsDeletedOnesGo() throws Exception {
        start();
        workplace.feed("more", SHOPS, Map.of("region", "DE", "period", "day"), "archive");
        lookTwice();
        pollsAsEver("more");

        Files.delete(workplace.home.resolve("routes/more.camel.yaml"));
        engine.desk().look();
        assertThat(route("more")).isNotNull();
        engine.desk().look();
        assertThat(route("more")).isNull();
        assertThat(engine.context().getRoutes())
                .noneMatch(route -> route.getId().startsWith("more"));
        pollsAsEver("shops", "live");
    }

    @Test
    void followsARenamedFile() throws Exception {
        start();
        Path file = workplace.home.resolve("routes/shops.camel.yaml");
        Files.writeString(
                workplace.home.resolve("routes/stores.camel.yaml"),
                Files.readString(file).replace("id: shops", "id: stores").replace("timer:shops", "timer:stores"));
        Files.delete(file);
        lookTwice();

        assertThat(route("shops")).isNull();
        assertThat(engine.desk().feeds()).extracting(feed -> feed.routeId()).containsExactly("live", "stores");
        pollsAsEver("stores", "live");
    }

    @Test
    void doesNotEndAFeedBecauseTheFileItWasRenamedToIsWrong() throws Exception {
        start();
        Route old = route("shops");
        Path file = workplace.home.resolve("routes/shops.camel.yaml");
        Path renamed = workplace.home.resolve("routes/stores.camel.yaml");
        Files.move(file, renamed);
        Files.writeString(renamed, Files.readString(renamed).replace("region:", "regoin:"));
        lookTwice();

        assertThat(route("shops")).isSameAs(old);
        assertThat(state("routes/stores.camel.yaml").status()).isEqualTo(Status.REFUSED);
        pollsAsEver("shops");
    }

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

    private Path kamelet(String name, String yaml) throws IOException {
        Path file = workplace.home.resolve("routes/kamelets/" + name + ".kamelet.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, yaml);
    }

    private static String stores() throws IOException {
        try (var shipped = RouteDeskTest.class.getResourceAsStream("/kamelets/" + SHOPS + ".kamelet.yaml")) {
            return new String(shipped.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("name: " + SHOPS, "name: stores");
        }
    }

    @Test
    void rebuildsTheFeedsThatUseAnEditedKamelet() throws Exception {
        kamelet("stores", stores());
        workplace.feed("shops", "stores", GB, "archive");
        start();
        Route live = route("live");
        Route shops = route("shops");
        kamelet("stores", stores().replace("largestPage: 100", "largestPage: 50"));
        lookTwice();

        assertThat(state("routes/kamelets/stores.kamelet.yaml").loads()).isEqualTo(2);
        assertThat(route("shops")).isNotSameAs(shops);
        assertThat(route("live")).isSameAs(live);
        pollsAsEver("shops");
        assertThat(pages()).isEqualTo(5);
    }

    @Test
    void refusesAKameletThatCannotBeUsedOrThatItsFeedsCouldNotUse() throws Exception {
        kamelet("stores", stores());
        workplace.feed("shops", "stores", GB, "archive");
        start();
        Route shops = route("shops");
        for (String broken : List.of(
                stores().replace("row:", "rows:"),
                stores().replace("name: stores", "name: shelves"),
                stores().replace("      region:\n", "      market:\n"),
                stores().replace("ref: begin-poll", "ref: begin-pole"))) {
            kamelet("stores", broken);
            lookTwice();
            assertThat(state("routes/kamelets/stores.kamelet.yaml").status()).isEqualTo(Status.REFUSED);
            assertThat(route("shops")).isSameAs(shops);
        }
        pollsAsEver("shops", "live");
    }

    @Test
    void takesAFeedInWhenTheKameletItLackedComes() throws Exception {
        start();
        workplace.feed("stores", "stores", GB, "archive");
        lookTwice();
        assertThat(state("routes/stores.camel.yaml").status()).isEqualTo(Status.REFUSED);
        Path file = kamelet("stores", stores());
        lookTwice();

        assertThat(state("routes/stores.camel.yaml").status()).isEqualTo(Status.LOADED);
        pollsAsEver("stores");

        Files.delete(file);
        lookTwice();
        assertThat(state("routes/kamelets/stores.kamelet.yaml").message()).contains("it is gone", "stores.camel.yaml");
        pollsAsEver("stores");
    }

    @Test
    void takesAnOperatorsKameletForTheShippedOneAndTheShippedOneBack() throws Exception {
        start();
        Path own = kamelet(
                SHOPS,
                stores().replace("name: stores", "name: " + SHOPS).replace("largestPage: 100", "largestPage: 50"));
        lookTwice();
        pollsAsEver("shops");
        assertThat(pages()).isEqualTo(5);

        Files.delete(own);
        lookTwice();
        workplace.feed("more", SHOPS, US, "archive");
        lookTwice();
        pollsAsEver("more");
        assertThat(pages()).isEqualTo(5 + 3);
    }

    @Test
    void rebuildsWhatAnEditedPropertyIsUsedIn() throws Exception {
        start();
        Route shops = route("shops");
        workplace.property("shops.dir", "data/elsewhere").configure();
        lookTwice();
        lookTwice();

        assertThat(route("shops")).isSameAs(shops);
        pollsAsEver("shops");
        assertThat(workplace.files("data/elsewhere")).hasSize(2);
    }

    @Test
    void saysWhichPropertiesNeedARestartAndDoesNotHalfUseThem() throws Exception {
        start();
        workplace
                .property("rankwire.zone", "Asia/Tokyo")
                .property("fastmoss.requestsPerMonth", "2")
                .configure();
        lookTwice();

        assertThat(engine.settings().zone().getId()).isEqualTo("UTC");
        assertThat(engine.settings().account("fastmoss").monthlyLimit()).hasValue(2);
        assertThat(state("config/rankwire.properties").loads()).isEqualTo(2);
    }

    @Test
    void keepsTheSettingsWhenTheirFileIsBrokenOrGone() throws Exception {
        start();
        Path file = workplace.home.resolve("config/rankwire.properties");
        Files.writeString(file, "fastmoss.url = \\uXYZ1\n");
        lookTwice();
        assertThat(state("config/rankwire.properties").status()).isEqualTo(Status.REFUSED);
        Files.delete(file);
        lookTwice();
        assertThat(state("config/rankwire.properties").message()).contains("gone");
        pollsAsEver("shops", "live");
    }

    @Test
    void rebuildsWhatASecretFileIsUsedInWhenThatChanges() throws Exception {
        Path secret = workplace.home.resolve("place");
        Files.writeString(secret, "data/first");
        workplace.property("shops.dir", "{{secretfile:place}}");
        start();
        pollsAsEver("shops");
        Files.writeString(secret, "data/second");
        lookTwice();

        pollsAsEver("live");
        assertThat(workplace.files("data/first")).hasSize(2);
        assertThat(workplace.files("data/second")).hasSize(2);
    }

    @Test
    void runsOnWhenTheFolderIsGoneForAWhile() throws Exception {
        start();
        Path routes = workplace.home.resolve("routes");
        Path aside = workplace.home.resolve("aside");
        Files.move(routes, aside);
        lookTwice();
        lookTwice();
        pollsAsEver("shops", "live");

        Files.move(aside, routes);
        lookTwice();
        assertThat(engine.desk().problems()).isEmpty();
        assertThat(shops().loads()).isEqualTo(1);
    }

    @Test
    void seesWhatAnEditorWritesByRenaming() throws Exception {
        start();
        Path file = workplace.home.resolve("routes/shops.camel.yaml");
        Path swap = workplace.home.resolve("routes/.shops.camel.yaml.swp");
        Files.writeString(swap, Files.readString(file).replace("GB", "US"));
        lookTwice();
        assertThat(shops().loads()).isEqualTo(1);
        Files.move(swap, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lookTwice();

        assertThat(shops().loads()).isEqualTo(2);
        pollsAsEver("shops");
        assertThat(regions("shops")).containsExactly("US");
    }

    @Test
    void seesTheSwapOfAMountedConfigMap() throws Exception {
        Path routes = workplace.home.resolve("routes");
        mount(routes, "..2026_11_21_1", Files.readString(routes.resolve("shops.camel.yaml")));
        start();
        assertThat(engine.desk().files())
                .extracting(state -> state.file().getFileName().toString())
                .containsOnlyOnce("shops.camel.yaml");
        mount(
                routes,
                "..2026_11_21_2",
                Files.readString(routes.resolve("shops.camel.yaml")).replace("GB", "US"));
        lookTwice();

        assertThat(shops().loads()).isEqualTo(2);
        pollsAsEver("shops");
        assertThat(regions("shops")).containsExactly("US");
    }

    /** As a kubelet does: a new folder, and one link that is renamed over the old one. */
    private static void mount(Path routes, String version, String shops) throws IOException {
        Path folder = Files.createDirectory(routes.resolve(version));
        Files.writeString(folder.resolve("shops.camel.yaml"), shops);
        Path fresh = Files.createSymbolicLink(routes.resolve("..data_tmp"), Path.of(version));
        Files.move(
                fresh, routes.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path link = routes.resolve("shops.camel.yaml");
        if (!Files.isSymbolicLink(link)) {
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("..data/shops.camel.yaml"));
        }
    }

    @Test
    void loadsTheOneWhoseFileBearsTheNameWhereIdsClashAtStart() throws Exception {
        String shops = workplace.text("routes/shops.camel.yaml");
        workplace.route("another", shops).route("zoo", shops).configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        engine.desk().load(false);

        for (String refused : List.of("routes/another.camel.yaml", "routes/zoo.camel.yaml")) {
            assertThat(state(refused).status()).isEqualTo(Status.REFUSED);
            assertThat(state(refused).message())
                    .contains("2:9 the id shops is that of routes/shops.camel.yaml:2:9 already");
        }
        pollsAsEver("shops", "live");
    }

    @Test
    void keepsTheOneThatRunsWhenAnotherComesWithItsId() throws Exception {
        workplace.route(
                "odd-name",
                workplace
                        .text("routes/shops.camel.yaml")
                        .replace("id: shops", "id: stores")
                        .replace("timer:shops", "timer:stores"));
        start();
        Route running = route("stores");
        workplace.route("stores", workplace.text("routes/odd-name.camel.yaml"));
        lookTwice();

        assertThat(state("routes/stores.camel.yaml").status()).isEqualTo(Status.REFUSED);
        assertThat(state("routes/stores.camel.yaml").message())
                .contains("the id stores is taken by routes/odd-name.camel.yaml");
        assertThat(route("stores")).isSameAs(running);
        pollsAsEver("stores", "live");
    }

    @Test
    void tellsFeedsWithEqualParametersApart() throws Exception {
        workplace.feed("again", SHOPS, GB, "archive");
        start();
        pollsAsEver("shops", "again");

        assertThat(engine.deliveries().list(Deliveries.Filter.ALL))
                .extracting(Delivery::feed)
                .containsOnly("shops", "again");
    }
}
