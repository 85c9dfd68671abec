package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Series;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console after years of many feeds. */
class ScaleTest {
    private static final int FEEDS = 200;
    private static final int DELIVERIES = 100_000;
    /** Bytes of what a browser loads to show the first page. */
    private static final int LARGEST = 150_000;
    /** Much more than it takes, for a machine that does other things meanwhile. */
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void isLightAndQuickWithManyFeedsAndDeliveries() throws Exception {
        try (Workplace workplace = workplace();
                Opened opened = new Opened(workplace)) {
            ManyDeliveries.write(opened.engine.store(), series(opened), List.of("archive", "hook", "mail"), DELIVERIES);
            assertThat(opened.engine.deliveries().find(99_000)).isPresent();
            for (String page : List.of(
                    "/",
                    "/deliveries?feed=feed-7",
                    "/deliveries?before=50000&status=dead",
                    "/sinks",
                    "/observe/metrics")) {
                opened.get(page);
                long begun = System.nanoTime();
                HttpResponse<String> answer = opened.get(page);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                System.out.println(page + " " + took.toMillis() + " ms " + size(answer) + " bytes");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(took).as(page).isLessThan(SLOWEST);
            }
            int first = size(opened.get("/"));
            assertThat(opened.get("/").body()).contains("feed-199");
            assertThat(first + size(opened.get("/assets/console.css")) + size(opened.get("/assets/console.js")))
                    .isLessThan(LARGEST);
        }
    }

    private static int size(HttpResponse<String> answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String[]> series(Opened opened) {
        return IntStream.range(0, FEEDS)
                .mapToObj(number -> {
                    String feed = "feed-" + number;
                    Series series = opened.engine
                            .feeds()
                            .find(feed)
                            .orElseThrow()
                            .feeds()
                            .get(0)
                            .series();
                    return new String[] {feed, series.canonical(), series.fingerprint()};
                })
                .toList();
    }

    private Workplace workplace() throws Exception {
        Workplace workplace = new Workplace(folder).archive("csv");
        for (int number = 0; number < FEEDS; number++) {
            workplace.feed(
                    "feed-" + number,
                    "fastmoss-shop-most-promoted",
                    Map.of("region", "GB", "maxRows", Integer.toString(number + 100)),
                    "archive");
        }
        return workplace;
    }
}
