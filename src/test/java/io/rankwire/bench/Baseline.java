package io.rankwire.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same bytes without Rankwire: fetches every page, keeps the rows in SQLite, writes a CSV and a JSONL file. No
 * ledger, no movement, no retries, no check of anything, nothing that could be taken up again. Arguments: the page's
 * address, the body to post with {@code {page}} in it or nothing, the folder.
 */
public final class Baseline {
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> columns = new ArrayList<>();
    private final Path folder;

    private Baseline(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new Baseline(Files.createDirectories(Path.of(arguments[2]))).run(arguments[0], arguments[1]);
    }

    private void run(String url, String body) throws IOException, InterruptedException, SQLException {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.db"))) {
            store.setAutoCommit(false);
            int position = 0;
            int received = -1;
            for (int page = 1; received != 0; page++) {
                byte[] answer = fetch(url.replace("{page}", "" + page), body.replace("{page}", "" + page));
                List<Map<String, String>> rows = read(answer);
                insert(store, rows, position);
                received = rows.size();
                position += received;
            }
            store.commit();
            export(store);
        }
    }

    private byte[] fetch(String url, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer x");
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** The rows of a page, each its plain values by their way through the object, and itself as it came. */
    static List<Map<String, String>> read(byte[] answer) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(answer)) {
            while (json.nextToken() != JsonToken.START_ARRAY) {
                // What is before the rows.
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                int start = (int) json.currentTokenLocation().getByteOffset();
                Map<String, String> row = new LinkedHashMap<>();
                flatten(json, "", row);
                int end = (int) json.currentLocation().getByteOffset();
                row.put("raw", new String(answer, start, end - start, StandardCharsets.UTF_8));
                rows.add(row);
            }
        }
        return rows;
    }

    private static void flatten(JsonParser json, String prefix, Map<String, String> row) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> flatten(json, name + "_", row);
                case START_ARRAY -> json.skipChildren();
                case VALUE_NULL -> row.put(name, null);
                default -> row.put(name, json.getText());
            }
        }
    }

    private void insert(Connection store, List<Map<String, String>> rows, int before) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (columns.isEmpty()) {
            columns.addAll(rows.get(0).keySet());
            try (Statement create = store.createStatement()) {
                create.execute("create table ranking (position integer primary key, \""
                        + String.join("\" text, \"", columns) + "\" text)");
            }
        }
        String marks = ", ?".repeat(columns.size());
        try (PreparedStatement insert = store.prepareStatement("insert into ranking values (?" + marks + ")")) {
            int position = before;
            for (Map<String, String> row : rows) {
                insert.setInt(1, ++position);
                for (int i = 0; i < columns.size(); i++) {
                    insert.setString(i + 2, row.get(columns.get(i)));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void export(Connection store) throws SQLException, IOException {
        try (Statement select = store.createStatement();
                CsvWriter csv = CsvWriter.builder().build(folder.resolve("ranking.csv"));
                ResultSet rows = select.executeQuery("select * from ranking order by position")) {
            csv.writeRecord(columns.subList(0, columns.size() - 1));
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.clear();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(rows.getString(i));
                }
                csv.writeRecord(values);
            }
        }
        try (Statement select = store.createStatement();
                OutputStream out = Files.newOutputStream(folder.resolve("ranking.jsonl"));
                JsonGenerator json = JSON.createGenerator(out);
                ResultSet rows = select.executeQuery("select * from ranking order by position")) {
            json.setRootValueSeparator(null);
            while (rows.next()) {
                json.writeStartObject();
                for (int i = 0; i < columns.size() - 1; i++) {
                    json.writeStringField(columns.get(i), rows.getString(i + 2));
                }
                json.writeFieldName("raw");
                json.writeRawValue(rows.getString(columns.size() + 1));
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }
}
