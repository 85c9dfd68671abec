package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rules and dashboard, over what a running Rankwire really tells. */
@Timeout(150)
class WatchTest {
    private static final Path RULES = Path.of("config/prometheus/rules.yml");
    private static final Path DASHBOARD = Path.of("config/grafana/dashboards/rankwire.json");
    private static final Pattern METRIC = Pattern.compile("\\b(rankwire|jvm)_[a-z_]+");

    @TempDir
    Path folder;

    @Test
    void scrapesRankwireAndFiresWhenASinkIsDisabled() throws Exception {
        try (Workplace workplace = workplace();
                Opened opened = new Opened(workplace).poll("shops");
                Prometheus prometheus = new Prometheus(folder, opened.address.port())) {
            prometheus.until("/api/v1/query?query=rankwire_polls_total", answer -> "shops"
                    .equals(answer.at("/result/0/metric/feed").asText()));
            prometheus.until("/api/v1/rules", answer -> healthy(answer) > 5);
            answersEveryQueryOfTheDashboard(prometheus);
            opened.engine.sinks().disable("archive", "by an operator");
            JsonNode alerts = prometheus.until("/api/v1/alerts", answer -> StreamSupport.stream(
                            answer.path("alerts").spliterator(), false)
                    .anyMatch(alert -> alert.at("/labels/alertname").asText().equals("RankwireSinkDisabled")
                            && alert.path("state").asText().equals("firing")));
            assertThat(alerts.toString()).contains("archive is disabled");
        }
    }

    /** As Grafana asks them, with the window that it would choose for scrapes of a second. */
    private static void answersEveryQueryOfTheDashboard(Prometheus prometheus) throws Exception {
        List<String> queries = new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(15);
        for (String query : queries) {
            String asked = URLEncoder.encode(query.replace("$__rate_interval", "1m"), StandardCharsets.UTF_8);
            prometheus.until("/api/v1/query?query=" + asked, answer -> !answer.path("result")
                    .isEmpty());
        }
    }

    private static long healthy(JsonNode rules) {
        return StreamSupport.stream(rules.at("/groups/0/rules").spliterator(), false)
                .filter(rule -> rule.path("health").asText().equals("ok"))
                .count();
    }

    @Test
    void namesOnlyMetricsThatThereAre() throws Exception {
        try (Workplace workplace = workplace();
                Opened opened = new Opened(workplace).poll("shops")) {
            Set<String> there = metrics(opened.get("/observe/metrics").body());
            Set<String> named = metrics(Files.readString(RULES));
            new ObjectMapper()
                    .readTree(DASHBOARD.toFile())
                    .findValuesAsText("expr")
                    .forEach(query -> named.addAll(metrics(query)));
            assertThat(named).hasSizeGreaterThan(15);
            assertThat(there).containsAll(named);
        }
    }

    @Test
    void hasRulesThatPrometheusTakes() throws Exception {
        Prometheus.requireInstalled();
        Process check = new ProcessBuilder("promtool", "check", "rules", RULES.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    private static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private Workplace workplace() throws IOException {
        return new Workplace(folder)
                .property("fastmoss.requestsPerMonth", "1000")
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "archive")
                .archive("csv");
    }
}
