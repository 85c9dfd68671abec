package io.rankwire.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookPayloadTest {
    @TempDir
    Path home;

    @Test
    void tellsWhatIsThereAndItsFirstRows() {
        try (Rankings rankings = new Rankings(home)) {
            Snapshot snapshot = rankings.threeWeeks();
            WebhookPayload payload = new WebhookPayload(rankings.snapshots());

            byte[] once = payload.of(snapshot, Rankings.FEED, WebhookPayload.USUAL_BYTES);

            assertThat(new String(once, StandardCharsets.UTF_8)).isEqualTo(Rankings.golden("webhook.json"));
            assertThat(payload.of(snapshot, Rankings.FEED, WebhookPayload.USUAL_BYTES))
                    .isEqualTo(once);
        }
    }

    @Test
    void leavesOutRowsUntilItFits() throws IOException {
        try (Rankings rankings = new Rankings(home)) {
            Snapshot snapshot = rankings.threeWeeks();
            WebhookPayload payload = new WebhookPayload(rankings.snapshots());
            int all = payload.of(snapshot, Rankings.FEED, WebhookPayload.USUAL_BYTES).length;
            int none = payload.of(snapshot, Rankings.FEED, 0).length;

            for (int most = none; most <= all; most += 7) {
                byte[] bytes = payload.of(snapshot, Rankings.FEED, most);
                assertThat(bytes).hasSizeLessThanOrEqualTo(most);
                assertThat(new ObjectMapper().readTree(bytes).at("/data/top").isArray())
                        .isTrue();
            }
            assertThat(payload.of(snapshot, Rankings.FEED, all)).hasSize(all);
            assertThat(payload.of(snapshot, Rankings.FEED, all - 1)).hasSizeLessThan(all - 1);
        }
    }

    @Test
    void saysNothingOfMovementInAFirstRanking() throws IOException {
        try (Rankings rankings = new Rankings(home)) {
            Snapshot first = rankings.fetch("2026-W11", "2026-W11");

            byte[] bytes = new WebhookPayload(rankings.snapshots()).of(first, Rankings.FEED, 20_000);

            assertThat(new ObjectMapper().readTree(bytes).at("/data/movement").isNull())
                    .isTrue();
        }
    }
}
