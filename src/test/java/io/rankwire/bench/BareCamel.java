package io.rankwire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The job as a Camel route written by hand: a loop over pages, each row written to both files as it comes. Nothing is
 * kept, compared or taken up again. Arguments: the vendor's address, the folder.
 */
public final class BareCamel extends RouteBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final CsvWriter csv;
    private final SequenceWriter jsonl;
    private List<String> columns = List.of();
    private int received = -1;
    private int page;

    private BareCamel(String address, CsvWriter csv, SequenceWriter jsonl) {
        this.address = address;
        this.csv = csv;
        this.jsonl = jsonl;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("ranking.csv"));
                SequenceWriter jsonl = JSON.writer()
                        .withRootValueSeparator("\n")
                        .writeValues(Files.newBufferedWriter(folder.resolve("ranking.jsonl")));
                DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new BareCamel(arguments[0], csv, jsonl));
            camel.start();
            camel.createProducerTemplate().sendBody("direct:ranking", "");
        }
    }

    @Override
    public void configure() {
        from("direct:ranking")
                .loopDoWhile(exchange -> received != 0)
                .process(this::ask)
                .to(address)
                .process(this::write)
                .end();
    }

    private void ask(Exchange exchange) {
        exchange.getMessage()
                .setHeaders(Map.of(
                        Exchange.HTTP_METHOD,
                        HttpMethods.POST,
                        "Authorization",
                        "Bearer x",
                        Exchange.CONTENT_TYPE,
                        "application/json"));
        exchange.getMessage().setBody("{\"filter\":{\"date_info\":{\"value\":\"2026-13\"}},\"page\":" + ++page + "}");
    }

    private void write(Exchange exchange) throws IOException {
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            JsonNode rows = JSON.readTree(in).path("data").path("list");
            received = rows.size();
            for (JsonNode row : rows) {
                List<String> names = new ArrayList<>();
                List<String> values = new ArrayList<>();
                flatten("", row, names, values);
                if (columns.isEmpty()) {
                    columns = names;
                    csv.writeRecord(columns);
                }
                csv.writeRecord(values);
                jsonl.write(row);
            }
        }
    }

    private static void flatten(String prefix, JsonNode row, List<String> names, List<String> values) {
        row.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flatten(prefix + field.getKey() + "_", field.getValue(), names, values);
            } else if (field.getValue().isValueNode()) {
                names.add(prefix + field.getKey());
                values.add(field.getValue().asText());
            }
        });
    }
}
