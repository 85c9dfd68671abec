package io.rankwire.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.rankwire.text.KnownSecrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownJsonTest {
    private record Page(List<Map<String, Object>> rows, String reason, String yaml) {}

    @Test
    void showsEveryTextAsALineWithoutSecretsAndAFileAsItIsWritten() throws Exception {
        KnownSecrets.add("shown-4-token");
        Page page = new Page(
                List.of(Map.of("name", "Cream \u202egpj\u001b[2J\n", "units", 3)),
                "550 shown-4-token\r\nforged",
                "- route:\n    id: a # shown-4-token\n");

        Map<String, Object> shown = Map.of(
                "rows", List.of(Map.of("name", "Cream gpj [2J", "units", 3)),
                "reason", "550 [secret] forged",
                "yaml", "- route:\n    id: a # [secret]\n");

        assertThat(ShownJson.MAPPER.convertValue(page, new TypeReference<Map<String, Object>>() {}))
                .isEqualTo(shown);
        assertThat(ShownJson.MAPPER.readValue(
                        ShownJson.MAPPER.writeValueAsString(page), new TypeReference<Map<String, Object>>() {}))
                .isEqualTo(shown);
    }
}
