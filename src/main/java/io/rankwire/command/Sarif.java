package io.rankwire.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Mistakes as SARIF 2.1.0 (OASIS), which editors and code scanning read. */
final class Sarif {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sarif() {}

    static String of(List<Mistake> mistakes) {
        ObjectNode log = JSON.createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        driver(run.putObject("tool").putObject("driver"));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        mistakes.forEach(mistake -> result(mistake, results.addObject()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    private static void driver(ObjectNode driver) {
        driver.put("name", "Rankwire");
        String version = Sarif.class.getPackage().getImplementationVersion();
        if (version != null) {
            driver.put("version", version);
        }
        ArrayNode rules = driver.putArray("rules");
        for (Rule rule : Rule.values()) {
            ObjectNode one = rules.addObject();
            one.put("id", rule.word());
            one.putObject("shortDescription").put("text", rule.says());
        }
    }

    private static void result(Mistake mistake, ObjectNode result) {
        result.put("ruleId", mistake.rule().word());
        result.put("level", mistake.severity().word());
        result.putObject("message").put("text", mistake.message());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(mistake.file()));
        ObjectNode region = place.putObject("region");
        region.put("startLine", mistake.place().line());
        region.put("startColumn", mistake.place().column());
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path can always be written as an address", e);
        }
    }
}
