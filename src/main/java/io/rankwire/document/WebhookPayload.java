package io.rankwire.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a webhook is sent: that a ranking is there, and its first rows. The bytes are the same at every attempt.
 *
 * <p>Safe for use by many threads.
 */
public final class WebhookPayload {
    /** The size that receivers are asked to take by Standard Webhooks v1. */
    public static final int USUAL_BYTES = 20_000;

    private static final int MOST_ROWS = 20;

    private final Snapshots snapshots;

    public WebhookPayload(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** {@code ranking.published}, or {@code ranking.corrected} for a later revision. */
    public static String type(Snapshot snapshot) {
        return snapshot.revision() > 1 ? "ranking.corrected" : "ranking.published";
    }

    /** The payload, with as many of the first rows as leave it at {@code maxBytes} or less; perhaps with none. */
    public byte[] of(Snapshot snapshot, String feed, int maxBytes) {
        try {
            List<byte[]> rows = new ArrayList<>();
            int left = maxBytes - write(snapshot, feed, rows).length;
            for (Row row : snapshots.top(snapshot, MOST_ROWS)) {
                byte[] bytes = row(snapshot, row);
                left -= bytes.length + (rows.isEmpty() ? 0 : 1);
                if (left < 0) {
                    break;
                }
                rows.add(bytes);
            }
            return write(snapshot, feed, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    private static byte[] row(Snapshot snapshot, Row row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.compact(bytes)) {
            Json.writeRow(json, Fields.standard(snapshot), row, null);
        }
        return bytes.toByteArray();
    }

    private static byte[] write(Snapshot snapshot, String feed, List<byte[]> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.compact(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type(snapshot));
            json.writeStringField("timestamp", snapshot.origin().fetchedAt().toString());
            json.writeObjectFieldStart("data");
            Facts facts = new Facts(snapshot, feed);
            facts.writeIdentity(json);
            json.writeNumberField("rows", snapshot.extent().rows());
            facts.writeCost(json);
            writeMovement(json, snapshot);
            json.writeArrayFieldStart("top");
            for (byte[] row : rows) {
                json.writeRawValue(new String(row, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** What moved since the baseline; both null where there is none, for then nothing is known to have moved. */
    private static void writeMovement(JsonGenerator json, Snapshot snapshot) throws IOException {
        if (snapshot.baseline().isEmpty()) {
            json.writeNullField("baseline");
            json.writeNullField("movement");
            return;
        }
        Snapshot.Baseline baseline = snapshot.baseline().get();
        json.writeObjectFieldStart("baseline");
        json.writeFieldName("period");
        Facts.writePeriod(json, baseline.period());
        json.writeNumberField("revision", baseline.revision());
        json.writeEndObject();
        Snapshot.Tally tally = snapshot.tally();
        json.writeObjectFieldStart("movement");
        json.writeNumberField("new", tally.entered());
        json.writeNumberField("reEntries", tally.returned());
        json.writeNumberField("climbed", tally.climbed());
        json.writeNumberField("fell", tally.fell());
        json.writeNumberField("dropped", tally.dropped());
        json.writeEndObject();
    }
}
