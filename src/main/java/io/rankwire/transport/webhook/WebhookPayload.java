package io.rankwire.transport.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.document.export.FileReference;
import io.rankwire.document.format.Fields;
import io.rankwire.document.format.Json;
import io.rankwire.document.format.JsonRow;
import io.rankwire.document.format.SnapshotFields;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.step.Reports;
import io.rankwire.text.OperatorMistake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Standard Webhook is sent; the bytes are the same at every attempt:
 *
 * <pre>
 * {"type": "ranking.published" | "ranking.corrected", "timestamp": when it was fetched, "data": {
 *   "feed", "source", "scope", "period": {"type", "key", "first", "last"}, "revision", "status", "flags", "rows",
 *   "requests", "credits", "fetchedAt",
 *   "baseline": {"period", "revision"}, "summary": {"new", "reEntries", "dropped", "up", "down"},
 *   "movers": {"climbers", "fallers", "new", "reEntries": [{"rank", "key", "name", "previousRank", "change"}],
 *              "dropped": [{"key", "name", "lastRank"}]},
 *   "top": [rows with every standard column], "files": [{"name", "mediaType", "bytes", "sha256", "url"}],
 *   "truncated": how many rows of movers and top were left out to stay inside the size}}
 *
 * {"type": "feed.stopped", "timestamp": when it stopped,
 *  "data": {"feed", "source", "scope", "period", "reason"}}
 * </pre>
 *
 * <p>Without a baseline nothing is known to have moved: baseline, summary and movers are null. Safe for use by many
 * threads.
 */
final class WebhookPayload {
    /** The type of a test. */
    public static final String TEST = "ranking.test";

    private final Snapshots snapshots;

    public WebhookPayload(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * What an operator decides.
     *
     * @param maxBytes how large the body may be
     * @param top how many of the first rows are wanted in it
     */
    public record Terms(int maxBytes, int top) {
        public static final int USUAL_TOP = 20;
    }

    /** {@code ranking.published}, or {@code ranking.corrected} for a later revision. */
    public static String type(Snapshot snapshot) {
        return snapshot.revision() > 1 ? "ranking.corrected" : "ranking.published";
    }

    /**
     * The news that a ranking is there, with as many rows as fit whole: those that moved first.
     *
     * @throws OperatorMistake if not even the facts fit
     */
    public byte[] ranking(Snapshot snapshot, String feed, List<FileReference> files, Terms terms) {
        return within(terms, new Whole(type(snapshot), snapshot, feed, files));
    }

    /** The same as a test: under a type that is not mistaken for news. */
    public byte[] test(Snapshot snapshot, String feed, List<FileReference> files, Terms terms) {
        return within(terms, new Whole(TEST, snapshot, feed, files));
    }

    private byte[] within(Terms terms, Whole whole) {
        Map<String, List<byte[]>> wanted = rows(whole.snapshot(), terms.top());
        int all = wanted.values().stream().mapToInt(List::size).sum();
        Map<String, List<byte[]>> kept = new LinkedHashMap<>();
        wanted.keySet().forEach(list -> kept.put(list, new ArrayList<>()));
        int left = terms.maxBytes() - whole.write(kept, all).length;
        if (left < 0) {
            throw new OperatorMistake("maxBytes is " + terms.maxBytes() + "; the facts alone take "
                    + (terms.maxBytes() - left) + ", make it larger");
        }
        int taken = 0;
        for (Map.Entry<String, List<byte[]>> list : wanted.entrySet()) {
            List<byte[]> into = new ArrayList<>();
            kept.put(list.getKey(), into);
            for (byte[] row : list.getValue()) {
                int cost = row.length + (into.isEmpty() ? 0 : 1);
                if (cost > left) {
                    break;
                }
                into.add(row);
                left -= cost;
                taken++;
            }
        }
        return whole.write(kept, all - taken);
    }

    /** The news that a feed is not polled any more until an operator does something. */
    public byte[] stopped(Snapshot run, String feed, String reason, Instant at) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "feed.stopped");
            json.writeStringField("timestamp", at.toString());
            json.writeObjectFieldStart("data");
            json.writeStringField("feed", feed);
            json.writeStringField("source", run.origin().source());
            json.writeStringField("scope", run.origin().series());
            json.writeFieldName("period");
            SnapshotFields.writePeriod(json, run.period());
            json.writeStringField("reason", reason);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private Map<String, List<byte[]>> rows(Snapshot snapshot, int top) {
        Highlights highlights = Highlights.of(snapshots, snapshot, Reports.USUAL);
        Map<String, List<byte[]>> rows = new LinkedHashMap<>();
        if (snapshot.baseline().isPresent()) {
            rows.put("climbers", movers(highlights.climbers()));
            rows.put("fallers", movers(highlights.fallers()));
            rows.put("new", movers(highlights.entered()));
            rows.put("reEntries", movers(highlights.returned()));
            rows.put(
                    "dropped",
                    highlights.dropped().stream().map(WebhookPayload::dropped).toList());
        }
        JsonRow standard = new JsonRow(Fields.standard(snapshot));
        rows.put(
                "top",
                snapshots.top(snapshot, top).stream()
                        .map(row -> bytes(json -> standard.write(json, row, null)))
                        .toList());
        return rows;
    }

