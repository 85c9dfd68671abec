package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.page.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesCommandTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB, US", "period", "week", "maxRows", "150"),
                        "archive")
                .feed(
                        "videos",
                        "keyapi-video-ranking",
                        Map.of("region", "US", "recheck", "2d", "maxRows", "25"),
                        "archive")
                .archive("csv");
    }

    @Test
    void listsEverySourceAndTheFeedsThatPollItWithWhatTheyCost() throws IOException {
        Workplace.Result result = workplace.run("sources", "--json");
        List<String> lines = result.out().lines().toList();

        assertThat(result.exit()).isZero();
        assertThat(lines).hasSize(Shipped.sources().size() + 2);
        assertThat(lines).contains("""
                        {"source":"fastmoss-shop-most-promoted","feed":null,"vendor":"fastmoss",\
                        "what":"FastMoss most promoted shops","periods":["day","week","month"],"rowsAPage":100,\
                        "unit":"requests","costAPage":1,"requestsAPoll":5,"costAPoll":5,"costAMonth":150}""", """
                        {"source":"fastmoss-shop-most-promoted","feed":"shops","vendor":"fastmoss",\
                        "what":"FastMoss most promoted shops","periods":["day","week","month"],"rowsAPage":100,\
                        "unit":"requests","costAPage":1,"requestsAPoll":4,"costAPoll":4,"costAMonth":17}""", """
                        {"source":"keyapi-trending-music","feed":null,"vendor":"keyapi",\
                        "what":"KeyAPI trending music","periods":[],"rowsAPage":20,\
                        "unit":"credits","costAPage":2,"requestsAPoll":null,"costAPoll":null,"costAMonth":null}""", """
                        {"source":"keyapi-video-ranking","feed":"videos","vendor":"keyapi",\
                        "what":"KeyAPI video ranking","periods":["day","week","month"],"rowsAPage":10,\
                        "unit":"credits","costAPage":1,"requestsAPoll":3,"costAPoll":3,"costAMonth":270}""");
    }

    @Test
    void showsThemAsATable() throws IOException {
        assertThat(workplace.run("sources").out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains(
                        "source | feed | vendor | what | periods | poll | month",
                        "fastmoss-shop-most-promoted | fastmoss | FastMoss most promoted shops | day, week, month | 5 requests | 150 requests",
                        "fastmoss-shop-most-promoted | shops | fastmoss | FastMoss most promoted shops | day, week, month | 4 requests | 17 requests",
                        "keyapi-insights-products | keyapi | KeyAPI ad insights by product category | day of the fetch | no end is known");
    }

    @Test
    void hasTheSourcesOfTheOperatorToo() throws IOException {
        Path own = workplace.home.resolve("routes/kamelets/stores.kamelet.yaml");
        Files.createDirectories(own.getParent());
        Files.writeString(
                own,
                Shipped.text("/kamelets/fastmoss-shop-most-promoted.kamelet.yaml")
                        .replace("name: fastmoss-shop-most-promoted", "name: stores")
                        .replace("cost: 1", "cost: 3"));
        Files.writeString(own.resolveSibling("broken.kamelet.yaml"), "spec: {endpoint: 7}");

        assertThat(workplace.run("sources", "--json").out().lines().filter(line -> line.contains("\"stores\"")))
                .singleElement()
                .asString()
                .contains("\"requestsAPoll\":5,\"costAPoll\":15,\"costAMonth\":450");
    }
}
