package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.desk.FileState.Status;
import io.rankwire.settings.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** Files that are edited, come, go and clash while everything runs. */
class RouteDeskTest extends RouteDeskBench {
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
            assertThat(engine.desk().problems()).isNotEmpty().allMatch(problem -> problem.file()
                    .endsWith("shops.camel.yaml"));
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
    void loadsTheOneWhoseFileBearsTheNameWhereIdsClashAtStart() throws Exception {
        String shops = workplace.text("routes/shops.camel.yaml");
        workplace.route("another", shops).route("zoo", shops).configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        engine.desk().load(false);

        for (String refused : List.of("routes/another.camel.yaml", "routes/zoo.camel.yaml")) {
            assertThat(state(refused).status()).isEqualTo(Status.REFUSED);
        }
        assertThat(engine.desk().problems())
                .extracting(FileProblem::reason)
                .contains("the id shops is that of routes/shops.camel.yaml:2:9 already; each route has its own");
        pollsAsEver("shops", "live");
    }

    @Test
    void keepsTheOneThatRunsWhenAnotherComesWithItsId() throws Exception {
        start();
        Route running = route("shops");
        workplace.route("another", workplace.text("routes/shops.camel.yaml"));
        lookTwice();

        assertThat(state("routes/another.camel.yaml").status()).isEqualTo(Status.REFUSED);
        assertThat(shops().status()).isEqualTo(Status.LOADED);
        assertThat(route("shops")).isSameAs(running);
        pollsAsEver("shops", "live");
    }

    @Test
    void tellsFeedsWithEqualParametersApart() throws Exception {
        workplace.feed("again", SHOPS, GB, "archive");
        start();
        pollsAsEver("shops", "again");

        assertThat(engine.deliveries().list(DeliveryFilter.ALL))
                .extracting(Delivery::feed)
                .containsOnly("shops", "again");
    }
}
