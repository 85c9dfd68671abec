package io.rankwire.route.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One ranking for many sinks. */
class ManySinksTest {
    private static final List<String> ALIKE =
            IntStream.range(0, 20).mapToObj(sink -> "sink-" + sink).toList();

    private static final String OTHER = "other";

    @TempDir
    private Path home;

    private void drop(String sink, String parameters) throws Exception {
        Files.writeString(
                Files.createDirectories(home.resolve("routes/sinks")).resolve(sink + ".camel.yaml"),
                """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - to: { uri: "kamelet:export", parameters: { %2$s } }
                        - to: { uri: "kamelet:file-drop", parameters: { directory: out/%1$s } }
                """.formatted(sink, parameters));
    }

    private byte[] dropped(String sink) throws Exception {
        return Files.readAllBytes(home.resolve("out").resolve(sink).resolve("us_2026-W11_r1.csv"));
    }

    @Test
    void twentySinksOfOneFormatReadTheRankingOnceAndAnotherColumnSetOnceMore() throws Exception {
        for (String sink : ALIKE) {
            drop(sink, "format: csv");
        }
        drop(OTHER, "format: csv, columns: \"rank, name\"");
        List<String> reads = new CopyOnWriteArrayList<>();
        try (SinkBench bench = new SinkBench(home, Map.of(), "- stop: {}")) {
            bench.engine().store().jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext query) {
                    if (query.getRenderedSql().matches("(?s)select .*\\brows\\b.* from page where .*")) {
                        reads.add(query.getBinding().toString());
                    }
                }
            });
            bench.owe("us", Stream.concat(ALIKE.stream(), Stream.of(OTHER)).toArray(String[]::new));
            bench.engine().dispatcher().settle();

            for (String sink : ALIKE) {
                assertThat(bench.standing(sink)).isEqualTo(Map.of(Delivery.Status.DELIVERED, 1L));
                assertThat(dropped(sink)).isEqualTo(dropped(ALIKE.get(0)));
            }
            assertThat(new String(dropped(OTHER), StandardCharsets.UTF_8)).startsWith("rank,name\r\n");
            assertThat(reads).hasSize(2);
        }
        assertThat(home.resolve("data/spool/shared")).isEmptyDirectory();
    }
}
