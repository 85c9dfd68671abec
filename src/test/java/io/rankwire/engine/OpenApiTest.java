package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console says in JSON, held against the description that it gives of it. */
@Timeout(120)
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a-token-that-nobody-guesses";

    /** What is asked in each place of the description that can be asked without changing anything. */
    private static final Map<String, String> ASKED = Map.of(
            "/api/overview", "/api/overview",
            "/api/feeds/{feed}", "/api/feeds/shops?key=7494006325298104216",
            "/api/snapshots/{id}", "/api/snapshots/1",
            "/api/deliveries", "/api/deliveries",
            "/api/deliveries/{id}", "/api/deliveries/1",
            "/api/sinks", "/api/sinks",
            "/api/files", "/api/files");

    private static final Map<String, String> DONE = Map.of(
            "/api/deliveries/{id}/retry", "/api/deliveries/1/retry",
            "/api/deliveries/{id}/skip", "/api/deliveries/1/skip",
            "/api/snapshots/{id}/replay", "/api/snapshots/1/replay?sink=archive",
            "/api/sinks/{sink}/test", "/api/sinks/archive/test",
            "/api/sinks/{sink}/disable", "/api/sinks/archive/disable",
            "/api/sinks/{sink}/enable", "/api/sinks/archive/enable",
            "/api/feeds/{feed}/poll", "/api/feeds/shops/poll",
            "/api/accounts/{account}/resume", "/api/accounts/fastmoss/resume");

    @TempDir
    Path folder;

    private JsonNode description;

    @Test
    void saysWhatItsDescriptionPromises() throws Exception {
        try (Workplace workplace = workplace();
                Opened opened = new Opened(workplace).poll("shops")) {
            description = JSON.readTree(opened.get("/assets/openapi.json").body());
            for (Map.Entry<String, JsonNode> place : description.path("paths").properties()) {
                String path = place.getKey();
                if (place.getValue().has("post")) {
                    String bearer = "Bearer " + TOKEN;
                    conforms(path, "post", opened.post(DONE.get(path), "", "Authorization", bearer));
                    conforms(path, "post", opened.post(DONE.get(path), ""));
                } else if (!path.equals("/api/events")) {
                    conforms(path, "get", opened.get(ASKED.get(path)));
                }
            }
            conforms("/api/deliveries/{id}", "get", opened.get("/api/deliveries/4711"));
        }
    }

    private void conforms(String path, String method, HttpResponse<String> answer) {
        JsonNode responses = description.path("paths").path(path).path(method).path("responses");
        String status = Integer.toString(answer.statusCode());
        JsonNode response = responses.has(status) ? responses.path(status) : responses.path("default");
        JsonNode schema = response.at("/content/application~1json/schema");
        assertThat(schema.isMissingNode()).as(path).isFalse();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", description.path("components"));
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
        assertThat(rules.validate(answer.body(), InputFormat.JSON))
                .as(method + " " + path + " " + status + " " + answer.body())
                .isEmpty();
        assertThat(status).as(path).isIn("200", "401", "404");
    }

    private Workplace workplace() throws Exception {
        Workplace workplace = new Workplace(folder)
                .property("rankwire.console.token", TOKEN)
                .property("fastmoss.requestsPerMonth", "3")
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "hook, archive")
                .archive("csv")
                .webhook("hook")
                .route("broken", "- route:\n    id: broken\n    from:\n      uri: tiimer:x\n      steps: []\n");
        workplace.sandbox.webhooks().answer(404, Duration.ZERO);
        return workplace;
    }
}
