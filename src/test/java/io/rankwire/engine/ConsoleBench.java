package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A program with a feed, a folder and a receiver, and its console once a test opens it. */
abstract class ConsoleBench {
    static final String TOKEN = "a-token-that-nobody-guesses";
    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    Workplace workplace;
    Opened opened;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "hook, archive")
                .archive("csv")
                .webhook("hook");
    }

    Opened open() throws Exception {
        opened = new Opened(workplace);
        return opened;
    }

    @AfterEach
    void moveOut() throws IOException {
        if (opened != null) {
            opened.close();
        }
        workplace.close();
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = opened.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
