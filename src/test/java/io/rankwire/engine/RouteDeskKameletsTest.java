package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.desk.FileState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** Kamelets of an operator's own that are edited, come and go. */
class RouteDeskKameletsTest extends RouteDeskBench {
    private int pages() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    private Path kamelet(String name, String yaml) throws IOException {
        Path file = workplace.home.resolve("routes/kamelets/" + name + ".kamelet.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, yaml);
    }

    private static String stores() throws IOException {
        try (var shipped = RouteDeskKameletsTest.class.getResourceAsStream("/kamelets/" + SHOPS + ".kamelet.yaml")) {
            return new String(shipped.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("name: " + SHOPS, "name: stores");
        }
    }

    /** Starts with a feed that uses a kamelet of the operator's own. */
    private void startWithStores() throws Exception {
        kamelet("stores", stores());
        workplace.feed("shops", "stores", GB, "archive");
        start();
    }

    @Test
    void rebuildsTheFeedsThatUseAnEditedKamelet() throws Exception {
        startWithStores();
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
        startWithStores();
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
}