    private static List<byte[]> movers(List<Row> rows) {
        return rows.stream().map(WebhookPayload::mover).toList();
    }

    private static byte[] mover(Row row) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("rank", row.rank());
            json.writeStringField("key", row.key());
            json.writeStringField("name", row.name());
            writeNumber(json, "previousRank", row.movement().previousRank());
            writeNumber(json, "change", row.movement().change(row.rank()));
            json.writeEndObject();
        });
    }

    private static byte[] dropped(Row row) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("key", row.key());
            json.writeStringField("name", row.name());
            json.writeNumberField("lastRank", row.rank());
            json.writeEndObject();
        });
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Integer number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }

    /** Writes JSON. */
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.compact(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The payload around its rows. */
    private record Whole(String type, Snapshot snapshot, String feed, List<FileReference> files) {
        byte[] write(Map<String, List<byte[]>> rows, int truncated) {
            return bytes(json -> {
                json.writeStartObject();
                json.writeStringField("type", type);
                json.writeStringField("timestamp", snapshot.origin().fetchedAt().toString());
                json.writeObjectFieldStart("data");
                SnapshotFields facts = new SnapshotFields(snapshot, feed);
                facts.writeIdentity(json);
                json.writeNumberField("rows", snapshot.extent().rows());
                facts.writeCost(json);
                facts.writeFetchedAt(json);
                writeMovement(json, rows);
                writeRows(json, "top", rows.getOrDefault("top", List.of()));
                json.writeArrayFieldStart("files");
                for (FileReference file : files) {
                    file.write(json);
                }
                json.writeEndArray();
                json.writeNumberField("truncated", truncated);
                json.writeEndObject();
                json.writeEndObject();
            });
        }

        private void writeMovement(JsonGenerator json, Map<String, List<byte[]>> rows) throws IOException {
            if (snapshot.baseline().isEmpty()) {
                json.writeNullField("baseline");
                json.writeNullField("summary");
                json.writeNullField("movers");
                return;
            }
            Snapshot.Baseline baseline = snapshot.baseline().get();
            json.writeObjectFieldStart("baseline");
            json.writeFieldName("period");
            SnapshotFields.writePeriod(json, baseline.period());
            json.writeNumberField("revision", baseline.revision());
            json.writeEndObject();
            Snapshot.Tally tally = snapshot.tally();
            json.writeObjectFieldStart("summary");
            json.writeNumberField("new", tally.entered());
            json.writeNumberField("reEntries", tally.returned());
            json.writeNumberField("dropped", tally.dropped());
            json.writeNumberField("up", tally.climbed());
            json.writeNumberField("down", tally.fell());
            json.writeEndObject();
            json.writeObjectFieldStart("movers");
            for (String list : List.of("climbers", "fallers", "new", "reEntries", "dropped")) {
                writeRows(json, list, rows.getOrDefault(list, List.of()));
            }
            json.writeEndObject();
        }

        private static void writeRows(JsonGenerator json, String name, List<byte[]> rows) throws IOException {
            json.writeArrayFieldStart(name);
            for (byte[] row : rows) {
                json.writeRawValue(new String(row, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
        }
    }
}
