package io.rankwire.transport.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Expected;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.FileReference;
import io.rankwire.kamelet.Shipped;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPayloadTest {
    private static final WebhookPayload.Terms USUAL = new WebhookPayload.Terms(20_000, WebhookPayload.Terms.USUAL_TOP);
    private static final FileReference FILE = new FileReference(
            "us-beauty_2026-W13_r1.csv",
            "text/csv",
            1234,
            "ab".repeat(32),
            Optional.of("https://files.example.com/us-beauty_2026-W13_r1.csv"));

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    private WebhookPayload payload;

    @BeforeEach
    void open() {
        rankings = new Rankings(home);
        payload = new WebhookPayload(rankings.snapshots());
    }

    private byte[] write(Snapshot snapshot, WebhookPayload.Terms terms) {
        return payload.ranking(snapshot, Rankings.FEED, List.of(FILE), terms);
    }

    @Test
    void tellsWhatIsThereWhoMovedAndItsFirstRows() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();

        byte[] once = write(snapshot, USUAL);

        Expected.json("webhook.json", once);
        assertThat(write(snapshot, USUAL)).isEqualTo(once);
    }

    @Test
    void leavesOutWholeRowsUntilItFitsAndSaysHowMany() throws IOException {
        Snapshot snapshot = rankings.threeWeeks();
        JsonNode whole = new ObjectMapper().readTree(write(snapshot, USUAL));
        int all = write(snapshot, USUAL).length;

        for (int most = 2_000; most <= all; most += 7) {
            byte[] bytes = write(snapshot, new WebhookPayload.Terms(most, 20));
            JsonNode data = new ObjectMapper().readTree(bytes).get("data");
            assertThat(bytes).hasSizeLessThanOrEqualTo(most);
            assertThat(rows(data) + data.get("truncated").asInt()).isEqualTo(rows(whole.get("data")));
            // What is there is there whole: a row is the same as in the body that has them all.
            for (int row = 0; row < data.get("top").size(); row++) {
                assertThat(data.at("/top/" + row)).isEqualTo(whole.at("/data/top/" + row));
            }
        }
        assertThat(write(snapshot, new WebhookPayload.Terms(all, 20))).isEqualTo(write(snapshot, USUAL));
        assertThat(new ObjectMapper()
                        .readTree(write(snapshot, new WebhookPayload.Terms(all - 1, 20)))
                        .at("/data/truncated")
                        .asInt())
                .isEqualTo(1);
    }

    private static int rows(JsonNode data) {
        return data.get("top").size()
                + StreamSupport.stream(data.get("movers").spliterator(), false)
                        .mapToInt(JsonNode::size)
                        .sum();
    }

    @Test
    void holdsAsManyRowsOfALargeRankingAsAreWantedAndFit() throws IOException {
        Snapshot snapshot = rankings.large(3_000);

        byte[] bytes = write(snapshot, new WebhookPayload.Terms(5_000_000, 2_500));

        JsonNode data = new ObjectMapper().readTree(bytes).get("data");
        assertThat(data.get("top")).hasSize(2_500);
        assertThat(data.get("truncated").asInt()).isZero();
        assertThat(write(snapshot, USUAL)).hasSizeLessThanOrEqualTo(20_000);
    }

    @Test
    void saysNothingOfMovementInAFirstRanking() throws IOException {
        Snapshot first = rankings.fetch("2026-W11", "2026-W11");

        JsonNode data = new ObjectMapper().readTree(write(first, USUAL)).get("data");

        assertThat(data.get("baseline").isNull()).isTrue();
        assertThat(data.get("summary").isNull()).isTrue();
        assertThat(data.get("movers").isNull()).isTrue();
        assertThat(data.get("truncated").asInt()).isZero();
    }

    @Test
    void tellsThatAFeedStoppedAndWhy() throws IOException {
        Snapshot run = rankings.fetch("2026-W11", "2026-W11");

        byte[] bytes = payload.stopped(
                run, Rankings.FEED, "the vendor wants \"payment\"", Instant.parse("2026-04-01T09:00:00Z"));

        Expected.json("webhook-stopped.json", bytes);
    }

    @ParameterizedTest
    @CsvSource({"maxBytes, 1999", "maxBytes, 5000001", "top, -1", "top, 10001"})
    void refusesTermsThatCannotBeKept(String parameter, String value) {
        Options options = Shipped.kamelet("webhook").options("sink", Map.of(parameter, value));

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> options.count(parameter))
                .withMessageMatching(".*(maxBytes|top) is '?-?\\d+'?; it must be .*");
    }

    @Test
    void saysHowMuchTheFactsNeedWhenNotEvenTheyFit() {
        Snapshot snapshot = rankings.threeWeeks();
        List<FileReference> many = java.util.Collections.nCopies(20, FILE);

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> payload.ranking(snapshot, Rankings.FEED, many, new WebhookPayload.Terms(2_000, 20)))
                .withMessageMatching("maxBytes is 2000; the facts alone take \\d{4}, make it larger");
    }

    @Test
    void namesAFileInItsLinkSoThatNoSignOfItMeansAnything() throws IOException {
        Path file = Files.writeString(home.resolve("x"), "x", StandardCharsets.UTF_8);
        Document document = new Document("a b+ü&c.csv", "text/csv", file, 1, "ab");

        assertThat(FileReference.of(document, Optional.of("https://files.example.com/x/{name}?v=1"))
                        .url())
                .contains("https://files.example.com/x/a%20b%2B%C3%BC%26c.csv?v=1");
        for (String link :
                List.of("files/{name}", "https://x.example/", "https://x.example/{name}>", "ftp://x/{name}")) {
            assertThatExceptionOfType(OperatorMistake.class)
                    .isThrownBy(() -> FileReference.of(document, Optional.of(link)))
                    .withMessageStartingWith("link is '" + link + "'; it must be an address with {name} in it");
        }
    }
}
