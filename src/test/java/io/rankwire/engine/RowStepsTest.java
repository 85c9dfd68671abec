package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStepsTest {
    private static final Map<String, String> LIVE = Map.of("region", "US", "categoryId", "14", "maxRows", "20");

    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @Test
    void keepTheRowsThatAnAmountSelectsAsTheyCame() throws IOException {
        workplace = new Workplace(folder).archive("jsonl");
        workplace.feed("all", "fastmoss-live-top-product", LIVE, "archive");
        assertThat(workplace.run("run", "--once").exit()).isZero();
        List<String> all = rows("all");
        BigDecimal limit = gmv(all.get(10)).setScale(0, RoundingMode.DOWN).add(new BigDecimal("0.25"));
        Map<String, String> selecting = new HashMap<>(LIVE);
        selecting.put("transform", "direct:dear");
        workplace
                .feed("some", "fastmoss-live-top-product", selecting, "archive")
                .route("steps/dear", """
                - route:
                    id: dear
                    description: Keeps products that sold for more
                    from:
                      uri: direct:dear
                      steps:
                        - filter:
                            simple: "${body[gmv]} <= %s"
                            steps:
                              - stop: {}
                """.formatted(limit));

        assertThat(workplace.run("run", "--once", "some").exit()).isZero();
        assertThat(rows("some"))
                .hasSizeBetween(1, 19)
                .isEqualTo(all.stream()
                        .filter(row -> gmv(row).compareTo(limit) > 0)
                        .toList());
    }

    private List<String> rows(String feed) throws IOException {
        String file = workplace.files("data/archive").stream()
                .filter(name -> name.startsWith(feed) && name.endsWith(".jsonl"))
                .findFirst()
                .orElseThrow();
        return workplace.text("data/archive/" + file).lines().toList();
    }

    private static BigDecimal gmv(String row) {
        try {
            JsonNode read = new JsonMapper().readTree(row);
            return new BigDecimal(read.path("gmv").asText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
